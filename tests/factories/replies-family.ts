import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import type { Result } from "@/lib/kernel/result";
import { fillSilentCalls, noteCall } from "@/lib/messaging/commands/call-list";
import { listCalls } from "@/lib/messaging/queries/calls";
import { readTenant } from "@/lib/platform/transaction";
import { extendAnswering } from "@/lib/rsvp/commands/extend-answering";
import { markRead } from "@/lib/rsvp/commands/mark-read";
import { placeMessages } from "@/lib/rsvp/commands/place-messages";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { recordCall } from "@/lib/rsvp/commands/record-call";
import { settleDifferences } from "@/lib/rsvp/commands/settle-differences";
import { takeMessages } from "@/lib/rsvp/commands/take-messages";
import { writeBack } from "@/lib/rsvp/commands/write-back";
import { listDifferences } from "@/lib/rsvp/queries/differences";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import { freshAnswers, holds, judgeWords } from "@/tests/support/reply-laws";
import { trust } from "@/tests/support/reply-standing";
import { familiesOf, note, rowsOf } from "./campaign";
import { PEOPLE_ACTS, wayBack } from "./campaign-people";
import { type Act, at, RUN_ACTS } from "./campaign-steps";
import { type Replies, sendAll } from "./replies";
import type { ReplyAct } from "./replies-guests";
import { atOnce, page } from "./replies-pages";

/** What somebody does changes what stands only where it says so. */
const keeps =
  (act: ReplyAct): ReplyAct =>
  async (replies, step) => {
    await act(replies, step);
    holds(await judgeWords(replies));
  };

/** What a human enters or does is what stands then; that it is neither too much nor for nobody is looked at. */
const changes =
  (act: ReplyAct): ReplyAct =>
  async (replies, step) => {
    await act(replies, step);
    await trust(replies);
  };

/** Who lives where, and who is invited: answers follow by laws of their own. */
const regroups = (act: Act): ReplyAct =>
  changes(async (replies, step) => {
    replies.regrouped ||= REGROUPING.has(step.act);
    const way = await act(replies, step);
    if (way) replies.undos.push(way);
    await freshAnswers(replies);
  });

const runs = (act: Act): ReplyAct =>
  keeps(async (replies, step) => {
    const way = await act(replies, step);
    if (way) replies.undos.push(way);
  });

const undoOne: ReplyAct = async (replies, { a }) => {
  const [step] = replies.undos.splice(replies.undos.length - 1 - (a % Math.max(1, replies.undos.length)), 1);
  if (!step) return;
  const command = CONSOLE_COMMANDS.get(step.command)!;
  note(replies, `undo: ${step.command}`, await command(replies.wedding.ctx, step.input));
};

const push = (replies: Replies, what: string, done: Result<unknown>): void => {
  const way = wayBack(note(replies, what, done));
  if (way) replies.undos.push(way);
};

const chatsOf = async ({ wedding: { scope } }: Replies) =>
  (await readTenant(scope, (tx) => listToRead(tx, scope, 100))).chats;

const read: ReplyAct = async (replies, { a, b, n }) => {
  const { ctx } = replies.wedding;
  const chat = at(await chatsOf(replies), a);
  if (!chat) return;
  const messages = chat.messages.map(({ id }) => id);
  const who = chat.household ?? "nobody known";
  if (n % 5 === 0) push(replies, `what ${who} wrote is read`, await markRead(ctx, { messages }));
  else if (n % 5 === 1)
    push(
      replies,
      `what ${who} wrote is taken in hand`,
      await takeMessages(ctx, { messages, take: true, over: b % 2 === 0 }),
    );
  else if (n % 5 === 2)
    push(replies, `${who} is written back to`, await writeBack(ctx, { messages, text: "We will call you." }));
  else {
    const family = at(await familiesOf(replies), b);
    if (!family) return;
    const unitId = chat.unitId ?? family.id;
    if (chat.unitId === null)
      push(replies, `${family.name} wrote that`, await placeMessages(ctx, { messages, unitId }));
    else {
      const answers = replies.sending.events.slice(0, 1 + (b % 3)).map((eventId) => ({
        eventId,
        answer: b % 2 ? ("yes" as const) : ("no" as const),
        adults: b % 2,
        children: 0,
      }));
      push(
        replies,
        `${who} means ${b % 2 ? "yes" : "no"}`,
        await recordAnswer(ctx, { unitId, messages, answers }),
      );
    }
  }
};

