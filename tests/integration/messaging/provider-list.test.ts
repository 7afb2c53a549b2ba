import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { reconcile } from "@/jobs/messaging/reconcile-sender.handler";
import { sweep } from "@/jobs/sweep";
import { withQuery } from "@/lib/adapters/twilio/webhook";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { processInbox } from "@/lib/messaging/topics";
import { env } from "@/lib/platform/env";
import { storeWebhook } from "@/lib/platform/inbox";
import { operatorHealth } from "@/lib/platform/metrics";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const FAST = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 30] };
const OURS = "whatsapp:+911234567891";
const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

let provider: TestProvider;
/** Each case has numbers of its own, so that no guest remembers another case. */
let first = 0;

beforeAll(async () => {
  provider = await startProvider(11, { twilio: true });
});
afterAll(() => provider.close());
beforeEach(async () => {
  first += 1_000;
  await drain({ budgetMs: 5_000 });
  await provider.control("POST", "reset");
  await provider.control("POST", "config", { timings: FAST, twilioPerSecond: 1_000, weights: { silent: 1 } });
});

interface Case {
  wedding: TestWedding;
  senderId: string;
  runId: string;
}

/** A run of so many families, as far as the simulator's faults let it come. */
async function sent(families: number, faults: object = {}): Promise<Case> {
  const wedding = await makeWedding();
  const sending = await prepareSending(wedding, { csv: familiesCsv(families, first), provider: "twilio" });
  await provider.control("POST", "faults", faults);
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await drain({ budgetMs: 5_000 });
  await settle();
  return { wedding, senderId: sending.senderId, runId };
}

const digits = (i: number) => `9198${String(10_000_000 + first + i)}`;
const types = (i: number, text: string) =>
  provider.control<{ wamid: string }>("POST", `phones/${digits(i)}/type`, { text, via: "twilio" });

/** Looks at the list now, however young its messages are, and reads what that brought. */
async function look({ wedding, senderId }: Pick<Case, "wedding" | "senderId">, deadlineMs = 60_000) {
  await admin.query("update sender_lists set next_at = now() where sender_id = $1", [senderId]);
  const tools = { correlationId: "test", deadline: Date.now() + deadlineMs };
  await reconcile({ weddingId: wedding.weddingId, senderId }, tools, 0);
  await drain({ budgetMs: 5_000 });
}

const statesOf = async (runId: string) =>
  (
    await admin.query<{ state: string; code: number | null; n: number }>(
      `select m.state, a.error_code as code, count(*)::int as n from messages m
       left join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1 group by 1, 2 order by 1, 2`,
      [runId],
    )
  ).rows;
const listed = async () =>
  (await admin.query("select count(*)::int as n from webhook_inbox where source = 'list'")).rows[0]
    .n as number;
const progress = async (senderId: string) =>
  (
    await admin.query(
      "select failures, failure, found, settled, pass, seen_until, extract(epoch from next_at - now())::float8 as wait from sender_lists where sender_id = $1",
      [senderId],
    )
  ).rows[0];
const calls = async () =>
  (await provider.control<{ calls: { at: number; status: number; query: string }[] }>("GET", "twilio/lists"))
    .calls;
/** Everything that guests and receipts have brought about. */
const stateOf = async ({ wedding }: Pick<Case, "wedding">) =>
  (
    await admin.query(
      `select (select jsonb_agg(jsonb_build_array(m.destination, m.kind, m.state, m.reason, m.attempts, a.state, a.rank, a.error_code, a.error_class, a.error_detail) order by m.destination, m.kind, m.created_at)
         from messages m left join message_attempts a on a.id = m.last_attempt_id where m.wedding_id = $1) as messages,
       (select jsonb_agg(jsonb_build_array(u.name, c.event_id, c.answer, c.adults, c.children) order by u.name, c.event_id) from rsvp_current c join guest_units u on u.id = c.unit_id where c.wedding_id = $1) as answers,
       (select jsonb_agg(jsonb_build_array(from_identifier, text, outcome) order by from_identifier, provider_message_id) from inbound_messages where wedding_id = $1) as said`,
      [wedding.weddingId],
    )
  ).rows[0];
