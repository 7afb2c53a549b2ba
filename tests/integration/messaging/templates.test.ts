import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { metaProvider } from "@/lib/adapters/meta/provider";
import { objectStore } from "@/lib/adapters/object-store";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { moveRun } from "@/lib/messaging/commands/move-run";
import { refreshSender } from "@/lib/messaging/commands/refresh-sender";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { setFills } from "@/lib/messaging/commands/set-fills";
import { setHeader, setHeaderFile } from "@/lib/messaging/commands/set-header";
import { pauseRun, resumeRun, startRun } from "@/lib/messaging/commands/steer-run";
import { submitTemplate } from "@/lib/messaging/commands/submit-template";
import { listTemplates } from "@/lib/messaging/queries/runs";
import { listSenderFacts } from "@/lib/messaging/queries/senders";
import { asksMore } from "@/lib/messaging/rules/asks-more";
import { contentOf } from "@/lib/messaging/rules/content";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
let sending: SendingWedding;
let serial = 0;
const FAMILIES = 3;

beforeAll(async () => {
  provider = await startProvider(41);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet({ approvalMs: 5 });
  wedding = await makeWedding();
  serial += 1;
  sending = await prepareSending(wedding, { csv: familiesCsv(FAMILIES, 70_000 + serial * 100) });
});

const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const draft = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  senderId: sending.senderId,
  name: `our_invitation_${serial}_${newId().slice(-6)}`,
  language: "en",
  category: "MARKETING" as const,
  body: "Namaste {{1}}, please come to {{2}} by {{3}}. Your family.",
  fills: [
    { kind: "family" as const },
    { kind: "functions" as const },
    { kind: "text" as const, text: "train" },
  ],
  footer: "Reply STOP to stop",
  buttons: ["Coming", "Not sure", "Cannot"],
  linkButton: "Open our page",
  header: null,
  ...more,
});
const templateOf = async (id: string) =>
  (await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope))).find((one) => one.id === id);
