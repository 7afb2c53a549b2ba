import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SIMULATED_TWILIO } from "@/db/seed/demo";
import { drain } from "@/jobs/drain";
import { withQuery } from "@/lib/adapters/twilio/webhook";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { processInbox } from "@/lib/messaging/topics";
import { env } from "@/lib/platform/env";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { accountFor, loadDashboardNumbers } from "@/lib/reports/queries";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const FAST = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] };
const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

let provider: TestProvider;
/** Each case has numbers of its own, so that no guest remembers another case. */
let first = 0;

beforeAll(async () => {
  provider = await startProvider(7, { twilio: true });
});
afterAll(() => provider.close());
beforeEach(async () => {
  first += 1_000;
  await provider.control("POST", "reset");
  await provider.control("POST", "config", {
    timings: FAST,
    twilioPerSecond: 1_000,
    approvalMs: 10,
    weights: { silent: 1 },
  });
});

async function prepare(families: number, more: { template?: string } = {}) {
  const wedding = await makeWedding();
  const sending = await prepareSending(wedding, {
    csv: familiesCsv(families, first),
    provider: "twilio",
    ...more,
  });
  return { wedding, sending };
}

async function start(wedding: TestWedding, sending: SendingWedding) {
  const { runId, recipients } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  return { runId, recipients };
}

const phone = (i: number) => `9198${String(10_000_000 + first + i)}`;
const statesOf = async (runId: string) => {
  const { rows } = await admin.query<{
    state: string;
    reason: string | null;
    code: number | null;
    n: number;
  }>(
    `select m.state, m.reason, a.error_code as code, count(*)::int as n from messages m
     left join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1 group by 1, 2, 3 order by 1, 3`,
    [runId],
  );
  return rows.map(({ state, code, n }) => ({ state, code, n }));
};
const answersOf = (wedding: TestWedding) =>
  readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope));