const yes = async ({ wedding }: Pick<Case, "wedding">) =>
  (await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope))).events.map((e) => e.yes);
/** A webhook as Twilio would post it, past the signature that the route has checked. */
async function webhook(form: Record<string, string>, query = "") {
  const bytes = withQuery(query, Buffer.from(new URLSearchParams(form).toString()));
  await storeWebhook("twilio", bytes, enqueue(processInbox, {}));
  await drain({ budgetMs: 5_000 });
}

describe("what a guest wrote and no webhook brought", () => {
  it("is found, answered once, and not again by its webhook, however late", async () => {
    const one = await sent(3);
    await provider.control("POST", "faults", { webhooks: { lostMessages: 1 } });
    const { wamid } = await types(0, "Yes, all of us");
    await types(1, "No");
    await settle();
    expect(await yes(one)).toEqual([0, 0]);
    const before = await listed();
    await look(one);
    expect(await yes(one)).toEqual([1, 1]);
    expect(await listed()).toBe(before + 2);
    const found = await stateOf(one);
    await webhook({
      MessageSid: wamid,
      SmsStatus: "received",
      From: `whatsapp:+${digits(0)}`,
      To: OURS,
      Body: "No",
    });
    await look(one);
    await look(one);
    await settle();
    expect(await listed()).toBe(before + 2);
    const after = await stateOf(one);
    expect([after.said, after.answers]).toEqual([found.said, found.answers]);
  });

  it("is not looked for while the inbox is behind: it may lie there", async () => {
    const one = await sent(1);
    await types(0, "Yes");
    await provider.waitIdle(async () => undefined);
    const before = await calls();
    await admin.query("update sender_lists set next_at = now() where sender_id = $1", [one.senderId]);
    const tools = { correlationId: "test", deadline: Date.now() + 60_000 };
    await reconcile({ weddingId: one.wedding.weddingId, senderId: one.senderId }, tools, 0);
    expect(await calls()).toEqual(before);
    await settle();
    const told = await listed();
    await look(one);
    expect((await calls()).length).toBeGreaterThan(before.length);
    expect(await listed()).toBe(told);
  });

  it("is found by the sweep, on its schedule, once its webhook had time to come", async () => {
    const one = await sent(1);
    await admin.query("update senders set created_at = now() - interval '1 hour' where id = $1", [
      one.senderId,
    ]);
    const guest = `whatsapp:+${digits(0)}`;
    const said = (agoMs: number, body: string) => ({
      from: guest,
      to: OURS,
      body,
      direction: "inbound",
      agoMs,
    });
    await provider.control("POST", "twilio/strays", {
      messages: [said(600_000, "Yes, all of us"), said(1_000, "No")],
    });
    await sweep();
    await settle();
    expect(await yes(one)).toEqual([1, 1]);
    const { wait, seen_until } = await progress(one.senderId);
    expect(wait).toBeGreaterThan(800);
    expect(Date.now() - seen_until.getTime()).toBeGreaterThan(299_000);
    const asked = (await calls()).length;
    await sweep();
    await settle();
    expect((await calls()).length).toBe(asked);
    expect(await operatorHealth()).toMatchObject({
      provider_list_failing: 0,
      provider_list_found: expect.any(Number),
    });
  });
});

