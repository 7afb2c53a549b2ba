import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import { countAudience } from "@/lib/audience/queries";
import type { Audience } from "@/lib/audience/types";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { fillCallList } from "@/lib/messaging/commands/call-list";
import { claimMessages } from "@/lib/messaging/commands/claim-messages";
import { createRun } from "@/lib/messaging/commands/create-run";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { moveRun } from "@/lib/messaging/commands/move-run";
import { openRelayed } from "@/lib/messaging/commands/open-relayed";
import { planReminders } from "@/lib/messaging/commands/plan-reminders";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { addRelay, writeRelayText } from "@/lib/messaging/commands/relay";
import { setFills } from "@/lib/messaging/commands/set-fills";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { settleRelayed } from "@/lib/messaging/commands/settle-relayed";
import { pauseRun, resumeRun, startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { testRun } from "@/lib/messaging/commands/test-run";
import { listLateJoiners } from "@/lib/messaging/queries/late-joiners";
import { listRelayed } from "@/lib/messaging/queries/relay";
import { requireRun } from "@/lib/messaging/queries/runs";
import { readTenant } from "@/lib/platform/transaction";
import { countOpenWork } from "@/lib/reports/queries/open-work";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let from = 400_000;
const FAMILIES = 4;
const DAY = 86_400_000;

beforeAll(async () => {
  provider = await startProvider(47);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
  from += 100;
  sending = await prepareSending(wedding, { csv: familiesCsv(FAMILIES, from) });
});

const job = (name: string) => contextFor(mintScope(wedding.weddingId, { kind: "system", job: name }));
const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const ledger = async () =>
  (await provider.control<{ rows: { renderedText: string; to: string }[] }>("GET", "ledger?limit=100")).rows;
const units = async (): Promise<{ id: string; name: string; person: string }[]> =>
  (
    await admin.query(
      "select u.id, u.name, p.id as person from guest_units u join people p on p.unit_id = u.id and p.live where u.wedding_id = $1 and u.live order by u.name",
      [wedding.weddingId],
    )
  ).rows;
const runOf = async (audience: Audience, more: { wave?: string; templateId?: string } = {}) => {
  const runId = newId();
  must(
    await createRun(wedding.ctx, {
      id: runId,
      name: "Invitations",
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience,
      ...more,
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId }));
  const { hash, recipients } = must(await freezeRun(wedding.ctx, { runId }));
  must(await approveRun(wedding.ctx, { runId, hash, typedCount: recipients }));
  return { runId, recipients };
};
const states = async (runId: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await admin.query(
        "select u.name, m.state || coalesce(':' || m.reason, '') as state from messages m join guest_units u on u.id = m.unit_id where m.run_id = $1 order by 1",
        [runId],
      )
    ).rows.map((row) => [row.name, row.state]),
  );
/** The second begins when the first has written everything and has not committed; then both go on. */
async function atOnce(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const holder = await admin.connect();
  const waiting = async (n: number) => {
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await holder.query(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (rows[0].n >= n) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("nobody waits");
  };
  await holder.query("begin; lock table audit_log in exclusive mode");
  const both = [first()];
  await waiting(1);
  both.push(second());
  await waiting(2);
  await holder.query("commit");
  holder.release();
  await Promise.all(both);
}
const count = (audience: Audience) =>
  readTenant(wedding.scope, (tx) => countAudience(tx, wedding.scope, audience));

describe("an invite to whoever has not answered", () => {
  it.each([
    ["none", { answer: "none" }],
    ["open", { answer: "open" }],
    ["silent", { silentDays: 0 }],
  ] as const)("does not ask who has answered since it was approved (%s)", async (_name, audience) => {
    const first = await runOf({});
    must(await startRun(wedding.ctx, { runId: first.runId }));
    await send();
    const { runId, recipients } = await runOf(audience, { wave: "second" });
    expect(recipients).toBe(FAMILIES);
    const [one] = await units();
    must(await recordAnswer(wedding.ctx, { unitId: one!.id, eventIds: sending.events, answer: "no" }));
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect((await states(runId))[one!.name]).toBe("blocked:ANSWERED");
    expect(await ledger()).toHaveLength(FAMILIES + FAMILIES - 1);
  });
});

it.each([
  [{ answer: "maybe" }, "maybe", "no"],
  [{ answer: "yes" }, "yes", "no"],
] as const)(
  "an invite to whoever said %o goes to nobody who says otherwise by then",
  async (audience, said, then) => {
    const [one, two] = await units();
    const answer = (unitId: string, answer: "yes" | "no" | "maybe") =>
      recordAnswer(wedding.ctx, {
        unitId,
        eventIds: sending.events,
        answer,
        adults: answer === "yes" ? 1 : 0,
      });
    for (const { id } of [one!, two!]) must(await answer(id, said));
    const { runId, recipients } = await runOf(audience);
    expect(recipients).toBe(2);
    must(await answer(one!.id, then));
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await states(runId)).toEqual({ [one!.name]: "blocked:ANSWERED", [two!.name]: "read" });
  },
);

