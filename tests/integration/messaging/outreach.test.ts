import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { countAudience } from "@/lib/audience/queries";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { cancelEvent, reinstateEvent } from "@/lib/events/commands/cancel-event";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { assignCalls, fillCallList, fillSilentCalls, noteCall } from "@/lib/messaging/commands/call-list";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { approveReminders, planReminders, stopReminders } from "@/lib/messaging/commands/plan-reminders";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { resumeRun, startRun } from "@/lib/messaging/commands/steer-run";
import { testRun } from "@/lib/messaging/commands/test-run";
import { listCalls } from "@/lib/messaging/queries/calls";
import { listLateJoiners } from "@/lib/messaging/queries/late-joiners";
import { requireRun } from "@/lib/messaging/queries/runs";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let from = 60_000;
const FAMILIES = 5;

beforeAll(async () => {
  provider = await startProvider(31);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
  from += 100;
  sending = await prepareSending(wedding, { csv: familiesCsv(FAMILIES, from) });
});

const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const sent = async () => ((await provider.control("GET", "ledger/summary")) as { accepted: number }).accepted;
const units = async (): Promise<{ id: string; name: string }[]> =>
  (
    await admin.query("select id, name from guest_units where wedding_id = $1 and live order by name", [
      wedding.weddingId,
    ])
  ).rows;
const invite = async () => {
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await send();
  return runId;
};
const states = async (runId: string) =>
  (
    await admin.query(
      "select state || coalesce(':' || reason, '') as state from messages where run_id = $1 order by 1",
      [runId],
    )
  ).rows.map((row) => row.state);

describe("a second pair of eyes", () => {
  it("keeps whoever rehearsed from approving, and lets another", async () => {
    must(
      await setSendingRules(wedding.ctx, { quiet: null, perDay: null, perWeek: null, secondApprover: true }),
    );
    const runId = newId();
    must(
      await createRun(wedding.ctx, {
        id: runId,
        name: "Invitations",
        senderId: sending.senderId,
        templateId: sending.templateId,
        audience: {},
      }),
    );
    must(await rehearseRun(wedding.ctx, { runId }));
    const { hash } = must(await freezeRun(wedding.ctx, { runId }));
    expect(await approveRun(wedding.ctx, { runId, hash })).toMatchObject({
      ok: false,
      code: "second_person_needed",
    });
    must(await approveRun(await wedding.as("admin"), { runId, hash }));
  });
});

describe("a test send", () => {
  it("really goes to the chosen families, and keeps nobody from the invitation", async () => {
    const { runId } = await approvedRun(wedding, sending);
    const [first, second] = await units();
    const test = must(await testRun(wedding.ctx, { id: newId(), runId, units: [first!.id, second!.id] }));
    expect(test).toMatchObject({ recipients: 2, blocked: 0 });
    await send();
    expect(await sent()).toBe(2);
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await sent()).toBe(2 + FAMILIES);
    expect(await states(test.id)).toEqual(["read", "read"]);
  });
  it("does not count against the family's own cap", async () => {
    must(
      await setSendingRules(wedding.ctx, { quiet: null, perDay: 1, perWeek: null, secondApprover: false }),
    );
    const { runId } = await approvedRun(wedding, sending);
    must(await testRun(wedding.ctx, { id: newId(), runId, units: [(await units())[0]!.id] }));
    await send();
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await sent()).toBe(1 + FAMILIES);
  });
  it("goes through the gate like everything else", async () => {
    const { runId } = await approvedRun(wedding, sending);
    await admin.query("update guest_units set attested = false where wedding_id = $1", [wedding.weddingId]);
    expect(await testRun(wedding.ctx, { id: newId(), runId, units: [(await units())[0]!.id] })).toMatchObject(
      {
        ok: false,
        code: "nobody_reachable",
      },
    );
  });
});

it("tells late joiners apart and never slips them in", async () => {
  const { runId } = await approvedRun(wedding, sending);
  await importCsv(wedding.ctx, `Name,Phone,Family\nNewcomer,98${String(19_999_000 + from)},Latecomers\n`);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: sending.events }));
  const late = await readTenant(wedding.scope, async (tx) =>
    listLateJoiners(tx, wedding.scope, await requireRun(tx, wedding.scope, runId), 10),
  );
  expect(late).toEqual({
    families: 1,
    listed: [{ unitId: expect.any(String), household: "Latecomers" }],
  });
  must(await startRun(wedding.ctx, { runId }));
  await send();
  expect(await sent()).toBe(FAMILIES);
});