describe("what became of our messages and no callback told", () => {
  it("is moved forward, reasons included; callbacks that come late change nothing", async () => {
    await provider.control("POST", `phones/${digits(2)}/script`, { kind: "no_whatsapp" });
    const one = await sent(4, { webhooks: { lostStatuses: 1 } });
    expect(await statesOf(one.runId)).toEqual([{ state: "accepted", code: null, n: 4 }]);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([
      { state: "failed", code: 63024, n: 1 },
      { state: "read", code: null, n: 3 },
    ]);
    const moved = await stateOf(one);
    const { rows } = await admin.query<{ id: string; sid: string; code: number | null }>(
      "select a.id, a.provider_id as sid, a.error_code as code from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [one.runId],
    );
    for (const { id, sid, code } of rows)
      for (const status of code ? ["failed"] : ["delivered", "read", "sent"])
        await webhook({ MessageSid: sid, MessageStatus: status, From: OURS }, `?attempt=${id}`);
    const before = await listed();
    await look(one);
    expect(await listed()).toBe(before);
    expect(await stateOf(one)).toEqual(moved);
  });

  it("gives a failure the reason it was told without", async () => {
    await provider.control("POST", `phones/${digits(0)}/script`, { kind: "no_whatsapp" });
    const one = await sent(1, { webhooks: { lostStatuses: 1 } });
    const { rows } = await admin.query(
      "select a.id, a.provider_id as sid from message_attempts a join messages m on m.id = a.message_id where m.run_id = $1",
      [one.runId],
    );
    await admin.query("update messages set attempts = 8 where run_id = $1", [one.runId]);
    await admin.query("update message_attempts set number = 8 where id = $1", [rows[0].id]);
    await webhook({ MessageSid: rows[0].sid, MessageStatus: "failed", From: OURS }, `?attempt=${rows[0].id}`);
    expect(await statesOf(one.runId)).toEqual([{ state: "failed", code: 30008, n: 1 }]);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "failed", code: 63024, n: 1 }]);
  });
});