const call: ReplyAct = async (replies, { a, b, n }) => {
  const { ctx, scope } = replies.wedding;
  if (n % 4 === 0)
    note(replies, "who is silent is called", await fillSilentCalls(ctx, { eventId: null, days: 0 }));
  const { calls } = await readTenant(scope, (tx) => listCalls(tx, scope, "all", undefined));
  const one = at(calls, a);
  if (!one) return;
  const task = { taskId: one.id, version: one.version };
  if (n % 2)
    push(
      replies,
      `called ${one.household}: ${at(["yes", "no", "maybe"], b)}`,
      await recordCall(ctx, { ...task, said: at(["yes", "no", "maybe"] as const, b)! }),
    );
  else {
    const outcome = at(["no_answer", "call_again", "not_needed", null] as const, b)!;
    push(
      replies,
      `called ${one.household}: ${outcome}`,
      await noteCall(ctx, { ...task, outcome, note: null }),
    );
  }
};

const settle: ReplyAct = async (replies, { a, b }) => {
  const { ctx, scope } = replies.wedding;
  const { differences } = await readTenant(scope, (tx) => listDifferences(tx, scope, 20));
  const one = at(differences, a);
  if (!one) return;
  const { unitId, eventId, latest } = one;
  const pick = { unitId, eventId, latest, answerId: at(one.voices, b)!.answerId };
  push(replies, `of what ${one.household} said one holds`, await settleDifferences(ctx, { picks: [pick] }));
};

/** The date to answer by passes, or there is none; a family may answer longer; a function has so many places. */
const dates: ReplyAct = async (replies, { a, b, n }) => {
  const eventId = at(replies.sending.events, a)!;
  if (n % 3 === 0) {
    const family = at(await familiesOf(replies), b);
    if (family)
      push(
        replies,
        `${family.name} may answer longer`,
        await extendAnswering(replies.wedding.ctx, {
          unitId: family.id,
          extension: n % 2 ? null : { until: null },
        }),
      );
  } else if (n % 3 === 1) {
    const over = b % 2 === 0;
    await rowsOf(
      replies,
      "update events set rsvp_deadline = case when $3 then now() - interval '1 second' end where wedding_id = $1 and id = $2",
      eventId,
      over,
    );
    replies.log.push(`function ${a % 3} ${over ? "is answered no longer" : "may be answered"}`);
  } else {
    const most = b % 3 === 0 ? null : 3 + (b % 7);
    await rowsOf(
      replies,
      "with given as (update events set ceiling_persons = $3::int where wedding_id = $1 and id = $2 returning id) insert into projection_marks (wedding_id, kind, key) select $1, 'event', id from given",
      eventId,
      most,
    );
    replies.log.push(`function ${a % 3} has ${most ?? "any number of"} places`);
  }
};

const people = [
  "merge",
  "join",
  "split",
  "moveTo",
  "share",
  "drop",
  "off",
  "invite",
  "cancel",
  "speakFor",
] as const;
const sending = ["prepare", "advance", "stop", "remind", "wait", "tell", "test"] as const;

export const REGROUPING: ReadonlySet<string> = new Set<string>([
  ...people.filter((name) => name !== "share" && name !== "invite" && name !== "cancel"),
  "undoOne",
  "moves",
]);

export const FAMILY_ACTS: Record<string, [often: number, act: ReplyAct]> = {
  ...Object.fromEntries(
    people.map((name) => [name, [PEOPLE_ACTS[name]![0] > 3 ? 2 : 1, regroups(PEOPLE_ACTS[name]![1])]]),
  ),
  ...Object.fromEntries(
    sending.map((name) => [name, [name === "advance" ? 2 : 1, runs(RUN_ACTS[name]![1])]]),
  ),
  enter: [2, changes(PEOPLE_ACTS.enter![1] as never)],
  undoOne: [3, regroups(undoOne as never)],
  read: [6, changes(read)],
  page: [6, changes(page)],
  call: [3, changes(call)],
  settle: [2, changes(settle)],
  atOnce: [3, changes(atOnce)],
  dates: [3, keeps(dates)],
  send: [
    7,
    keeps(async (replies) => {
      replies.log.push("sent");
      await sendAll(replies);
    }),
  ],
};
