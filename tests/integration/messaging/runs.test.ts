import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { putBack } from "@/lib/guests/commands/put-back";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import { takeOff } from "@/lib/guests/commands/take-off";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { pauseRun, resumeRun, startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { countOff } from "@/lib/messaging/queries/still-invited";
import { fingerprint } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let from = 0;

beforeAll(async () => {
  provider = await startProvider(3);
});
afterAll(() => provider.close());

async function begin(n: number, csv = ""): Promise<void> {
  await provider.quiet({ throughputPerSecond: 5_000 });
  wedding = await makeWedding();
  from += 1_000;
  sending = await prepareSending(wedding, { csv: familiesCsv(n, from) + csv });
}
const states = async (runId: string) =>
  Object.fromEntries(
    (
      await admin.query(
        "select state || coalesce(':' || reason, '') as state, count(*)::int as n from messages where run_id = $1 group by 1 order by 1",
        [runId],
      )
    ).rows.map((row) => [row.state, row.n]),
  );
const sendAll = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

describe("the gate at freezing", () => {
  it("keeps each refused household with its reason, and sends to the rest", async () => {
    await begin(6, "No Phone,,Phoneless,bride\n");
    const numbers = (
      await admin.query(
        "select value, person_id from person_identifiers where wedding_id = $1 and kind = 'phone' order by value",
        [wedding.weddingId],
      )
    ).rows;
    await admin.query(
      "insert into suppressions (wedding_id, fingerprint, key_id, reason, source) values ($1, $2, 'k1', 'family', 'test')",
      [wedding.weddingId, fingerprint("phone", numbers[0].value)],
    );
    await admin.query(
      "insert into contact_holds (wedding_id, fingerprint, until, reason) values ($1, $2, now() + interval '1 day', 'test')",
      [wedding.weddingId, fingerprint("phone", numbers[1].value)],
    );
    await admin.query(
      "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, unit_id, side, 'guest_reply', 'withdrawn', 'test' from people where id = $1",
      [numbers[2].person_id],
    );
    await admin.query(
      "update person_identifiers set shared = true, value = $1, fingerprint = $2 where person_id = $3 and kind = 'phone'",
      [numbers[3].value, fingerprint("phone", numbers[3].value), numbers[4].person_id],
    );
    const { runId, recipients } = await approvedRun(wedding, sending);
    expect(recipients).toBe(2);
    expect(await states(runId)).toEqual({
      "blocked:DO_NOT_MESSAGE": 1,
      "blocked:NO_ADDRESS": 1,
      "blocked:NO_CONSENT": 1,
      "blocked:ON_HOLD": 1,
      "blocked:SHARED_NUMBER": 1,
      queued: 2,
    });
    must(await startRun(wedding.ctx, { runId }));
    await sendAll();
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ recipients: 2, duplicates: 0 });
  });
  it("writes to every household of a phone that a human marked as shared, once each", async () => {
    await begin(2, `Elders,98${10_000_000 + from + 1_000},Elders,bride\n`);
    const queued = async (wave: string) => states((await approvedRun(wedding, sending, wave)).runId);
    expect(await queued("first")).toEqual({ queued: 2 });
    must(await shareIdentifier(wedding.ctx, { kind: "phone", value: `+9198${10_000_000 + from}` }));
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: sending.events }));
    const { runId } = await approvedRun(wedding, sending, "second");
    expect(await states(runId)).toEqual({ queued: 3 });
    must(await startRun(wedding.ctx, { runId }));
    await sendAll();
    expect(await states(runId)).toEqual({ read: 3 });
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ accepted: 3, recipients: 2 });
  });
  it("writes to somebody else for a family without a phone, on that one's word", async () => {
    await begin(2, "Nana,,Elders,bride\n");
    const { rows } = await admin.query(
      "select p.id, p.unit_id, u.version, u.name from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 order by u.name",
      [wedding.weddingId],
    );
    const [elders, first] = rows;
    must(
      await editHousehold(wedding.ctx, {
        unitId: elders.unit_id,
        version: elders.version,
        changes: { proxyPersonId: first.id },
      }),
    );
    const { runId } = await approvedRun(wedding, sending);
    expect(await states(runId)).toEqual({ queued: 3 });
    must(await startRun(wedding.ctx, { runId }));
    await sendAll();
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ accepted: 3, recipients: 2 });

    await admin.query(
      "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'guest_reply', 'withdrawn', 'test' from guest_units where id = $1",
      [first.unit_id],
    );
    const second = await approvedRun(wedding, sending, "second");
    expect(await states(second.runId)).toEqual({ "blocked:NO_CONSENT": 2, queued: 1 });
  });
  it("stops a run whose template is not approved", async () => {
    await begin(3);
    await admin.query("update templates set status = 'PAUSED' where wedding_id = $1", [wedding.weddingId]);
    const runId = newId();
    must(
      await createRun(wedding.ctx, {
        id: runId,
        name: "Paused",
        senderId: sending.senderId,
        templateId: sending.templateId,
        audience: {},
      }),
    );
    expect(must(await rehearseRun(wedding.ctx, { runId }))).toMatchObject({
      recipients: 0,
      blocked: { TEMPLATE_NOT_APPROVED: 3 },
    });
  });
});

