import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { resumeRun, startRun } from "@/lib/messaging/commands/steer-run";
import { readTroubles } from "@/lib/messaging/loaders/senders";
import { requireRun } from "@/lib/messaging/queries/runs";
import { announcedCategory } from "@/lib/messaging/rules/announced";
import { processInbox } from "@/lib/messaging/topics";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let from = 60_000;
const phoneOf = (family: number): string => `9198${String(10_000_000 + from + family)}`;

beforeAll(async () => {
  provider = await startProvider(23);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
  from += 100;
  sending = await prepareSending(wedding, { csv: familiesCsv(2, from) });
});

const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const tell = async (field: string, value: unknown) => {
  const entry = [{ id: "200000000000001", time: Date.now(), changes: [{ field, value }] }];
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  await storeWebhook("meta", Buffer.from(body), enqueue(processInbox, {}));
  await drain({ budgetMs: 5_000 });
};
const restrict = (restriction_type: string, expiration: number) =>
  tell("account_update", {
    event: "ACCOUNT_RESTRICTION",
    restriction_info: [{ restriction_type, expiration }],
  });
const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600;
const rowOf = async (text: string, ...values: unknown[]) => (await admin.query(text, values)).rows[0];
const sender = () => rowOf("select state, state_reason from senders where id = $1", sending.senderId);
const replies = async () =>
  (
    await admin.query("select state, reason from messages where wedding_id = $1 and kind = 'reply'", [
      wedding.weddingId,
    ])
  ).rows;
const sent = async () =>
  (await provider.control<{ rows: { to: string; type: string }[] }>("GET", "ledger?limit=50")).rows.map(
    ({ type }) => type,
  );
const after = async <T>(look: () => Promise<T>) => {
  await drain({ budgetMs: 1_000 });
  return look();
};
const started = async (wave: string) => {
  const { runId } = await approvedRun(wedding, sending, wave);
  must(await startRun(wedding.ctx, { runId }));
  return runId;
};

it("stops before it costs money where a service message is approved as marketing, and nothing else tells", async () => {
  const { name, language } = await rowOf(
    "update templates set category = 'UTILITY' where id = $1 returning name, language",
    sending.templateId,
  );
  const { runId } = await approvedRun(wedding, sending);
  await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
  await tell("message_template_status_update", {
    event: "APPROVED",
    message_template_id: 1_700_000_000_000_001,
    message_template_name: name,
    message_template_language: language.replace("_", "-"),
    message_template_category: "MARKETING",
    reason: null,
  });
  expect(await rowOf("select state, state_reason from send_runs where id = $1", runId)).toEqual({
    state: "paused",
    state_reason: "template:CATEGORY",
  });
  expect(await sent()).toEqual([]);
});

it("answers nobody from a number that may not, invites all the same, and answers when it may again", async () => {
  await started("first");
  await send();
  await restrict("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", inAnHour());
  await provider.control("POST", `phones/${phoneOf(0)}/type`, { text: "Yes" });
  await expect.poll(() => after(replies)).toHaveLength(1);
  await started("second");
  await expect.poll(() => after(sent), { timeout: 10_000 }).toEqual(Array(4).fill("template"));
  expect(await replies()).toEqual([{ state: "queued", reason: null }]);
  const [trouble] = await readTenant(wedding.scope, (tx) => readTroubles(tx, wedding.scope));
  expect(trouble).toMatchObject({ title: "WhatsApp lets this number answer nobody for now", settled: true });
  must(await resumeSender(wedding.ctx, { senderId: sending.senderId }));
  expect(await sender()).toEqual({ state: "active", state_reason: null });
  await send();
  expect(await replies()).toEqual([{ state: "read", reason: null }]);
});

it("answers again by itself when the time that was told is over", async () => {
  await started("first");
  await send();
  await restrict("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", inAnHour() - 7_200);
  await provider.control("POST", `phones/${phoneOf(0)}/type`, { text: "Yes" });
  await send();
  expect(await replies()).toEqual([{ state: "read", reason: null }]);
});

it("holds service messages back where a number may send none, and lets them go when it may again", async () => {
  await admin.query("update templates set category = 'UTILITY' where id = $1", [sending.templateId]);
  const { runId } = await approvedRun(wedding, sending);
  const later = await approvedRun(wedding, sending, "later");
  await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
  await restrict("RESTRICTED_UTILITY_TEMPLATES", inAnHour());
  expect(await rowOf("select state, state_reason from send_runs where id = $1", runId)).toEqual({
    state: "paused",
    state_reason: "account:UTILITY",
  });
  expect(await startRun(wedding.ctx, { runId: later.runId })).toMatchObject({ code: "utility_restricted" });
  // One that was begun by itself, like a reminder, waits in the queue.
  await admin.query("update send_runs set state = 'sending' where id = $1", [later.runId]);
  await drain({ budgetMs: 2_000 });
  expect(await sent()).toEqual([]);
  await admin.query("update send_runs set state = 'approved' where id = $1", [later.runId]);
  must(await resumeSender(wedding.ctx, { senderId: sending.senderId }));
  must(await resumeRun(wedding.ctx, { runId }));
  await send();
  expect(await sent()).toEqual(Array(2).fill("template"));
});

it("lets a number go on that was taken off the platform and is back; a reproach hides no restriction", async () => {
  await tell("account_update", { event: "ACCOUNT_OFFBOARDED" });
  expect(await sender()).toMatchObject({ state: "stopped" });
  await tell("account_update", { event: "ACCOUNT_RECONNECTED" });
  expect(await sender()).toEqual({ state: "active", state_reason: null });
  const violation = { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SPAM" } };
  await tell("account_update", violation);
  expect(await sender()).toEqual({ state: "active", state_reason: "account:ACCOUNT_VIOLATION:SPAM" });
  await restrict("RESTRICTED_UTILITY_TEMPLATES", 4_000_000_000);
  await restrict("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", 4_000_003_600);
  await tell("account_update", { ...violation, violation_info: { violation_type: "SCAM" } });
  const restricted = [
    { type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", until: "2096-10-02T08:06:40.000Z" },
    { type: "RESTRICTED_UTILITY_TEMPLATES", until: "2096-10-02T07:06:40.000Z" },
  ];
  expect(await rowOf("select restrictions from senders where id = $1", sending.senderId)).toEqual({
    restrictions: restricted,
  });
  const troubles = () => readTenant(wedding.scope, (tx) => readTroubles(tx, wedding.scope));
  expect(await troubles()).toMatchObject([{ title: expect.stringContaining("answer nobody") }]);
  must(await resumeSender(wedding.ctx, { senderId: sending.senderId }));
  expect(await troubles()).toEqual([]);
});

it("tells beforehand that a message is going to be charged as another, and no more once it is", async () => {
  const { runId } = await approvedRun(wedding, sending);
  const { name, language } = await rowOf(
    "select name, language from templates where id = $1",
    sending.templateId,
  );
  const named = { message_template_id: 1, message_template_name: name, message_template_language: language };
  const shown = async () => {
    const run = await readTenant(wedding.scope, (tx) => requireRun(tx, wedding.scope, runId));
    return announcedCategory(
      { category: run.templateCategory, announced: run.templateAnnounced },
      new Date(),
    );
  };
  await tell("template_category_update", {
    ...named,
    new_category: "MARKETING",
    correct_category: "UTILITY",
  });
  expect(await shown()).toBe("UTILITY");
  await tell("template_category_update", {
    ...named,
    new_category: "UTILITY",
    previous_category: "MARKETING",
  });
  expect(await shown()).toBeNull();
});
