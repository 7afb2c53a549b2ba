import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { allowCountry } from "@/lib/messaging/commands/allow-country";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { processInbox } from "@/lib/messaging/topics";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
beforeAll(async () => {
  provider = await startProvider(71);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
});

const prepare = async (csv: string) => {
  sending = await prepareSending(wedding, { csv });
};
const send = () => provider.waitIdle(() => drain({ budgetMs: 4_000 }));
const started = async (work: () => Promise<unknown> = send) => {
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await work();
  return runId;
};
const states = async (runId: string) =>
  (
    await admin.query<{ state: string; reason: string | null; n: number }>(
      "select state, reason, count(*)::int as n from messages where run_id = $1 group by 1, 2 order by 1, 2",
      [runId],
    )
  ).rows;
const stateOf = async (runId: string) =>
  (await admin.query("select state, state_reason from send_runs where id = $1", [runId])).rows[0];
const sender = async () =>
  (
    await admin.query("select state, state_reason, blocked_countries from senders where id = $1", [
      sending.senderId,
    ])
  ).rows[0];
const refuse = (code: number) => provider.control("POST", "faults", { rates: { [code]: 1 } });

it("writes to nobody of a country that was refused, until a human says that it may work now", async () => {
  await prepare("Name,Phone,Family\nEmirati,+971501234567,Dubai\n");
  await refuse(130497);
  expect(await states(await started())).toEqual([{ state: "failed", reason: "RECIPIENT", n: 1 }]);
  expect(await sender()).toEqual({ state: "active", state_reason: null, blocked_countries: ["AE"] });
  const country = { senderId: sending.senderId, country: "AE" };
  expect(await allowCountry(await wedding.as("viewer"), country).catch((error) => error.code)).toBe(
    "forbidden",
  );
  must(await allowCountry(wedding.ctx, country));
  expect(await sender()).toMatchObject({ blocked_countries: [] });
});

it("stops a number that may not write to its own country, instead of giving every family up", async () => {
  await prepare(familiesCsv(12));
  await refuse(130497);
  const runId = await started();
  expect(await sender()).toEqual({
    state: "stopped",
    state_reason: "provider:130497",
    blocked_countries: [],
  });
  expect(await states(runId)).toEqual([{ state: "queued", reason: null, n: 12 }]);
});

it("pauses a run whose every message has the wrong shape", async () => {
  await prepare(familiesCsv(60));
  await admin.query("update senders set rate_per_second = 10 where id = $1", [sending.senderId]);
  await refuse(132012);
  const runId = await started();
  expect(await stateOf(runId)).toEqual({ state: "paused", state_reason: "provider:132012" });
  const failed = (await states(runId)).find((row) => row.state === "failed");
  expect(failed).toMatchObject({ reason: "REQUEST" });
  expect(failed!.n).toBeLessThan(40);
});

it("waits for a number whose throughput is raised, and makes no doubt of it", async () => {
  await prepare(familiesCsv(20, 900));
  await refuse(131057);
  const runId = await started(() => drain({ budgetMs: 2_000 }));
  expect(await states(runId)).toEqual([{ state: "queued", reason: null, n: 20 }]);
  const { rows } = await admin.query(
    "select theoretical_at > now() + interval '60 seconds' as waits from rate_limits where key = $1",
    [`sender:${sending.senderId}`],
  );
  expect(rows).toEqual([{ waits: true }]);
});

it("writes no more into a chat that WhatsApp holds for closed, until they write again", async () => {
  await prepare(familiesCsv(1, 940));
  await started();
  await refuse(131047);
  const phone = "9810000940";
  const type = () => provider.control("POST", `phones/91${phone}/type`, { text: "Yes" });
  const open = async () =>
    (await admin.query("select 1 from contact_windows where destination = $1", [`+91${phone}`])).rows.length;
  await type();
  await send();
  const { rows } = await admin.query(
    "select state, reason from messages where wedding_id = $1 and kind = 'reply'",
    [wedding.weddingId],
  );
  expect(rows).toEqual([{ state: "failed", reason: "WINDOW" }]);
  expect(await open()).toBe(0);
  await provider.control("DELETE", "faults");
  await type();
  await send();
  expect(await open()).toBe(1);
});

it("leaves alone what a human has decided to leave, whatever is heard of it later", async () => {
  await prepare(familiesCsv(1, 950));
  await provider.control("POST", "faults", { rates: { reset_before: 1 } });
  const runId = await started();
  expect(await states(runId)).toEqual([{ state: "in_doubt", reason: "NO_ANSWER", n: 1 }]);
  await provider.control("DELETE", "faults");
  await admin.query("update messages set state = 'failed', reason = 'LEFT_IN_DOUBT' where run_id = $1", [
    runId,
  ]);
  await admin.query("update send_runs set state = 'done' where id = $1", [runId]);
  const { rows } = await admin.query(
    "select a.id, m.destination from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
    [runId],
  );
  const status = {
    id: "wamid.left",
    status: "failed",
    timestamp: String(Math.floor(Date.now() / 1000)),
    recipient_id: rows[0].destination.slice(1),
    biz_opaque_callback_data: rows[0].id,
    errors: [{ code: 131000, title: "Something went wrong" }],
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: "100000000000001" },
    statuses: [status],
  };
  const body = {
    object: "whatsapp_business_account",
    entry: [{ id: "200000000000001", changes: [{ field: "messages", value }] }],
  };
  await storeWebhook("meta", Buffer.from(JSON.stringify(body)), enqueue(processInbox, {}));
  await send();
  expect(await states(runId)).toEqual([{ state: "failed", reason: "LEFT_IN_DOUBT", n: 1 }]);
  expect(await stateOf(runId)).toMatchObject({ state: "done" });
});

it("keeps a doubt that was to be sent again a doubt when the invite is stopped, and what arrived counts as an invitation", async () => {
  await prepare(familiesCsv(1, 970));
  await provider.control("POST", "faults", { rates: { reset_before: 1 } });
  const runId = await started();
  await provider.control("DELETE", "faults");
  const { rows } = await admin.query("select id, last_attempt_id from messages where run_id = $1", [runId]);
  must(await settleDoubt(wedding.ctx, { messageId: rows[0].id, decision: "send_again" }));
  must(await stopRun(wedding.ctx, { runId }));
  expect(await states(runId)).toEqual([{ state: "in_doubt", reason: "NO_ANSWER", n: 1 }]);
  // Called off before it was known that it had arrived.
  await admin.query("update messages set state = 'cancelled', reason = null where run_id = $1", [runId]);
  await admin.query(
    "insert into message_receipts (wedding_id, attempt_id, status, provider_at) values ($1, $2, 'delivered', now())",
    [wedding.weddingId, rows[0].last_attempt_id],
  );
  const again = await approvedRun(wedding, sending);
  expect(await states(again.runId)).toEqual([{ state: "blocked", reason: "ALREADY_INVITED", n: 1 }]);
});