describe("a cancelled function", () => {
  const planned = async (event: string) => ({
    id: event,
    version: (await admin.query("select version from events where id = $1", [event])).rows[0]
      .version as number,
  });
  const cancel = async (event: string) => must(await cancelEvent(wedding.ctx, await planned(event)));
  const reinstate = async (event: string) => must(await reinstateEvent(wedding.ctx, await planned(event)));
  const held = async (runId: string) =>
    (await admin.query("select state, state_reason as reason from send_runs where id = $1", [runId])).rows[0];
  const asked = (event: string) => ({
    id: newId(),
    name: "Please answer",
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience: { event, answer: "none" as const },
    gaps: [1],
    startsAt: new Date(),
    endsAt: new Date(Date.now() + 30 * 86_400_000),
    most: 100,
  });

  it("holds up what still speaks of it, at the start and on its way, until it takes place after all", async () => {
    const late = sending.events[1]!;
    const { runId } = await approvedRun(wedding, sending);
    await cancel(late);
    expect(await startRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "function_cancelled" });
    await reinstate(late);
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await cancel(late);
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    expect(await sent()).toBe(0);
    expect(await held(runId)).toEqual({ state: "paused", reason: "function:CANCELLED" });
    expect(await resumeRun(wedding.ctx, { runId })).toMatchObject({ code: "function_cancelled" });
    // However many are prepared after it, what is held up stays in sight.
    await admin.query(
      `insert into send_runs (wedding_id, name, purpose, wave, sender_id, template_id, audience)
       select wedding_id, 'Later', 'invitation', 'later', sender_id, template_id, '{}' from send_runs, generate_series(1, 6) where id = $1`,
      [runId],
    );
    const board = await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope));
    expect(board.runs.map((one) => one.state)).toEqual([...Array(5).fill("draft"), "paused"]);
    expect(board.sent).toBe(true);
    await reinstate(late);
    must(await resumeRun(wedding.ctx, { runId }));
    await send();
    expect(await sent()).toBe(FAMILIES);
  });
  it("is reminded of by nobody, and an answer to it answers no other", async () => {
    await invite();
    const [gone, stays] = sending.events as [string, string];
    const [first, second] = await units();
    for (const [unit, event] of [
      [first!, gone],
      [second!, stays],
    ] as const)
      must(await recordAnswer(wedding.ctx, { unitId: unit.id, eventIds: [event], answer: "no" }));
    // Made in time, on its way when the function was cancelled.
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const made = asked(gone);
    must(await planReminders(wedding.ctx, made));
    await drain({ budgetMs: 3_000 });
    await cancel(gone);
    // As if the message named the other function alone: what it asks about is enough.
    await admin.query(
      "update messages set content = jsonb_set(content, '{events}', $2) where run_id = (select id from send_runs where plan_id = $1)",
      [made.id, JSON.stringify([stays])],
    );
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    expect(await sent()).toBe(FAMILIES);
    const { rows } = await admin.query("select id from send_runs where plan_id = $1", [made.id]);
    expect(await held(rows[0].id)).toEqual({ state: "paused", reason: "function:CANCELLED" });
    const later = asked(gone);
    must(await planReminders(wedding.ctx, later));
    await send();
    const { rows: plans } = await admin.query(
      "select state, state_reason from reminder_plans where id = $1",
      [later.id],
    );
    expect(plans).toEqual([{ state: "stopped", state_reason: "FUNCTION_CANCELLED" }]);
    const silent = (answer: "none" | "open") =>
      readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, { answer }));
    expect([await silent("none"), await silent("open")]).toEqual([FAMILIES - 1, FAMILIES - 1]);
    expect(must(await fillSilentCalls(wedding.ctx, { eventId: gone, days: 0 }))).toEqual({ added: 0 });
    expect(must(await fillSilentCalls(wedding.ctx, { eventId: null, days: 0 }))).toEqual({
      added: FAMILIES - 1,
    });
  });
});