describe("between freezing and sending", () => {
  it("does not send to a family that was taken off the guest list meanwhile, unless it was put back", async () => {
    await begin(4);
    const { runId } = await approvedRun(wedding, sending);
    const { rows } = await admin.query(
      "select unit_id from messages where run_id = $1 order by destination limit 2",
      [runId],
    );
    const [gone, back] = rows.map((row) => row.unit_id as string);
    must(await takeOff(wedding.ctx, { unitIds: [gone!], personIds: [] }));
    const off = must(await takeOff(wedding.ctx, { unitIds: [back!], personIds: [] }));
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await readTenant(wedding.scope, (tx) => countOff(tx, wedding.scope, runId))).toBe(1);
    must(await startRun(wedding.ctx, { runId }));
    await sendAll();
    expect(await states(runId)).toEqual({ "blocked:NOT_INVITED": 1, read: 3 });
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ recipients: 3, duplicates: 0 });
  });
  it("does not send to whoever said stop meanwhile", async () => {
    await begin(4);
    const { runId } = await approvedRun(wedding, sending);
    const { rows } = await admin.query("select destination from messages where run_id = $1 limit 1", [runId]);
    await admin.query(
      "insert into suppressions (wedding_id, fingerprint, key_id, reason, source) values ($1, $2, 'k1', 'stop_word', 'test')",
      [wedding.weddingId, fingerprint("phone", rows[0].destination)],
    );
    must(await startRun(wedding.ctx, { runId }));
    await sendAll();
    expect(await states(runId)).toEqual({ "blocked:DO_NOT_MESSAGE": 1, read: 3 });
  });
  it("refuses to freeze what is not what was rehearsed", async () => {
    await begin(3);
    const runId = newId();
    must(
      await createRun(wedding.ctx, {
        id: runId,
        name: "Changed",
        senderId: sending.senderId,
        templateId: sending.templateId,
        audience: {},
      }),
    );
    must(await rehearseRun(wedding.ctx, { runId }));
    await importCsv(wedding.ctx, familiesCsv(1, 900_000));
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: sending.events }));
    expect(await freezeRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "rehearsal_outdated" });
    must(await rehearseRun(wedding.ctx, { runId }));
    expect((await freezeRun(wedding.ctx, { runId })).ok).toBe(true);
  });
});