describe("two families that become one", () => {
  it("get no second invitation where one of them has had it, whichever goes into the other", async () => {
    const { runId } = await runOf({});
    const [one, two] = await units();
    await admin.query(
      "update messages set next_at = now() + interval '1 hour' where run_id = $1 and unit_id <> $2",
      [runId, one!.id],
    );
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await ledger()).toHaveLength(1);
    must(await mergePeople(wedding.ctx, { keptId: two!.person, goneId: one!.person }));
    expect((await units()).map((unit) => unit.id)).toContain(two!.id);
    await admin.query("update messages set next_at = now() where run_id = $1 and state = 'queued'", [runId]);
    await sweep();
    await send();
    expect(await ledger()).toHaveLength(FAMILIES - 1);
    expect((await states(runId))[two!.name]).toBe("cancelled:merged");
  });
  it.each(["kept", "gone"])(
    "are two again when that is taken back: the one that waited (%s) is invited after all",
    async (which) => {
      const { runId } = await runOf({});
      const [one, two] = await units();
      const [waits, first] = which === "kept" ? [one!, two!] : [two!, one!];
      await admin.query(
        "update messages set next_at = now() + interval '1 hour' where run_id = $1 and unit_id <> $2",
        [runId, first.id],
      );
      must(await startRun(wedding.ctx, { runId }));
      await send();
      expect(await ledger()).toHaveLength(1);
      must(await mergePeople(wedding.ctx, { keptId: one!.person, goneId: two!.person }));
      expect((await states(runId))[waits.name]).toBe("cancelled:merged");
      const { rows } = await admin.query("select id from merges where wedding_id = $1", [wedding.weddingId]);
      must(await unmergePeople(wedding.ctx, { mergeId: rows[0].id }));
      await admin.query("update messages set next_at = now() where run_id = $1 and state = 'queued'", [
        runId,
      ]);
      await sweep();
      await send();
      expect(await states(runId)).toEqual(
        Object.fromEntries((await units()).map(({ name }) => [name, "read"])),
      );
      expect(await ledger()).toHaveLength(FAMILIES);
    },
  );
  it("are both invited when that is taken back, though a later invite of the wave left one of them out", async () => {
    const { runId } = await runOf({});
    const [one, two] = await units();
    expect((await runOf({})).recipients).toBe(0);
    const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: one!.person, goneId: two!.person }));
    must(await unmergePeople(wedding.ctx, { mergeId }));
    must(await startRun(wedding.ctx, { runId }));
    await send();
    expect(await ledger()).toHaveLength(FAMILIES);
  });
  it("get no second invitation by a change to them while they are one, though the first came to nothing", async () => {
    const { runId } = await runOf({});
    const [one, two] = await units();
    await admin.query("update messages set state = 'sent' where run_id = $1 and unit_id = $2", [
      runId,
      one!.id,
    ]);
    must(await mergePeople(wedding.ctx, { keptId: two!.person, goneId: one!.person }));
    await admin.query(
      "update messages set state = 'failed', reason = 'RECIPIENT' where run_id = $1 and unit_id = $2",
      [runId, one!.id],
    );
    const { rows } = await admin.query("select version from guest_units where id = $1", [two!.id]);
    must(
      await editHousehold(wedding.ctx, {
        unitId: two!.id,
        version: rows[0].version,
        changes: { tags: ["Pune"], unnamedAdults: 1 },
      }),
    );
    expect((await states(runId))[two!.name]).toBe("cancelled:merged");
  });
  it("while an invite to both is frozen, get it once", async () => {
    const [one, two] = await units();
    const runId = newId();
    must(await createRun(wedding.ctx, { ...sending, id: runId, name: "Invitations", audience: {} }));
    must(await rehearseRun(wedding.ctx, { runId }));
    await atOnce(
      async () => must(await freezeRun(wedding.ctx, { runId })),
      async () => must(await mergePeople(wedding.ctx, { keptId: one!.person, goneId: two!.person })),
    );
    expect(Object.values(await states(runId)).sort()).toEqual([
      "cancelled:merged",
      "queued",
      "queued",
      "queued",
    ]);
  });
  it("while one of them is written to, get no second message", async () => {
    const [one, two] = await units();
    const { runId } = await runOf({});
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await admin.query(
      "update messages set next_at = now() + interval '1 hour' where run_id = $1 and unit_id <> $2",
      [runId, one!.id],
    );
    await atOnce(
      async () =>
        must(await claimMessages(job("messaging.dispatch"), { senderId: sending.senderId, limit: 1 })),
      async () => must(await mergePeople(wedding.ctx, { keptId: two!.person, goneId: one!.person })),
    );
    expect(await states(runId)).toMatchObject({ [one!.name]: "calling", [two!.name]: "cancelled:merged" });
  });
  it("are written to as often as one family", async () => {
    must(
      await setSendingRules(wedding.ctx, { quiet: null, perDay: 1, perWeek: null, secondApprover: false }),
    );
    const [one, two] = await units();
    const first = await runOf({ units: [one!.id] }, { wave: "a" });
    const second = await runOf({ units: [two!.id] }, { wave: "b" });
    must(await mergePeople(wedding.ctx, { keptId: one!.person, goneId: two!.person }));
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId: first.runId }));
    must(await startRun(wedding.ctx, { runId: second.runId }));
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    await sweep();
    await send();
    expect(await ledger()).toHaveLength(1);
  });
});

