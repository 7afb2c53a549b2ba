import fc from "fast-check";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import type { Audience } from "@/lib/audience/types";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { newId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { planReminders, stopReminders } from "@/lib/messaging/commands/plan-reminders";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { sendReminder } from "@/lib/messaging/commands/send-reminder";
import { pauseRun, resumeRun, startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { tellChange } from "@/lib/messaging/commands/tell-change";
import { testRun } from "@/lib/messaging/commands/test-run";
import type { Command, UndoStep } from "@/lib/platform/command";
import { admin } from "@/tests/support/database";
import { type Campaign, familiesOf, job, note, rowsOf, runsOf, send } from "./campaign";

/** What is done, and numbers that choose to whom. */
export interface Step {
  act: string;
  a: number;
  b: number;
  n: number;
}
export type Act = (campaign: Campaign, step: Step) => Promise<UndoStep | null | undefined>;

export const at = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

const WAVES = ["first", "First ", "second"];
const DAY = 86_400_000;

async function audienceOf(campaign: Campaign, n: number): Promise<Audience> {
  const [one] = campaign.sending.events;
  const runs = await runsOf(campaign);
  const kinds: Audience[] = [
    {},
    {},
    {},
    { answer: "none" },
    { answer: "open", event: one! },
    { silentDays: 0 },
    { reachedFewer: 1 },
    ...(runs.length > 0 ? [{ notInRun: at(runs, n)!.id }] : []),
  ];
  return at(kinds, n)!;
}

/** A run is prepared, as far as the number says: made, rehearsed, frozen, approved, started. */
const prepare: Act = async (campaign, { a, b, n }) => {
  const { wedding, sending } = campaign;
  const runId = newId();
  const audience = await audienceOf(campaign, b);
  const made = await createRun(wedding.ctx, {
    id: runId,
    name: "Invitations",
    wave: at(WAVES, a)!,
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience,
  });
  if (!note(campaign, `an invite to ${JSON.stringify(audience)} in ${at(WAVES, a)}`, made).ok) return;
  for (let step = 0; step < 1 + (n % 4); step++)
    if (!(await advance(campaign, { act: "advance", a: (await runsOf(campaign)).length - 1, b: 0, n: 0 })))
      return;
};

const NEXT: Record<string, (campaign: Campaign, runId: string) => Promise<Result<unknown>>> = {
  draft: ({ wedding }, runId) => rehearseRun(wedding.ctx, { runId }),
  rehearsed: ({ wedding }, runId) => freezeRun(wedding.ctx, { runId }),
  frozen: async (campaign, runId) => {
    const [run] = await rowsOf<{ hash: string; n: number }>(
      campaign,
      "select frozen_hash as hash, recipients as n from send_runs where wedding_id = $1 and id = $2",
      runId,
    );
    return approveRun(campaign.wedding.ctx, { runId, hash: run!.hash, typedCount: run!.n });
  },
  approved: ({ wedding }, runId) => startRun(wedding.ctx, { runId }),
  sending: ({ wedding }, runId) => pauseRun(wedding.ctx, { runId }),
  paused: ({ wedding }, runId) => resumeRun(wedding.ctx, { runId }),
};

/** A run goes to where a person would take it next. */
export async function advance(campaign: Campaign, { a }: Step): Promise<boolean> {
  const runs = await runsOf(campaign);
  const run = at(runs, a);
  const next = run && NEXT[run.state];
  if (!next) return false;
  return note(campaign, `run ${a % runs.length}, on from ${run.state}`, await next(campaign, run.id)).ok;
}

const stop: Act = async (campaign, { a }) => {
  const runs = await runsOf(campaign);
  const run = at(runs, a);
  if (run)
    note(campaign, `run ${a % runs.length}, stopped`, await stopRun(campaign.wedding.ctx, { runId: run.id }));
};

const test: Act = async (campaign, { a, b }) => {
  const run = at(await runsOf(campaign), a);
  const family = at(await familiesOf(campaign), b);
  if (!run || !family) return;
  const done = await testRun(campaign.wedding.ctx, { id: newId(), runId: run.id, units: [family.id] });
  note(campaign, `a test to ${family.name}`, done);
};

const remind: Act = async (campaign, { a, b }) => {
  const { wedding, sending } = campaign;
  const [plan] = await rowsOf<{ id: string; state: string }>(
    campaign,
    "select id, state from reminder_plans where wedding_id = $1 order by created_at desc limit 1",
  );
  if (plan?.state === "active") {
    if (a % 4 === 0)
      note(campaign, "no more reminders", await stopReminders(wedding.ctx, { planId: plan.id }));
    else {
      await admin.query("update reminder_plans set next_at = now() where id = $1 and next_at is not null", [
        plan.id,
      ]);
      note(
        campaign,
        "a reminder is due",
        await sendReminder(job(campaign, "messaging.reminders"), { planId: plan.id }),
      );
    }
    return;
  }
  const done = await planReminders(wedding.ctx, {
    id: newId(),
    name: "Please answer",
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience: b % 2 ? { answer: "open" } : { answer: "none", event: sending.events[0]! },
    gaps: [1, 2, 3],
    startsAt: new Date(),
    endsAt: new Date(Date.now() + 30 * DAY),
    most: 100,
  });
  note(campaign, "reminders are planned", done);
};

/** What changed last about a function is to be told. */
const tell: Act = async (campaign) => {
  const { wedding, sending } = campaign;
  const [change] = await rowsOf<{ id: string }>(
    campaign,
    "select id from event_changes where wedding_id = $1 order by changed_at desc, id desc limit 1",
  );
  if (!change) return;
  const done = await tellChange(wedding.ctx, {
    id: newId(),
    changeId: change.id,
    senderId: sending.senderId,
    templateId: sending.templateId,
    confirmAgain: false,
  });
  if (!note(campaign, "a change is to be told", done).ok) return;
  const a = (await runsOf(campaign)).length - 1;
  for (let step = 0; step < 4; step++)
    if (!(await advance(campaign, { act: "advance", a, b: 0, n: 0 }))) return;
};

/** The family's own rule of how often anybody is written to. */
const rules: Act = async (campaign, { n }) => {
  const perDay = n % 2 ? 1 : null;
  const done = await setSendingRules(campaign.wedding.ctx, {
    quiet: null,
    perDay,
    perWeek: null,
    secondApprover: false,
  });
  note(campaign, `${perDay ?? "any number of"} messages a day`, done);
};

/** Some of what waits does not leave yet, as where a drain has ended in the middle; or it is time for all. */
const wait: Act = async (campaign, { a, n }) => {
  const later = n % 2 === 0;
  await rowsOf(
    campaign,
    later
      ? "update messages set next_at = now() + interval '1 hour' where wedding_id = $1 and state = 'queued' and (hashtext(destination || $2) & 1) = 0"
      : "update messages set next_at = now() where wedding_id = $1 and state in ('queued', 'calling') and sender_id in (select id from senders where provider <> 'wa_link') and $2 <> ''",
    String(a % 5),
  );
  campaign.log.push(later ? "half of what waits is to leave later" : "an hour passes");
};

/** One of the ways back that were offered, by its name, as a screen does it. */
export async function undo(campaign: Campaign, step: UndoStep): Promise<Result<unknown>> {
  const command: Command | undefined = CONSOLE_COMMANDS.get(step.command);
  if (!command) throw new Error(`${step.command} is offered and not there`);
  return note(campaign, `undo: ${step.command}`, await command(campaign.wedding.ctx, step.input));
}
const takeBack: Act = async (campaign, { a }) => {
  const [step] = campaign.undos.splice(
    campaign.undos.length - 1 - (a % Math.max(1, campaign.undos.length)),
    1,
  );
  if (step) await undo(campaign, step);
};

const sendNow: Act = async (campaign) => {
  campaign.log.push("sent");
  await send(campaign);
};

export const RUN_ACTS: Record<string, [often: number, act: Act]> = {
  prepare: [6, prepare],
  advance: [6, async (campaign, step) => void (await advance(campaign, step))],
  stop: [1, stop],
  test: [1, test],
  remind: [3, remind],
  wait: [5, wait],
  tell: [1, tell],
  rules: [1, rules],
  takeBack: [4, takeBack],
  send: [7, sendNow],
};

/** How far an invite to all is when it begins, so that not every case has to find its way there. */
const OPENINGS: Record<string, Step[]> = {
  nothing: [],
  approved: [{ act: "prepare", a: 0, b: 0, n: 2 }],
  started: [{ act: "prepare", a: 0, b: 0, n: 3 }],
  halfway: [
    { act: "prepare", a: 0, b: 0, n: 3 },
    { act: "wait", a: 0, b: 0, n: 0 },
    { act: "send", a: 0, b: 0, n: 0 },
  ],
  sent: [
    { act: "prepare", a: 0, b: 0, n: 3 },
    { act: "send", a: 0, b: 0, n: 0 },
  ],
  reminded: [
    { act: "prepare", a: 0, b: 0, n: 3 },
    { act: "send", a: 0, b: 0, n: 0 },
    { act: "remind", a: 1, b: 1, n: 0 },
    { act: "remind", a: 1, b: 1, n: 0 },
  ],
};

export interface Story {
  opening: string;
  shared: boolean;
  steps: Step[];
}

export const storiesOf = (acts: Record<string, [number, Act]>, maxLength: number): fc.Arbitrary<Story> =>
  fc.record({
    opening: fc.constantFrom(...Object.keys(OPENINGS)),
    shared: fc.boolean(),
    steps: fc.array(
      fc.record({
        act: fc.constantFrom(
          ...Object.entries(acts).flatMap(([name, [often]]) => Array<string>(often).fill(name)),
        ),
        a: fc.nat(60),
        b: fc.nat(60),
        n: fc.nat(11),
      }),
      { minLength: Math.floor(maxLength / 2), maxLength },
    ),
  });

export const allSteps = ({ opening, shared, steps }: Story): Step[] => [
  ...(shared
    ? [
        { act: "share", a: 0, b: 1, n: 1 },
        { act: "invite", a: 1, b: 1, n: 0 },
        { act: "invite", a: 1, b: 1, n: 3 },
      ]
    : []),
  ...OPENINGS[opening]!,
  ...steps,
];