/** A text that somebody made in WhatsApp's own manager. */
async function madeElsewhere(name: string, components: object[]): Promise<void> {
  const address = `${provider.url}/${env().META_GRAPH_VERSION}/200000000000001/message_templates`;
  const response = await fetch(address, {
    method: "POST",
    headers: { authorization: `Bearer ${env().META_ACCESS_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ name, language: "en", category: "MARKETING", components }),
  });
  expect(response.status, await response.text()).toBe(200);
}
const ledger = async () =>
  (await provider.control<{ rows: { renderedText: string; to: string }[] }>("GET", "ledger?limit=100")).rows;

async function runWith(templateId: string, before?: (runId: string) => Promise<void>): Promise<string> {
  const runId = newId();
  must(
    await createRun(wedding.ctx, {
      id: runId,
      name: "Ours",
      senderId: sending.senderId,
      templateId,
      audience: {},
    }),
  );
  await before?.(runId);
  must(await rehearseRun(wedding.ctx, { runId }));
  const frozen = must(await freezeRun(wedding.ctx, { runId }));
  must(await approveRun(wedding.ctx, { runId, hash: frozen.hash, typedCount: frozen.recipients }));
  must(await startRun(wedding.ctx, { runId }));
  await send();
  return runId;
}

it("hands a text in, hears that it is approved, and sends it with each family's own link", async () => {
  const text = draft();
  must(await submitTemplate(wedding.ctx, text));
  await send();
  expect(await templateOf(text.id)).toMatchObject({ status: "APPROVED", parameters: ["1", "2", "3"] });
  await runWith(text.id);
  const rows = await ledger();
  expect(rows).toHaveLength(FAMILIES);
  expect(rows.map((row) => row.renderedText).sort()[0]).toContain(
    "please come to Sangeet · Wedding by train",
  );
  const { rows: links } = await admin.query("select token_hash from guest_links where wedding_id = $1", [
    wedding.weddingId,
  ]);
  expect(links).toHaveLength(FAMILIES);
});

it("tells why a text cannot be handed in, before WhatsApp does", async () => {
  const refusal = async (more: Record<string, unknown>) => submitTemplate(wedding.ctx, draft(more));
  expect(await refusal({ body: "{{1}} is invited to {{2}} by {{3}}." })).toMatchObject({
    ok: false,
    code: "not_acceptable",
  });
  expect(await refusal({ body: "Come, {{1}} and {{3}} now.", fills: [] })).toMatchObject({
    ok: false,
    code: "not_acceptable",
  });
  expect(await refusal({ buttons: ["A button with far too many words"] })).toMatchObject({
    ok: false,
    code: "not_acceptable",
  });
  await expect(
    submitTemplate(
      wedding.ctx,
      draft({ fills: [{ kind: "family" }, { kind: "functions" }, { kind: "text", text: "two\nlines" }] }),
    ),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

it("keeps the provider's own words where it refuses", async () => {
  const text = draft();
  must(await submitTemplate(wedding.ctx, text));
  await send();
  // The same name in the same language is there already, though not in our list.
  await admin.query("delete from templates where id = $1", [text.id]);
  const again = draft({ name: text.name });
  must(await submitTemplate(wedding.ctx, again));
  await drain({ budgetMs: 3_000 });
  const kept = await templateOf(again.id);
  expect(kept?.status === "APPROVED" || kept?.rejectedReason).toBeTruthy();
});

it("fills places as a human explains them, forgets that where the message changes, and sends nothing unexplained", async () => {
  await admin.query(`update templates set parameters = '["whim"]', body = 'Dear {{whim}}.' where id = $1`, [
    sending.templateId,
  ]);
  const input = {
    id: newId(),
    name: "Ours",
    senderId: sending.senderId,
    templateId: sending.templateId,
    audience: {},
  };
  expect(await createRun(wedding.ctx, input)).toMatchObject({ ok: false, code: "unfilled_template" });
  must(await setFills(wedding.ctx, { templateId: sending.templateId, fills: [{ kind: "family" }] }));
  must(await createRun(wedding.ctx, input));
  must(await refreshSender(wedding.ctx, { senderId: sending.senderId }));
  await drain({ budgetMs: 3_000 });
  expect(await templateOf(sending.templateId)).toMatchObject({
    fills: null,
    parameters: ["1", "2", "3", "4"],
  });
  const [sender] = await readTenant(wedding.scope, (tx) => listSenderFacts(tx, wedding.scope));
  expect(sender).toMatchObject({ quality: "GREEN", dailyLimit: null });
});

it("puts a picture on top: uploaded once, before the first message; nothing leaves without it", async () => {
  await madeElsewhere(`with_picture_${serial}`, [
    { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::abc"] } },
    { type: "BODY", text: "Namaste {{1}}, welcome.", example: { body_text: [["Gupta"]] } },
  ]);
  must(await refreshSender(wedding.ctx, { senderId: sending.senderId }));
  await send();
  must(await refreshSender(wedding.ctx, { senderId: sending.senderId }));
  await drain({ budgetMs: 3_000 });
  const template = (await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope))).find(
    (one) => one.name === `with_picture_${serial}`,
  )!;
  expect(template.header).toEqual({ format: "IMAGE" });
  const objectKey = `headers/${wedding.weddingId}/${newId()}`;
  await objectStore().put(objectKey, Readable.from([Buffer.from("ffd8ffe000104a464946", "hex")]));
  const runId = await runWith(template.id, async (id) => {
    must(await rehearseRun(wedding.ctx, { runId: id }));
    expect(await freezeRun(wedding.ctx, { runId: id })).toMatchObject({ ok: false, code: "header_missing" });
    must(
      await setHeaderFile(wedding.ctx, {
        runId: id,
        header: { kind: "media", objectKey, mimeType: "image/jpeg", fileName: "card.jpg" },
      }),
    );
  });
  expect(await ledger()).toHaveLength(FAMILIES);
  const { rows } = await admin.query("select header->>'mediaId' as media from send_runs where id = $1", [
    runId,
  ]);
  expect(rows[0].media).toMatch(/^\d+$/);
});

it("puts a place on top", async () => {
  const text = draft({ header: "LOCATION", linkButton: null });
  must(await submitTemplate(wedding.ctx, text));
  await send();
  await runWith(text.id, async (runId) => {
    must(
      await setHeader(wedding.ctx, {
        runId,
        header: { kind: "location", latitude: 26.9, longitude: 75.8, name: "Rambagh", address: "Jaipur" },
      }),
    );
  });
  expect(await ledger()).toHaveLength(FAMILIES);
});

it("goes on from another number by a human's choice: what is left alone, filled alike, to everybody once", async () => {
  const other = newId();
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number, rate_per_second) select $1::uuid, wedding_id, provider, 'spare-' || ($1::uuid)::text, business_account_id, '+911234500000', 500 from senders where id = $2",
    [other, sending.senderId],
  );
  await admin.query(
    "insert into templates (id, wedding_id, sender_id, provider_id, name, language, category, status, body, parameters, buttons) select gen_random_uuid(), wedding_id, $1::uuid, provider_id, name, language, category, status, body, parameters, buttons from templates where id = $2",
    [other, sending.templateId],
  );
  const { runId } = await approvedRun(wedding, sending);
  const target = (await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope))).find(
    (one) => one.senderId === other,
  )!;
  const move = () => moveRun(wedding.ctx, { runId, senderId: other, templateId: target.id });
  expect(await move()).toMatchObject({ ok: false, code: "wrong_state" });
  await admin.query("update senders set state = 'stopped' where id = $1", [sending.senderId]);
  must(await startRun(wedding.ctx, { runId }));
  must(await pauseRun(wedding.ctx, { runId }));
  const says = (body: string) =>
    admin.query("update templates set body = $2 where id = $1", [target.id, body]);
  await says(`${"x".repeat(1_000)} {{1}} {{2}} {{3}} {{4}}`);
  expect(await move()).toMatchObject({ ok: false, code: "too_long" });
  await says(target.body);
  // A text that was changed at the provider meanwhile waits for a human again when the move is taken back.
  await admin.query("update send_runs set state_reason = 'template:TEXT' where id = $1", [runId]);
  const backToOldText = async () => {
    const { undo } = must(await move());
    await admin.query("update senders set state = 'active' where id = $1", [sending.senderId]);
    return { taken: async () => must(await moveRun(wedding.ctx, undo.input as never)) };
  };
  await (await backToOldText()).taken();
  expect(await resumeRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "text_changed" });
  // And so does one that was changed while the run was with the other number; an unchanged one does not.
  await admin.query("update send_runs set state_reason = null where id = $1", [runId]);
  const again = await backToOldText();
  const reword = (body: string) =>
    admin.query("update templates set body = replace(body, $2, $3) where id = $1", [
      sending.templateId,
      ...body.split(">"),
    ]);
  await reword("{{1}}>Dear {{1}}");
  await again.taken();
  expect(await resumeRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "text_changed" });
  await reword("Dear {{1}}>{{1}}");
  await admin.query("update send_runs set state_reason = null where id = $1", [runId]);
  await (await backToOldText()).taken();
  expect((await admin.query("select state_reason from send_runs where id = $1", [runId])).rows).toEqual([
    { state_reason: null },
  ]);
  // So does one that stands in another category by now, which nobody has said yes to.
  await admin.query(
    "update send_runs set category = 'UTILITY', state_reason = 'template:CATEGORY' where id = $1",
    [runId],
  );
  await admin.query("update templates set category = 'PERSONAL' where id = $1", [target.id]);
  await (await backToOldText()).taken();
  expect(await resumeRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "category_changed" });
  await admin.query("update senders set state = 'stopped' where id = $1", [sending.senderId]);
  expect(must(await move())).toMatchObject({ moved: FAMILIES });
  // The spare number is the simulator's own from here on.
  await admin.query("update senders set phone_number_id = 'gone' where id = $1", [sending.senderId]);
  await admin.query("update senders set phone_number_id = '100000000000001' where id = $1", [other]);
  must(await resumeRun(wedding.ctx, { runId }));
  await send();
  expect(await ledger()).toHaveLength(FAMILIES);
});

const BODY = { type: "BODY", text: "Namaste {{1}}, welcome.", example: { body_text: [["Gupta"]] } };
const heading = (text: string) => ({ type: "HEADER", format: "TEXT", text });
const reply = (text: string) => ({ type: "QUICK_REPLY", text });
const PHONE = { type: "PHONE_NUMBER", text: "Call us", phone_number: "+911234567890" };
const STATIC = { type: "URL", text: "Map", url: "https://w.test/map" };
const own = (text: string) => ({ type: "URL", text, url: "https://w.test/g/{{1}}", example: ["abc"] });

it("fills what WhatsApp wants of a text, in whatever order its buttons stand, or says before that it cannot", async () => {
  const replies = fc.integer({ min: 0, max: 3 }).map((n) => ["Yes", "Some", "No"].slice(0, n).map(reply));
  const others = fc
    .shuffledSubarray([PHONE, STATIC, own("Our page"), own("Track")])
    .filter((some) => some.filter(({ type }) => type === "URL").length <= 2);
  const head = fc.constantFrom([], [heading("Our wedding")], [heading("Dear {{1}}")]);
  const all = fc.sample(fc.tuple(head, others, replies, fc.nat({ max: 4 })), { numRuns: 40, seed: 7 });
  const fixed = [
    [[], [STATIC], [reply("Yes"), reply("No")], 1],
    [[], [PHONE], [reply("Yes")], 1],
    [[], [STATIC, own("Our page")], [], 0],
  ] as typeof all;
  const made = [...fixed, ...all].map(([top, rest, taps, at], place) => {
    const buttons = [...rest.slice(0, at), ...taps, ...rest.slice(at)];
    const parts = buttons.length > 0 ? [{ type: "BUTTONS", buttons }] : [];
    return { name: `any_order_${serial}_${place}`, components: [...top, BODY, ...parts], taps: taps.length };
  });
  for (const { name, components } of made) await madeElsewhere(name, components);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const account = { phoneNumberId: "100000000000001", businessAccountId: "200000000000001" };
  const listed = new Map((await metaProvider().listTemplates(account)).map((one) => [one.name, one]));
  const refused = new Map<boolean, number>();
  for (const { name, components, taps } of made) {
    const { header: _, ...template } = listed.get(name)!;
    const frozen = { ...template, header: null };
    const content = contentOf(newId(), { params: ["Gupta"] }, frozen, {
      token: "t",
      address: "https://w.test",
    });
    const sent = await metaProvider().send(account, {
      attemptId: newId(),
      destination: "+919810000001",
      content,
    });
    const more = asksMore(listed.get(name)!);
    expect(sent.kind, `${JSON.stringify(components)} ${JSON.stringify(sent)}`).toBe(
      more === null ? "accepted" : "refused",
    );
    refused.set(more !== null, (refused.get(more !== null) ?? 0) + 1);
    if (more !== null || taps === 0 || content.kind !== "template") continue;
    const { rows } = await provider.control<{ rows: { buttons: { id: string }[] }[] }>(
      "GET",
      "ledger?limit=1000",
    );
    const ids = rows.map((row) => row.buttons.map((one) => one.id).join());
    expect(ids).toContain(content.payloads.join());
  }
  expect(Math.min(...refused.values())).toBeGreaterThan(5);
});

it("hears of a text that was made in WhatsApp's own manager, and of one that was reworded there", async () => {
  const named = async (name: string) =>
    (await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope))).find(
      (one) => one.name === name,
    );
  await madeElsewhere(`elsewhere_${serial}`, [BODY]);
  await send();
  expect(await named(`elsewhere_${serial}`)).toMatchObject({ status: "APPROVED", body: BODY.text });
  await admin.query("update templates set body = 'Old words {{1}}' where name = $1", [`elsewhere_${serial}`]);
  // The same words in the same second would be the same event.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await provider.control("POST", `templates/elsewhere_${serial}/en/status`, { status: "APPROVED" });
  await send();
  expect(await named(`elsewhere_${serial}`)).toMatchObject({ body: BODY.text });
});

it("refuses a text that wants what nobody knows, when it is chosen", async () => {
  await madeElsewhere(`heading_${serial}`, [heading("Dear {{1}}"), BODY]);
  await madeElsewhere(`twice_${serial}`, [
    BODY,
    { type: "BUTTONS", buttons: [own("Our page"), own("Track")] },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  must(await refreshSender(wedding.ctx, { senderId: sending.senderId }));
  await drain({ budgetMs: 3_000 });
  const listed = await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope));
  const choose = (name: string) =>
    createRun(wedding.ctx, {
      id: newId(),
      name: "Ours",
      senderId: sending.senderId,
      templateId: listed.find((one) => one.name === `${name}_${serial}`)!.id,
      audience: {},
    });
  expect(await choose("heading")).toMatchObject({
    ok: false,
    code: "unfilled_template",
    message: expect.stringContaining("{{1}} in the heading"),
  });
  expect(await choose("twice")).toMatchObject({ ok: false, message: expect.stringContaining("“Track”") });
});

it("sends no words that nobody has approved: a text changed at the provider is rehearsed, and approved, again", async () => {
  const { runId } = await approvedRun(wedding, sending, "words");
  const rehearsed = newId();
  must(
    await createRun(wedding.ctx, {
      id: rehearsed,
      name: "Later",
      wave: "later",
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience: {},
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId: rehearsed }));
  // As if it had said something else when it was looked at.
  await admin.query("update templates set body = 'Old words {{1}}' where id = $1", [sending.templateId]);
  must(await refreshSender(wedding.ctx, { senderId: sending.senderId }));
  await drain({ budgetMs: 5_000 });
  expect(await startRun(wedding.ctx, { runId })).toMatchObject({ ok: false, code: "text_changed" });
  expect(await freezeRun(wedding.ctx, { runId: rehearsed })).toMatchObject({
    ok: false,
    code: "wrong_state",
  });
  must(await rehearseRun(wedding.ctx, { runId: rehearsed }));
  must(await freezeRun(wedding.ctx, { runId: rehearsed }));
});