describe("reminders", () => {
  const DAY = 86_400_000;
  const plan = (more: Partial<Parameters<typeof planReminders>[1]> = {}) =>
    planReminders(wedding.ctx, {
      id: newId(),
      name: "Please answer",
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience: { answer: "none" },
      gaps: [3, 5],
      startsAt: new Date(),
      endsAt: new Date(Date.now() + 30 * DAY),
      most: 100,
      ...more,
    });
  /** As if the time of the next one had come. */
  const comes = async (planId: string) => {
    await admin.query("update reminder_plans set next_at = now() where id = $1 and next_at is not null", [
      planId,
    ]);
    await sweep();
    await send();
  };
  const planOf = async (planId: string) =>
    (await admin.query("select state, state_reason, steps_done from reminder_plans where id = $1", [planId]))
      .rows[0];

  it("go to the silent alone, at each step anew, and end by themselves", async () => {
    await invite();
    const all = await units();
    const answer = (unitId: string, said: "yes" | "no") =>
      recordAnswer(wedding.ctx, {
        unitId,
        eventIds: sending.events,
        answer: said,
        adults: said === "yes" ? 1 : 0,
      });
    must(await answer(all[0]!.id, "yes"));
    const { id } = must(await plan());
    await send();
    expect(await sent()).toBe(FAMILIES + FAMILIES - 1);
    must(await answer(all[1]!.id, "no"));
    await comes(id);
    expect(await sent()).toBe(FAMILIES + FAMILIES - 1 + FAMILIES - 2);
    await comes(id);
    expect(await planOf(id)).toEqual({ state: "done", state_reason: null, steps_done: 3 });
    await comes(id);
    expect(await sent()).toBe(FAMILIES + (FAMILIES - 1) + 2 * (FAMILIES - 2));
  });
  it("ask about what is still to come whoever answered only for what is over, until nothing is", async () => {
    await invite();
    const [over, later] = sending.events as [string, string];
    const [, ...others] = await units();
    const first = (await units())[0]!.id;
    for (const { id: unitId } of others)
      must(await recordAnswer(wedding.ctx, { unitId, eventIds: [over, later], answer: "no" }));
    must(await recordAnswer(wedding.ctx, { unitId: first, eventIds: [over], answer: "yes", adults: 1 }));
    const begin = (event: string) =>
      admin.query("update events set starts_at = now() - interval '1 day' where id = $1", [event]);
    const silent = () =>
      readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, { answer: "open" }));
    expect(await silent()).toBe(0);
    await begin(over);
    expect(await silent()).toBe(1);
    must(await plan());
    await send();
    expect(await sent()).toBe(FAMILIES + 1);
    await begin(later);
    expect(await silent()).toBe(0);
  });
  it("are asked again at sending: who answers after the reminder was made gets nothing", async () => {
    await invite();
    const all = await units();
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const { id } = must(await plan());
    await drain({ budgetMs: 3_000 });
    must(
      await recordAnswer(wedding.ctx, {
        unitId: all[0]!.id,
        eventIds: sending.events,
        answer: "no",
      }),
    );
    await admin.query("update send_runs set ends_at = now() + interval '1 day' where plan_id = $1", [id]);
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    const { rows } = await admin.query("select id from send_runs where plan_id = $1", [id]);
    expect(await states(rows[0].id)).toEqual(["blocked:ANSWERED", "read", "read", "read", "read"]);
  });
  it("wait for the day on which a family that was not sure asked to be asked again", async () => {
    await invite();
    const all = await units();
    const notSure = async (unit: number, days: number | null) => {
      must(
        await recordAnswer(wedding.ctx, { unitId: all[unit]!.id, eventIds: sending.events, answer: "maybe" }),
      );
      await admin.query(
        `insert into conversations (wedding_id, unit_id, side, state, ask_again_on, last_inbound_at)
         select wedding_id, id, side, 'answered', (now() at time zone 'Asia/Kolkata')::date + $2::int, now() from guest_units where id = $1`,
        [all[unit]!.id, days],
      );
    };
    await notSure(0, 0);
    await notSure(1, 1);
    await notSure(2, null);
    const open = { answer: "open" as const };
    expect(await readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, open))).toBe(
      FAMILIES - 2,
    );
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const { id } = must(await plan({ audience: open }));
    await drain({ budgetMs: 3_000 });
    const runId = async () =>
      (await admin.query("select id from send_runs where plan_id = $1", [id])).rows[0].id as string;
    expect(await states(await runId())).toEqual(Array(FAMILIES - 2).fill("queued"));
    // Asked for a later day after the reminder was made: the gate at dispatch sees it too.
    await admin.query("update conversations set ask_again_on = ask_again_on + 5 where unit_id = $1", [
      all[0]!.id,
    ]);
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    expect(await states(await runId())).toEqual(["blocked:ANSWERED", "read", "read"]);
    expect(must(await fillSilentCalls(wedding.ctx, { eventId: null, days: 0 }))).toEqual({ added: 2 });
    await admin.query("update conversations set ask_again_on = ask_again_on - 5 where unit_id = $1", [
      all[0]!.id,
    ]);
    expect(must(await fillSilentCalls(wedding.ctx, { eventId: sending.events[0]!, days: 0 }))).toEqual({
      added: 1,
    });
    expect(must(await fillSilentCalls(wedding.ctx, { eventId: null, days: 0 }))).toEqual({ added: 0 });
  });
  it("leave the family that named a day to a person, from that day on until somebody asks", async () => {
    await invite();
    await admin.query(
      "update message_attempts set started_at = now() - interval '3 days' where wedding_id = $1",
      [wedding.weddingId],
    );
    const all = await units();
    const again = async () =>
      (await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope))).needs.askAgain;
    const listed = async () =>
      (await readTenant(wedding.scope, (tx) => listCalls(tx, wedding.scope, "open", undefined))).askAgain;
    const says = async (unit: number, event: number, answer: "yes" | "maybe") =>
      must(
        await recordAnswer(wedding.ctx, {
          unitId: all[unit]!.id,
          eventIds: [sending.events[event]!],
          answer,
          adults: answer === "yes" ? 1 : 0,
          children: 0,
        }),
      );
    const named = (unit: number, days: number) =>
      admin.query(
        `insert into conversations (wedding_id, unit_id, side, state, ask_again_on, last_inbound_at)
         select wedding_id, id, side, 'answered', (now() at time zone 'Asia/Kolkata')::date + $2::int, now() from guest_units where id = $1`,
        [all[unit]!.id, days],
      );
    // One is not sure of everything; one comes to the first and is not sure of the second; one's day is tomorrow.
    for (const [unit, days] of [
      [0, -1],
      [1, 0],
      [2, 1],
    ] as const) {
      await says(unit, 0, unit === 1 ? "yes" : "maybe");
      await says(unit, 1, "maybe");
      await named(unit, days);
    }
    expect([await again(), await listed()]).toEqual([2, 2]);
    const ask = { eventId: null, days: 0, askAgainOnly: true };
    expect(must(await fillSilentCalls(wedding.ctx, ask))).toEqual({ added: 2 });
    expect(must(await fillSilentCalls(wedding.ctx, ask))).toEqual({ added: 0 });
    // On the list they still wait for a call, and are not offered again.
    expect([await again(), await listed()]).toEqual([2, 0]);
    const { calls } = await readTenant(wedding.scope, (tx) =>
      listCalls(tx, wedding.scope, "open", undefined),
    );
    expect(calls.map((one) => one.reason)).toEqual(["ASK_AGAIN", "ASK_AGAIN"]);
    const [first] = calls;
    must(
      await noteCall(wedding.ctx, {
        taskId: first!.id,
        version: first!.version,
        outcome: "reached",
        note: null,
      }),
    );
    expect(await again()).toBe(1);
    // A reminder that leaves on that day or later has asked them; one from before has not.
    await admin.query("update message_attempts set started_at = now() where wedding_id = $1", [
      wedding.weddingId,
    ]);
    expect(await again()).toBe(0);
  });
  it("never leave after the date to answer by", async () => {
    await invite();
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const { id } = must(await plan());
    await drain({ budgetMs: 3_000 });
    await admin.query("update send_runs set ends_at = now() - interval '1 minute' where plan_id = $1", [id]);
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    const { rows } = await admin.query("select id from send_runs where plan_id = $1", [id]);
    expect(new Set(await states(rows[0].id))).toEqual(new Set(["blocked:DEADLINE_PASSED"]));
  });
  it("remind nobody of an invitation that never came", async () => {
    const { id } = must(await plan());
    await send();
    expect(await sent()).toBe(0);
    expect(
      (await admin.query("select count(*)::int as n from send_runs where plan_id = $1", [id])).rows[0].n,
    ).toBe(0);
  });
  it("stop and ask where more are silent than a human agreed to", async () => {
    await invite();
    const { id } = must(await plan({ most: FAMILIES - 1 }));
    await send();
    expect(await sent()).toBe(FAMILIES);
    expect(await planOf(id)).toMatchObject({ state: "stopped", state_reason: "MORE_THAN_AGREED" });
  });
  it("can be stopped, and are refused where the intervals shrink or the end is past", async () => {
    await invite();
    const { id } = must(await plan({ startsAt: new Date(Date.now() + DAY) }));
    must(await stopReminders(wedding.ctx, { planId: id }));
    await comes(id);
    expect(await sent()).toBe(FAMILIES);
    expect(await plan({ gaps: [5, 3] })).toMatchObject({ ok: false, code: "wrong_gaps" });
    expect(await plan({ endsAt: new Date(Date.now() - DAY) })).toMatchObject({ ok: false, code: "too_late" });
  });
});