describe("once", () => {
  it("lets one of two runs of a wave have each household, frozen at the same moment or after", async () => {
    await begin(5);
    const runs = [newId(), newId()];
    for (const runId of runs) {
      must(
        await createRun(wedding.ctx, {
          id: runId,
          name: "Twin",
          senderId: sending.senderId,
          templateId: sending.templateId,
          audience: {},
        }),
      );
      must(await rehearseRun(wedding.ctx, { runId }));
    }
    const frozen = await Promise.all(runs.map((runId) => freezeRun(wedding.ctx, { runId })));
    expect(frozen.map((one) => one.ok).sort()).toEqual([false, true]);
    const loser = runs[frozen.findIndex((one) => !one.ok)]!;
    expect(must(await rehearseRun(wedding.ctx, { runId: loser }))).toMatchObject({
      recipients: 0,
      blocked: { ALREADY_INVITED: 5 },
    });
  });
  it("starts one of two tabs, and needs the number typed above a hundred", async () => {
    await begin(120);
    const runId = newId();
    must(
      await createRun(wedding.ctx, {
        id: runId,
        name: "Tabs",
        senderId: sending.senderId,
        templateId: sending.templateId,
        audience: {},
      }),
    );
    must(await rehearseRun(wedding.ctx, { runId }));
    const { hash } = must(await freezeRun(wedding.ctx, { runId }));
    expect(await approveRun(wedding.ctx, { runId, hash })).toMatchObject({
      ok: false,
      code: "number_differs",
    });
    expect(await approveRun(wedding.ctx, { runId, hash: "0".repeat(64), typedCount: 120 })).toMatchObject({
      ok: false,
      code: "wrong_hash",
    });
    must(await approveRun(wedding.ctx, { runId, hash, typedCount: 120 }));
    const started = await Promise.all([startRun(wedding.ctx, { runId }), startRun(wedding.ctx, { runId })]);
    expect(started.filter((one) => one.ok)).toHaveLength(1);
    await sendAll();
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ recipients: 120, duplicates: 0 });
  });
});

describe("trouble at the provider", () => {
  it("slows down when throttled, and loses nobody", async () => {
    await begin(30);
    await provider.control("POST", "faults", { rates: { "130429": 0.3 } });
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    for (const until = Date.now() + 60_000; Date.now() < until && (await states(runId)).read !== 30; ) {
      await sendAll();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(await states(runId)).toEqual({ read: 30 });
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ recipients: 30, duplicates: 0 });
  });
  it("sends a few even where the database takes longer for a claim than a moment lasts", async () => {
    await begin(3);
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    await admin.query(`
      create function slow_claim() returns trigger language plpgsql as $$ begin perform pg_sleep(0.25); return null; end $$;
      create trigger slow_claim before insert on message_attempts for each statement execute function slow_claim();`);
    try {
      await drain({ budgetMs: 6_000 });
    } finally {
      await admin.query("drop function slow_claim cascade");
    }
    const { rows } = await admin.query(
      "select count(distinct m.id) filter (where provider_id is not null)::int as sent, count(provider_id)::int as made from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [runId],
    );
    expect(rows[0]).toEqual({ sent: 3, made: 3 });
    await sendAll();
  });
  it("names what nobody knows, settles it by receipts, and sends again only by a human", async () => {
    await begin(20);
    await provider.control("POST", "faults", {
      rates: { reset_after: 0.3, reset_before: 0.2 },
      webhooks: { withhold: true },
    });
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    await drain({ budgetMs: 6_000 });
    const doubts = (await states(runId))["in_doubt:NO_ANSWER"] ?? 0;
    expect(doubts).toBeGreaterThan(0);
    await provider.control("DELETE", "faults");
    await sendAll();
    const after = await states(runId);
    const left = after["in_doubt:NO_ANSWER"] ?? 0;
    expect(left).toBeLessThan(doubts);
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({
      recipients: 20 - left,
      duplicates: 0,
    });
    for (const { id } of (
      await admin.query("select id from messages where run_id = $1 and state = 'in_doubt'", [runId])
    ).rows)
      must(await settleDoubt(wedding.ctx, { messageId: id, decision: "send_again" }));
    await sendAll();
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ recipients: 20, duplicates: 0 });
  });
  it("pauses at once, goes on, and stops for good", async () => {
    await begin(40);
    await admin.query("update senders set rate_per_second = 20 where id = $1", [sending.senderId]);
    const { runId } = await approvedRun(wedding, sending);
    must(await startRun(wedding.ctx, { runId }));
    const draining = drain({ budgetMs: 4_000 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    must(await pauseRun(wedding.ctx, { runId }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { accepted } = await provider.control<{ accepted: number }>("GET", "ledger/summary");
    expect(accepted).toBeLessThan(40);
    await draining;
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({ accepted });
    must(await resumeRun(wedding.ctx, { runId }));
    await drain({ budgetMs: 1_500 });
    must(await stopRun(wedding.ctx, { runId }));
    await sendAll();
    const end = await states(runId);
    expect(end.queued).toBeUndefined();
    expect((end.cancelled ?? 0) + (end.read ?? 0)).toBe(40);
  });
});