it("a test of one's own is no message that a family was reached by, read or left unanswered", async () => {
  const { runId } = await runOf({});
  const [one] = await units();
  must(await testRun(wedding.ctx, { id: newId(), runId, units: [one!.id] }));
  await send();
  expect(await count({ reachedFewer: 1 })).toBe(FAMILIES);
  expect(await count({ silentDays: 0 })).toBe(0);
});

it("goes on by a relative's phone, whose text carries nothing on top", async () => {
  const { runId } = await runOf({});
  // What it was approved with has a picture on top.
  await admin.query(`update templates set header = '{"format":"IMAGE"}' where id = $1`, [sending.templateId]);
  await admin.query(
    `update send_runs set header = '{"kind":"media","objectKey":"gone","mimeType":"image/jpeg","fileName":"card.jpg","mediaId":"77"}'::jsonb || jsonb_build_object('mediaAt', now()) where id = $1`,
    [runId],
  );
  await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
  must(await startRun(wedding.ctx, { runId }));
  must(await pauseRun(wedding.ctx, { runId }));
  const senderId = newId();
  must(await addRelay(wedding.ctx, { id: senderId, label: "Mausi", displayNumber: "+919811112222" }));
  const text = must(
    await writeRelayText(wedding.ctx, {
      senderId,
      name: "By hand",
      language: "en",
      body: "Namaste {{family}}, {{hosts}} invite you to {{functions}}: {{places}}.",
    }),
  );
  must(await moveRun(wedding.ctx, { runId, senderId, templateId: text.id }));
  must(await resumeRun(wedding.ctx, { runId }));
  const relay = wedding.scope;
  const [first] = await readTenant(relay, (tx) => listRelayed(tx, relay, senderId));
  const ctx = job("messaging.relay");
  must(await claimMessages(ctx, { senderId, limit: 1, messageId: first!.messageId }));
  expect(must(await openRelayed(ctx, { senderId, messageId: first!.messageId })).address).toContain("wa.me");
});

