import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { linkIdentifiers } from "@/lib/guests/commands/link-identifiers";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { newId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import type { UndoStep } from "@/lib/platform/command";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { liftFirstStop } from "./stops";
import {
  type Act,
  addList,
  as,
  at,
  attempt,
  familiesOf,
  nextMoment,
  note,
  rowsOf,
  told,
  type Walk,
  type Who,
  wayBack,
} from "./walk";

const invite: Act = async (walk, { who, a, b, n }) => {
  const family = at(await familiesOf(walk, who), a);
  if (!family) return;
  const all = n % 4 === 0;
  const given = {
    audience: all ? {} : { units: [family.id] },
    eventIds: n % 2 ? [at(walk.events, b)!] : walk.events,
  };
  const withdraws = n % 5 === 1;
  const done = await (withdraws ? withdrawHouseholds : inviteHouseholds)(walk.actors[who], given);
  const whom = `${all ? "everybody" : family.name} ${withdraws ? "withdrawn from" : "invited to"}`;
  return wayBack(note(walk, `${whom} ${given.eventIds.length} (${who})`, done as Result<unknown>));
};

const places: Act = async (walk, { who, a, b }) => {
  const family = at(await familiesOf(walk, who), a);
  const eventId = at(walk.events, b)!;
  if (!family) return;
  const [before] = await rowsOf<{ adults: number; children: number }>(
    walk,
    "select adults, children from invitations where wedding_id = $1 and unit_id = $2 and event_id = $3",
    family.id,
    eventId,
  );
  if (!before) return;
  const kept = { adults: Math.max(0, before.adults + (b % 5) - 2), children: before.children };
  const done = await attempt(() =>
    keepPlaces(walk.actors[who], { unitId: family.id, eventId, before, places: kept }),
  );
  return wayBack(note(walk, `${kept.adults} places for ${family.name} (${who})`, done));
};

const enter: Act = async (walk, { who, a, b, n }) => {
  const family = at(await familiesOf(walk, who), a);
  if (!family) return;
  const answer = at(["yes", "yes", "no", "maybe"] as const, b)!;
  const said = { answer, adults: answer === "yes" ? 1 + (n % 3) : 0 };
  const done = await attempt(() =>
    recordAnswer(walk.actors[who], {
      unitId: family.id,
      eventIds: n % 2 ? walk.events : [at(walk.events, b)!],
      ...said,
    }),
  );
  return wayBack(note(walk, `${family.name} said ${JSON.stringify(said)} on the phone (${who})`, done));
};

const onWeb: Act = async (walk, { a, n }) => {
  const family = at(await familiesOf(walk, "owner"), a);
  if (!family) return;
  const guest = as(walk, { kind: "guest", unitId: family.id });
  const line = (eventId: string) => ({
    eventId,
    choice: "some" as const,
    who: family.people.slice(0, 1).map(({ id }) => id),
    adults: 0,
    children: 0,
    more: 0,
  });
  const said = n % 2 ? ("everything" as const) : [line(at(walk.events, n)!)];
  note(
    walk,
    `${family.name} answers ${n % 2 ? "everything" : "for one of them"} on their page`,
    await attempt(() => answerOnWeb(guest, { said })),
  );
};

const phonesOf = async (walk: Walk, who: Who) =>
  (await familiesOf(walk, who)).flatMap(({ people }) =>
    people.flatMap(({ name, phones }) => phones.map((phone) => ({ name, phone }))),
  );

const WORDS = ["STOP", "START", "yes", "no", "1", "3", "maybe", "STOP", "all of us come"];
const write: Act = async (walk, { a, b }) => {
  const writer = at(await phonesOf(walk, "owner"), a);
  if (!writer) return;
  const text = at(WORDS, b)!;
  const moment = nextMoment(walk);
  const id = newId();
  const done = await applyMessage(told(walk), {
    inboxId: newId(),
    senderId: walk.senderId,
    event: {
      kind: "message",
      key: `key-${id}`,
      phoneNumberId: walk.senderId,
      providerId: `wamid.${id}`,
      from: { phone: writer.phone, bsuid: null },
      at: moment,
      content: { type: "text", text, payload: null, contextId: null },
    },
  });
  note(walk, `${writer.phone} (${writer.name}) writes ${text}`, done);
  if (text === "STOP") walk.stopped.add(writer.phone);
  if (text === "START") walk.stopped.clear();
};

const lift: Act = async (walk, { a }) => {
  const family = at(await familiesOf(walk, "owner"), a);
  const lifted = family && (await liftFirstStop(walk.wedding, family.id));
  if (!lifted) return;
  if (note(walk, `${lifted.name} wants our messages again`, lifted.done).ok) walk.stopped.clear();
};

/** WhatsApp says that somebody has another number now, or which id a number has. */
const link: Act = async (walk, { a, b, n }) => {
  const person = at(await phonesOf(walk, "owner"), a);
  if (!person) return;
  const moves = n % 2 === 0;
  const to = moves
    ? { kind: "phone" as const, value: `+9198765${String(b % 7).padStart(5, "0")}` }
    : { kind: "bsuid" as const, value: `IN.${b % 5}` };
  const here = { kind: "phone" as const, value: person.phone };
  if (to.value === person.phone) return;
  const links = [moves ? { told: [to], left: [here] } : { told: [here, to], left: [] }];
  const moment = nextMoment(walk);
  const done = await linkIdentifiers(told(walk), { links: links.map((one) => ({ ...one, at: moment })) });
  note(walk, `${person.phone} (${person.name}) ${moves ? "has become" : "is"} ${to.value}`, done);
  if (moves && done.ok && (done.value?.linked ?? 0) > 0 && walk.stopped.has(person.phone))
    walk.stopped.add(to.value);
};

/** One of the ways back that were offered, by its name, as a screen does it. */
export async function undo(walk: Walk, who: Who, step: UndoStep): Promise<Result<unknown>> {
  const command = CONSOLE_COMMANDS.get(step.command);
  if (!command) throw new Error(`${step.command} is offered and not there`);
  const ctx = walk.actors[who];
  const done = note(
    walk,
    `undo: ${step.command} (${who})`,
    await attempt(() => command(ctx, step.input as never)),
  );
  if (done.ok && step.command === "imports.redo")
    await addList(ctx, (step.input as { batchId: string }).batchId);
  return done;
}

const takeBack: Act = async (walk, { who, a }) => {
  const [step] = walk.undos.splice(walk.undos.length - 1 - (a % Math.max(1, walk.undos.length)), 1);
  if (!step) return;
  return wayBack(await undo(walk, who, step));
};

export const ANSWER_ACTS: Record<string, [often: number, act: Act]> = {
  invite: [5, invite],
  places: [2, places],
  enter: [4, enter],
  onWeb: [3, onWeb],
  write: [5, write],
  lift: [1, lift],
  link: [3, link],
  takeBack: [9, takeBack],
};