describe("the list", () => {
  const strays = (n: number, to: string) =>
    provider.control("POST", "twilio/strays", {
      messages: Array.from({ length: n }, (_, i) => ({
        from: `whatsapp:+4477009${String(first * 100 + i)
          .padStart(8, "0")
          .slice(-6)}`,
        to,
        body: `hello ${i}`,
        direction: "inbound",
      })),
    });
  /** Rows that the list brought of messages to this number. */
  const kept = async (to: string) =>
    (
      await admin.query(
        "select count(*)::int as n from webhook_inbox where source = 'list' and position($1 in convert_from(body, 'UTF8')) > 0",
        [encodeURIComponent(to)],
      )
    ).rows[0].n;
  const run = (one: Pick<Case, "wedding" | "senderId">, deadlineMs: number) =>
    reconcile(
      { weddingId: one.wedding.weddingId, senderId: one.senderId },
      { correlationId: "test", deadline: Date.now() + deadlineMs },
      0,
    );
  const forget = () =>
    admin.query("delete from webhook_inbox where source = 'list' and processed_at is null");

  it("is read page by page, every message of our number once, none of another's on the same account", async () => {
    const mine = await sent(1);
    const other = await makeWedding();
    const otherId = crypto.randomUUID();
    const number = "+911234567800";
    const account = { businessAccountId: "AC00000000000000000000000000000001", displayNumber: number };
    must(
      await connectSender(other.ctx, { id: otherId, provider: "twilio", phoneNumberId: number, ...account }),
    );
    await drain({ budgetMs: 5_000 });
    await strays(1_203, OURS);
    await strays(7, `whatsapp:${number}`);
    const before = await kept(OURS);
    const asked = (await calls()).length;
    await admin.query("update sender_lists set next_at = now()");
    await run(mine, 60_000);
    expect((await kept(OURS)) - before).toBe(1_203);
    expect(await kept(`whatsapp:${number}`)).toBe(0);
    const pages = (await calls()).slice(asked).filter(({ query }) => new URLSearchParams(query).has("To"));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    await forget();
    await run({ wedding: other, senderId: otherId }, 60_000);
    expect([await kept(`whatsapp:${number}`), (await kept(OURS)) - before]).toEqual([7, 0]);
    await drain({ budgetMs: 10_000 });
    const { rows } = await admin.query(
      "select wedding_id, count(*)::int as n from inbound_messages where text like 'hello %' group by 1",
    );
    expect(rows).toEqual([{ wedding_id: other.weddingId, n: 7 }]);
  });

  it("goes on where it was cut off", async () => {
    const one = await sent(1);
    await strays(1_100, OURS);
    const before = await kept(OURS);
    await provider.control("POST", "faults", { list: { kind: "reset", calls: 1, after: 1 } });
    await run(one, 60_000);
    expect(await kept(OURS)).toBe(before + 500);
    expect(await progress(one.senderId)).toMatchObject({
      failures: 1,
      pass: { stage: "in" },
      seen_until: null,
    });
    // Not due yet: nobody asks.
    const asked = (await calls()).length;
    await run(one, 60_000);
    expect((await calls()).length).toBe(asked);
    await provider.control("DELETE", "faults");
    await admin.query("update sender_lists set next_at = now() where sender_id = $1", [one.senderId]);
    await admin.query("update webhook_inbox set processed_at = now() where source = 'webhook'");
    await run(one, 60_000);
    expect(await kept(OURS)).toBe(before + 1_100);
    const more = (await calls()).slice(asked).map(({ query }) => new URLSearchParams(query));
    expect(more.filter((query) => query.has("To")).map((query) => query.get("Page"))).toEqual(["1", "2"]);
    expect(await progress(one.senderId)).toMatchObject({ failures: 0, pass: null });
    await forget();
  });

  it("is left to the next when the time is up", async () => {
    const one = await sent(1);
    await run(one, -1);
    const { pass, wait } = await progress(one.senderId);
    expect(pass).toMatchObject({ stage: "in", cursor: null });
    expect(wait).toBeLessThanOrEqual(0);
    await run(one, 60_000);
    expect(await progress(one.senderId)).toMatchObject({ pass: null });
  });

  it("starts again where its place means nothing to Twilio any more", async () => {
    const one = await sent(1);
    await run(one, -1);
    const gone = `/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json?Page=1&PageToken=PASM${"0".repeat(32)}`;
    await admin.query(
      "update sender_lists set pass = jsonb_set(pass, '{cursor}', to_jsonb($2::text)), next_at = now() where sender_id = $1",
      [one.senderId, gone],
    );
    await run(one, 60_000);
    expect(await progress(one.senderId)).toMatchObject({ failures: 1, failure: "21481", pass: null });
  });

  it("is left alone as long as Twilio asks, and nothing changes meanwhile", async () => {
    const one = await sent(2, { webhooks: { lostStatuses: 1 } });
    const before = await stateOf(one);
    await provider.control("POST", "faults", {
      list: { kind: "throttle", calls: 1 },
      retryAfterSeconds: 300,
    });
    await look(one);
    const { wait, ...rest } = await progress(one.senderId);
    expect(rest).toMatchObject({ failures: 1, failure: "20429", found: 0, seen_until: null });
    expect(wait).toBeGreaterThan(290);
    expect(wait).toBeLessThanOrEqual(300);
    expect(await stateOf(one)).toEqual(before);
    const asked = (await calls()).length;
    await sweep();
    await drain({ budgetMs: 2_000 });
    expect((await calls()).length).toBe(asked);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "read", code: null, n: 2 }]);
  });

  it.each([
    ["does not answer", async () => void (env().TWILIO_API_URL = "http://127.0.0.1:1")],
    [
      "is broken",
      async () => void (await provider.control("POST", "faults", { list: { kind: "error", calls: 1 } })),
    ],
    ["refuses the password", async () => void (env().TWILIO_AUTH_TOKENS = "not-the-token-of-this-account")],
  ])("is asked again where Twilio %s, and no job fails for it", async (_name, breakIt) => {
    const one = await sent(2, { webhooks: { lostStatuses: 1 } });
    const before = await stateOf(one);
    const { TWILIO_API_URL, TWILIO_AUTH_TOKENS } = env();
    await breakIt();
    await look(one);
    Object.assign(env(), { TWILIO_API_URL, TWILIO_AUTH_TOKENS });
    await provider.control("DELETE", "faults");
    const { wait, failures } = await progress(one.senderId);
    expect(failures).toBe(1);
    expect(wait).toBeGreaterThan(20);
    expect(await stateOf(one)).toEqual(before);
    expect(await operatorHealth()).toMatchObject({ provider_list_failing: 1 });
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "read", code: null, n: 2 }]);
  });
});