it("names no date to answer by that has passed", async () => {
  await admin.query("update events set rsvp_deadline = '2020-02-05T12:00:00Z' where id = $1", [
    sending.events[0],
  ]);
  await admin.query("update events set rsvp_deadline = '2099-03-07T12:00:00Z' where id = $1", [
    sending.events[1],
  ]);
  const { rows } = await admin.query("select parameters from templates where id = $1", [sending.templateId]);
  must(
    await setFills(wedding.ctx, {
      templateId: sending.templateId,
      fills: rows[0].parameters.map(() => ({ kind: "deadline" })),
    }),
  );
  const { runId } = await runOf({});
  const { rows: said } = await admin.query(
    "select distinct content->'params'->>0 as by from messages where run_id = $1",
    [runId],
  );
  expect(said).toEqual([{ by: "7 March" }]);
});

describe("a plan of reminders", () => {
  const plan = (more: object = {}) =>
    planReminders(wedding.ctx, {
      id: newId(),
      name: "Please answer",
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience: { answer: "open" },
      gaps: [3],
      startsAt: new Date(Date.now() + DAY),
      endsAt: new Date(Date.now() + 30 * DAY),
      most: 100,
      ...more,
    });
  const fill = async (kind: string) => {
    const { rows } = await admin.query("select parameters from templates where id = $1", [
      sending.templateId,
    ]);
    return setFills(wedding.ctx, {
      templateId: sending.templateId,
      fills: rows[0].parameters.map(() => ({ kind: "text" as const, text: kind })),
    });
  };
  it("is not agreed to with a text that only a change of plan can fill", async () => {
    await admin.query(
      `update templates set fills = (select jsonb_agg('{"kind":"was"}'::jsonb) from jsonb_array_elements(parameters)) where id = $1`,
      [sending.templateId],
    );
    expect(await plan()).toMatchObject({ ok: false, code: "tells_a_change" });
  });
  it("sends the words that were agreed to", async () => {
    must(await fill("by Friday"));
    must(await plan());
    expect(await fill("by Monday, or stay at home")).toMatchObject({ ok: false, code: "in_use" });
  });
});

it("asks about no function that has begun, as long as another is still to come", async () => {
  await admin.query("update events set starts_at = '2020-02-05T12:00:00Z' where id = $1", [
    sending.events[0],
  ]);
  const { runId } = await runOf({});
  const told = async () =>
    (
      await admin.query(
        "select distinct content->'events' as events, content->'params'->>2 as functions from messages where run_id = $1",
        [runId],
      )
    ).rows;
  expect(await told()).toEqual([{ events: [sending.events[1]], functions: "Wedding" }]);
});

it("puts on the call list who is silent about what a message asked, whatever else they have answered", async () => {
  const [one] = await units();
  must(
    await recordAnswer(wedding.ctx, {
      unitId: one!.id,
      eventIds: [sending.events[0]!],
      answer: "yes",
      adults: 1,
    }),
  );
  const { runId } = await runOf({ event: sending.events[1]!, answer: "none" });
  await admin.query(
    "update messages set state = 'failed', reason = 'RECIPIENT' where run_id = $1 and unit_id = $2",
    [runId, one!.id],
  );
  await admin.query("update send_runs set started_at = now() where id = $1", [runId]);
  const { unreached } = await readTenant(wedding.scope, (tx) => countOpenWork(tx, wedding.scope));
  expect(unreached).toEqual({ count: 1, run: runId });
  expect(must(await fillCallList(wedding.ctx, { runId }))).toEqual({ added: 1 });
});

it("counts as late joiners only who can be invited to something", async () => {
  const { runId } = await runOf({});
  const [gone] = await makeEvents(wedding, ["Haldi"]);
  await importCsv(wedding.ctx, `Name,Phone,Family\nNewcomer,98${String(19_000_000 + from)},Latecomers\n`);
  must(await inviteHouseholds(wedding.ctx, { audience: { search: "Latecomers" }, eventIds: [gone!] }));
  const late = () =>
    readTenant(wedding.scope, async (tx) =>
      listLateJoiners(tx, wedding.scope, await requireRun(tx, wedding.scope, runId), 10),
    );
  expect((await late()).families).toBe(1);
  await admin.query("update events set cancelled_at = now() where id = $1", [gone]);
  expect((await late()).families).toBe(0);
});