describe("the whole loop over Twilio", () => {
  it.each<[name: string, faults: { webhooks?: object }]>([
    ...(process.env.LONG_FORMS ? [["in order", {}] satisfies [string, object]] : []),
    ["in disorder, each webhook twice", { webhooks: { duplicate: 0.5, disorder: 0.5 } }],
    ["without their numbers", { webhooks: { phoneless: 1 } }],
  ])("carries every kind of guest from the list to the numbers, %s", async (_name, faults) => {
    const { wedding, sending } = await prepare(60);
    await provider.control("POST", "config", {
      weights: {
        yes_tap: 5,
        no_tap: 3,
        maybe_tap: 2,
        yes_digit: 2,
        changes_mind: 2,
        stop: 1,
        no_whatsapp: 1,
      },
    });
    await provider.control("POST", "faults", faults);
    const { recipients } = await start(wedding, sending);
    await settle();
    const summary = await provider.control<Record<string, number>>("GET", "ledger/summary");
    expect(summary).toMatchObject({ recipients, duplicates: 0 });
    const { events } = await provider.control<{ events: { name: string }[] }>("GET", "expected");
    const shown = (await answersOf(wedding)).events.map((e) => ({
      name: e.name,
      invited: e.asked,
      yes: e.yes,
      no: e.no,
      maybe: e.maybe,
      pending: e.asked - e.yes - e.no - e.maybe,
      adults: e.adults,
      children: e.children,
    }));
    // Who has no number in any message cannot be known by it alone: those answers wait for a human.
    if (!("phoneless" in (faults.webhooks ?? {}))) expect(shown).toEqual(events);
    const account = await readTenant(wedding.scope, (tx) => accountFor(tx, wedding.scope, "message"));
    expect(account).toMatchObject({ received: summary.inbound, parked: 0 });
    expect(account.applied + account.ignored + account.quarantined).toBe(summary.inbound);
    const { rows } = await admin.query(
      "select count(*)::int as n from messages where wedding_id = $1 and state not in ('read', 'failed')",
      [wedding.weddingId],
    );
    expect(rows[0].n).toBe(0);
  });

  it("counts what Twilio only says on the way, and changes nothing for it", async () => {
    await provider.control("POST", "config", { twilioPerSecond: 20 });
    const { wedding, sending } = await prepare(8);
    const { runId, recipients } = await start(wedding, sending);
    await settle();
    expect(await statesOf(runId)).toEqual([{ state: "read", code: null, n: recipients }]);
    const { rows } = await admin.query(
      "select reason, count(*)::int > 0 as some from webhook_events where wedding_id = $1 and disposition = 'ignored' group by 1",
      [wedding.weddingId],
    );
    expect(rows).toEqual([{ reason: "status_without_meaning", some: true }]);
  });

  it("keeps the reason of a failure that is told again without it", async () => {
    const { wedding, sending } = await prepare(4);
    await provider.control("POST", "config", { weights: { no_whatsapp: 1 } });
    await provider.control("POST", "faults", { webhooks: { duplicate: 1, delayMs: [0, 300] } });
    const { runId } = await start(wedding, sending);
    await settle();
    expect(await statesOf(runId)).toEqual([{ state: "failed", code: 63024, n: 4 }]);
  });

  it.each([
    ["first", ["", "&ErrorCode=63024"]],
    ["last", ["&ErrorCode=63024", ""]],
  ])("knows the reason of a failure that is told without it %s", async (_name, tails) => {
    await provider.control("POST", "config", { timings: { ...FAST, sent: [60_000, 60_000] } });
    const { wedding, sending } = await prepare(1);
    const { runId } = await start(wedding, sending);
    await drain({ budgetMs: 5_000 });
    const { rows } = await admin.query<{ id: string; provider_id: string }>(
      "select a.id, a.provider_id from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [runId],
    );
    const { id, provider_id: sid } = rows[0]!;
    for (const tail of tails) {
      const form = `MessageSid=${sid}&MessageStatus=failed&From=whatsapp%3A%2B911234567891${tail}`;
      const bytes = withQuery(`?attempt=${id}`, Buffer.from(form));
      await storeWebhook("twilio", bytes, enqueue(processInbox, {}));
      await drain({ budgetMs: 1_000 });
    }
    const { rows: known } = await admin.query(
      "select error_code, error_class from message_attempts where id = $1",
      [id],
    );
    expect(known).toEqual([{ error_code: 63024, error_class: "RECIPIENT" }]);
  });

  it("takes STOP at once, and a block for everything", async () => {
    const { wedding, sending } = await prepare(3);
    await provider.control("POST", "faults", { rates: { 63014: 1 }, until: 1 });
    const { runId } = await start(wedding, sending);
    await settle();
    expect(await statesOf(runId)).toEqual([
      { state: "failed", code: 63014, n: 1 },
      { state: "read", code: null, n: 2 },
    ]);
    const { rows: reached } = await admin.query(
      "select destination from messages where state = 'read' and run_id = $1",
      [runId],
    );
    await provider.control("POST", `phones/${reached[0].destination.slice(1)}/type`, { text: "STOP" });
    await settle();
    const { rows } = await admin.query(
      "select reason, scope, count(distinct fingerprint)::int as n from suppressions where wedding_id = $1 group by 1, 2 order by 1",
      [wedding.weddingId],
    );
    expect(rows.map(({ reason, scope }) => [reason, scope])).toEqual([
      ["provider", "all"],
      ["stop_word", "all"],
    ]);
  });

  it("leaves a lost answer in doubt, sends nothing again, and is told by the callback's address", async () => {
    const { wedding, sending } = await prepare(6);
    await provider.control("POST", "faults", { rates: { reset_after: 1 }, webhooks: { withhold: true } });
    const { runId, recipients } = await start(wedding, sending);
    await drain({ budgetMs: 5_000 });
    expect(await statesOf(runId)).toEqual([{ state: "in_doubt", code: null, n: recipients }]);
    await provider.control("DELETE", "faults");
    await settle();
    expect(await statesOf(runId)).toEqual([{ state: "read", code: null, n: recipients }]);
    expect(await provider.control("GET", "ledger/summary")).toMatchObject({
      accepted: recipients,
      duplicates: 0,
    });
  });

  it("waits for a throttle as long as Twilio asks, and stops the sender whose password is wrong", async () => {
    const { wedding, sending } = await prepare(5);
    await provider.control("POST", "faults", { rates: { 20429: 1 }, retryAfterSeconds: 1, until: 3 });
    const { runId, recipients } = await start(wedding, sending);
    // What waits for its turn is nobody's work meanwhile: the provider is idle long before it is sent.
    await expect
      .poll(
        async () => {
          await settle();
          return (await statesOf(runId)).map(({ state }) => state);
        },
        { timeout: 30_000 },
      )
      .toEqual(["read"]);
    expect(await statesOf(runId)).toEqual([{ state: "read", code: null, n: recipients }]);

    const again = await approvedRun(wedding, sending, "second");
    const tokens = env().TWILIO_AUTH_TOKENS;
    env().TWILIO_AUTH_TOKENS = "not-the-token-of-this-account";
    must(await startRun(wedding.ctx, { runId: again.runId }));
    await drain({ budgetMs: 5_000 });
    env().TWILIO_AUTH_TOKENS = tokens;
    const { rows } = await admin.query("select state, state_reason from senders where id = $1", [
      sending.senderId,
    ]);
    expect(rows).toEqual([{ state: "stopped", state_reason: "provider:20003" }]);
  });
});

it("places a tap without a payload of ours by the message it answers and the label's place", async () => {
  const account = {
    phoneNumberId: SIMULATED_TWILIO.phoneNumberId,
    businessAccountId: SIMULATED_TWILIO.businessAccountId,
  };
  const body = "Dear {{1}}, {{2}} invite you to {{3}}. {{4}} places are kept.";
  const made = await fetch(`${provider.url}/v1/Content`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${account.businessAccountId}:${env().TWILIO_AUTH_TOKENS}`).toString("base64")}`,
    },
    body: JSON.stringify({
      friendly_name: "fixed",
      language: "en",
      variables: { 1: "a", 2: "b", 3: "c", 4: "d" },
      types: {
        "twilio/quick-reply": {
          body,
          actions: ["Coming", "Perhaps", "Regrets"].map((title) => ({ title, id: `fixed_${title}` })),
        },
      },
    }),
  });
  const { sid } = (await made.json()) as { sid: string };
  await fetch(`${provider.url}/v1/Content/${sid}/ApprovalRequests/whatsapp`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${account.businessAccountId}:${env().TWILIO_AUTH_TOKENS}`).toString("base64")}`,
    },
    body: JSON.stringify({ name: `fixed_${first}`, category: "MARKETING" }),
  });
  await provider.waitIdle(async () => undefined);
  const { wedding, sending } = await prepare(2, { template: `fixed_${first}` });
  await start(wedding, sending);
  await settle();
  await provider.control("POST", `phones/${phone(0)}/tap`, { buttonIndex: 0 });
  await provider.control("POST", `phones/${phone(1)}/tap`, { buttonIndex: 2 });
  await settle();
  const [event] = (await answersOf(wedding)).events;
  expect(event).toMatchObject({ yes: 1, no: 1, maybe: 0 });
});