describe("reminders and whoever agrees to them", () => {
  const input = () => ({
    id: newId(),
    name: "Please answer",
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience: { answer: "none" as const },
    gaps: [1],
    startsAt: new Date(),
    endsAt: new Date(Date.now() + 30 * 86_400_000),
    most: 100,
  });
  const state = async (id: string) =>
    (await admin.query("select state, state_reason from reminder_plans where id = $1", [id])).rows[0];
  it("wait for another's yes where the wedding wants a second pair of eyes", async () => {
    await invite();
    must(
      await setSendingRules(wedding.ctx, { quiet: null, perDay: null, perWeek: null, secondApprover: true }),
    );
    const { id } = must(await planReminders(wedding.ctx, input()));
    await send();
    expect(await sent()).toBe(FAMILIES);
    expect(await approveReminders(wedding.ctx, { planId: id })).toMatchObject({
      code: "second_person_needed",
    });
    must(await approveReminders(await wedding.as("admin"), { planId: id }));
    await send();
    expect(await sent()).toBe(2 * FAMILIES);
  });
  it("stop where the message's category is another than was agreed to", async () => {
    await invite();
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const { id } = must(
      await planReminders(wedding.ctx, { ...input(), startsAt: new Date(Date.now() + 86_400_000) }),
    );
    await admin.query("update templates set category = 'UTILITY' where id = $1", [sending.templateId]);
    await admin.query("update reminder_plans set next_at = now() where id = $1", [id]);
    await sweep();
    await drain({ budgetMs: 3_000 });
    expect(await state(id)).toEqual({ state: "stopped", state_reason: "CATEGORY_CHANGED" });
  });
  it("do not pile up behind one that waits, and none leaves after they are stopped", async () => {
    await invite();
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    const { id } = must(await planReminders(wedding.ctx, input()));
    await drain({ budgetMs: 3_000 });
    await admin.query("update reminder_plans set next_at = now() where id = $1", [id]);
    await sweep();
    await drain({ budgetMs: 3_000 });
    expect(
      (await admin.query("select count(*)::int as n from send_runs where plan_id = $1", [id])).rows[0].n,
    ).toBe(1);
    must(await stopReminders(wedding.ctx, { planId: id }));
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    expect(await sent()).toBe(FAMILIES);
  });
});