it("takes a wave for the same, however its name is written", async () => {
  await runOf({}, { wave: "Save the date" });
  const runId = newId();
  const again = { ...sending, id: runId, name: "Once more", audience: {}, wave: "save the  Date" };
  must(await createRun(wedding.ctx, again));
  expect(must(await rehearseRun(wedding.ctx, { runId }))).toMatchObject({
    recipients: 0,
    blocked: { ALREADY_INVITED: FAMILIES },
  });
});

describe("a run that ends while something of it is to be sent again", () => {
  /** All of it is out, as far as is known; then `act` is held up after it wrote, while the run is looked at. */
  const meanwhile = async (act: (messageId: string, attemptId: string) => Promise<unknown>) => {
    const { runId } = await runOf({});
    await admin.query("update senders set state = 'paused' where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    await admin.query(
      `with tried as (insert into message_attempts (wedding_id, message_id, side, number, state, rank, provider_id)
         select wedding_id, id, side, 1, 'sent', 2, 'wamid.' || id from messages where run_id = $1 returning id, message_id)
       update messages m set state = 'sent', attempts = 1, last_attempt_id = t.id from tried t where m.id = t.message_id`,
      [runId],
    );
    const { rows } = await admin.query(
      "select id, last_attempt_id as attempt from messages where run_id = $1 order by id limit 1",
      [runId],
    );
    await atOnce(
      () => act(rows[0].id, rows[0].attempt),
      () => finishRuns(job("messaging.dispatch"), { senderId: sending.senderId }),
    );
    const { rows: after } = await admin.query(
      "select r.state as run, m.state as message from send_runs r join messages m on m.run_id = r.id and m.id = $2 where r.id = $1",
      [runId, rows[0].id],
    );
    expect(after).toEqual([{ run: "sending", message: "queued" }]);
  };
  it("goes on: what failed in passing after all", () =>
    meanwhile(async (_message, attemptId) => {
      const { rows } = await admin.query(
        "insert into webhook_inbox (provider, body_hash, body) values ('meta', $1, $1) returning id",
        [Buffer.from(attemptId)],
      );
      must(
        await applyStatuses(
          contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" })),
          {
            senderId: sending.senderId,
            events: [
              {
                kind: "status",
                key: `failed:${attemptId}`,
                phoneNumberId: "1",
                providerId: "wamid.x",
                attemptId,
                status: "failed",
                at: new Date().toISOString(),
                error: { code: 131000, detail: "Something went wrong" },
                inboxId: rows[0].id,
              },
            ],
          },
        ),
      );
    }));
  it("goes on: what a relative did not send after all", () =>
    meanwhile(async (messageId) =>
      must(
        await settleRelayed(job("messaging.relay"), {
          senderId: sending.senderId,
          messageId,
          outcome: "not_sent",
        }),
      ),
    ));
  it("goes on: what a human wants sent again", () =>
    meanwhile(async (messageId) => {
      await admin.query("update messages set state = 'in_doubt' where id = $1", [messageId]);
      must(await settleDoubt(wedding.ctx, { messageId, decision: "send_again" }));
    }));
});

it("calls off what was refused for a moment after the invite was stopped: nothing of it failed", async () => {
  const { runId } = await runOf({});
  await admin.query("update messages set next_at = now() + interval '1 hour' where run_id = $1", [runId]);
  must(await startRun(wedding.ctx, { runId }));
  await admin.query("update messages set next_at = now() where run_id = $1", [runId]);
  const [one] = must(
    await claimMessages(job("messaging.dispatch"), { senderId: sending.senderId, limit: 1 }),
  );
  must(await stopRun(wedding.ctx, { runId }));
  const slow = { kind: "refused" as const, code: 130429, detail: "slow" };
  const outcomes = [{ attemptId: one!.attemptId, messageId: one!.messageId, outcome: slow }];
  must(await recordOutcomes(job("messaging.dispatch"), { senderId: sending.senderId, outcomes }));
  expect(Object.values(await states(runId))).toEqual(Array(FAMILIES).fill("cancelled"));
});
