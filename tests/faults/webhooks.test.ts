import { afterAll, beforeAll, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/meta/route";
import { drain } from "@/jobs/drain";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { accountFor } from "@/lib/reports/queries";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { readLedger } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { seeded } from "@/tests/support/seeded";
import { type Sending, startSending } from "./judge";
import { bodyOf, makeUpdates, signed, type Update } from "./webhook-bodies";

const BODIES = Number(process.env.FAULT_BODIES ?? 11);
const SEED = Number(process.env.FAULT_SEED ?? 1);
const HOUSEHOLDS = 60;
const MB = 1024 * 1024;

let provider: TestProvider;
let sending: Sending;
beforeAll(async () => {
  provider = await startProvider(SEED);
  // Everything was sent, and of what became of it we have heard nothing.
  sending = await startSending(provider, {
    households: HOUSEHOLDS,
    ratePerSecond: 500,
    faults: { webhooks: { withhold: true } },
  });
  await drain({ budgetMs: 10_000 });
});
afterAll(() => provider.close());

/** Through the route itself: size, bytes, signature, store. */
const post = async (body: Buffer, header?: string): Promise<number> =>
  (
    await POST(
      new Request("http://127.0.0.1/api/webhooks/meta", {
        method: "POST",
        body: new Uint8Array(body),
        headers: {
          "content-type": "application/json",
          ...(header === undefined ? {} : { "x-hub-signature-256": header }),
        },
      }),
      { params: Promise.resolve({}) },
    )
  ).status;

it(`every event of ${BODIES} bodies (seed ${SEED}) is accounted for, and what is forged is refused`, async () => {
  const next = seeded(SEED);
  const secret = env().META_APP_SECRETS.split(",")[0]!;
  const known = await readLedger(provider);
  expect(known).toHaveLength(HOUSEHOLDS);
  const told: Update[] = [];
  const count = { taken: 0, repeated: 0, forged: 0, cut: 0, largest_bytes: 0, most_updates: 0 };
  const stored = new Set<string>();

  const give = async (updates: Update[], bytes = 0) => {
    const body = bodyOf(updates, bytes);
    // Forged first: by somebody else's secret, by a signature of other bytes, or by none.
    const forged = [signed("not-our-secret-at-all", body), signed(secret, Buffer.from("{}")), undefined];
    expect(await post(body, forged[Math.floor(next() * 3)])).toBe(401);
    count.forged++;
    expect(await post(body, signed(secret, body))).toBe(200);
    count.taken++;
    if (next() < 0.3) {
      expect(await post(body, signed(secret, body))).toBe(200);
      count.repeated++;
    }
    if (next() < 0.3) {
      const cut = body.subarray(0, Math.floor(body.length * next()));
      // With the whole body's signature it is forged; signed as it is, it is kept for a human.
      expect(await post(cut, signed(secret, body))).toBe(401);
      count.forged++;
      expect(await post(cut, signed(secret, cut))).toBe(200);
      if (!stored.has(cut.toString("latin1"))) count.cut++;
      stored.add(cut.toString("latin1"));
    }
    told.push(...updates);
    count.largest_bytes = Math.max(count.largest_bytes, body.length);
    count.most_updates = Math.max(count.most_updates, updates.length);
  };
  for (let i = 0; i < BODIES; i++) {
    const large = i % 20 === 10;
    const updates = makeUpdates(next, known, large ? 900 : 1 + Math.floor(next() * 30));
    await give(updates.slice(0, 1_000), large ? 3 * MB : 0);
    if (i % 5 === 4) await drain({ budgetMs: 20_000 });
  }
  for (const until = Date.now() + 300_000; Date.now() < until; ) {
    await drain({ budgetMs: 20_000 });
    const { rows } = await admin.query("select 1 from webhook_inbox where processed_at is null limit 1");
    if (rows.length === 0) break;
  }

  const distinct = (kind: Update["kind"]) =>
    new Set(told.filter((one) => one.kind === kind).map((one) => one.key)).size;
  const accounts = await readTenant(sending.wedding.scope, async (tx) => ({
    status: await accountFor(tx, sending.wedding.scope, "status"),
    message: await accountFor(tx, sending.wedding.scope, "message"),
    account: await accountFor(tx, sending.wedding.scope, "account"),
  }));
  const { rows: unread } = await admin.query(
    "select count(*)::int as n from webhook_events where wedding_id is null and reason = 'not_json'",
  );
  const { rows: inbox } = await admin.query(
    "select count(*)::int as stored, count(*) filter (where processed_at is null)::int as waiting from webhook_inbox",
  );
  const { rows: errors } = await admin.query(
    "select kind, reason from webhook_events where reason like 'error:%' limit 5",
  );
  figures("webhooks", { seed: SEED, ...count, updates_told: told.length, ...accounts });
  expect(errors).toEqual([]);
  expect(inbox[0]).toEqual({ stored: count.taken + count.cut, waiting: 0 });
  expect(unread[0].n).toBe(count.cut);
  for (const kind of ["status", "message", "account"] as const) {
    const { received, applied, ignored, quarantined, parked } = accounts[kind];
    expect(received, kind).toBe(distinct(kind));
    expect(applied + ignored + quarantined + parked, kind).toBe(received);
  }
  expect(accounts.status.parked).toBe(
    new Set(
      told
        .filter(({ key }) => key.startsWith("wamid.stranger") && /:(sent|delivered|read|failed):/.test(key))
        .map(({ key }) => key),
    ).size,
  );
}, 1_200_000);

it("a replay of everything changes nothing", async () => {
  const picture = async () =>
    (
      await admin.query(
        `select (select md5(string_agg(id || state || coalesce(reason, ''), ',' order by id)) from messages) as messages,
           (select md5(string_agg(id || state || rank, ',' order by id)) from message_attempts) as attempts,
           (select md5(string_agg(event_key || disposition, ',' order by event_key)) from webhook_events) as events,
           (select count(*)::int from rsvp_answers) as answers`,
      )
    ).rows[0];
  // What was answered meanwhile is on its way to nobody; the run's own retries are not looked at.
  await admin.query("update senders set state = 'stopped'");
  await drain({ budgetMs: 10_000 });
  const before = await picture();
  await admin.query("update webhook_inbox set processed_at = null");
  const { rows } = await admin.query("select count(*)::int as n from webhook_inbox");
  const { handle } = await import("@/jobs/messaging/process-inbox.handler");
  await handle({}, { correlationId: "replay", deadline: Date.now() + 300_000, attempt: 0 });
  expect(await picture()).toEqual(before);
  const { rows: waiting } = await admin.query("select 1 from webhook_inbox where processed_at is null");
  expect(waiting).toEqual([]);
  figures("webhooks replayed", { bodies: rows[0].n });
}, 600_000);