describe("the call list", () => {
  it("takes whom a run did not reach, once, shares the calls out, and keeps what came of them", async () => {
    await provider.control("POST", "faults", { rates: { "131026": 1 } });
    const runId = await invite();
    expect(must(await fillCallList(wedding.ctx, { runId }))).toEqual({ added: FAMILIES });
    expect(must(await fillCallList(wedding.ctx, { runId }))).toEqual({ added: 0 });
    const list = () => readTenant(wedding.scope, (tx) => listCalls(tx, wedding.scope, "open", undefined));
    const { calls } = await list();
    expect(calls[0]).toMatchObject({
      reason: "RECIPIENT",
      run: "Invitations",
      assignedTo: null,
      answered: false,
    });
    const given = must(
      await assignCalls(wedding.ctx, {
        assignments: calls.map((one) => ({ taskId: one.id, assignedTo: "Mausi" })),
      }),
    );
    expect(given.assigned).toBe(FAMILIES);
    const [first] = calls;
    const noted = must(
      await noteCall(wedding.ctx, {
        taskId: first!.id,
        version: first!.version + 1,
        outcome: "reached",
        note: "5 come",
      }),
    );
    expect(
      await noteCall(wedding.ctx, {
        taskId: first!.id,
        version: first!.version + 1,
        outcome: null,
        note: null,
      }),
    ).toMatchObject({ ok: false, code: "stale" });
    expect((await list()).counts).toEqual({ open: FAMILIES - 1, done: 1 });
    must(await noteCall(wedding.ctx, noted.undo.input as Parameters<typeof noteCall>[1]));
    expect((await list()).counts).toEqual({ open: FAMILIES, done: 0 });
  });
  it("is a viewer's business neither to see nor to change", async () => {
    const viewer = await wedding.as("viewer");
    await expect(fillCallList(viewer, { runId: newId() })).rejects.toMatchObject({ code: "forbidden" });
    const other = await makeWedding();
    const stranger = mintScope(other.weddingId, { kind: "system", job: "test" });
    expect((await readTenant(stranger, (tx) => listCalls(tx, stranger, "all", undefined))).calls).toEqual([]);
  });
});
