import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/db/embedded";
import { SIMULATED_TWILIO } from "@/db/seed/demo";
import { twilioProvider } from "@/lib/adapters/twilio/provider";
import { newId } from "@/lib/kernel/ids";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { NOT_SENT, type OutgoingMessage, type TemplateDraft } from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { makeWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(7, { twilio: true });
  await provider.control("POST", "config", { approvalMs: 10, weights: { silent: 1 } });
});
afterAll(() => provider.close());

describe("a Twilio account", () => {
  const account = {
    phoneNumberId: SIMULATED_TWILIO.phoneNumberId,
    businessAccountId: SIMULATED_TWILIO.businessAccountId,
  };
  const draft: TemplateDraft = {
    name: "our_invitation",
    language: "en",
    category: "MARKETING",
    body: "Dear {{1}}, {{2}} invite you to {{3}}, with {{4}} places.",
    example: ["Asha", "Meera", "Sangeet", "2"],
    footer: null,
    buttons: ["Yes", "Maybe", "No"],
    urlButton: null,
    header: null,
  };

  it("has its templates, and takes new ones whose buttons carry our payloads", async () => {
    const sent = await twilioProvider().submitTemplate(account, draft);
    expect(sent).toMatchObject({ status: "PENDING", category: "MARKETING" });
    const card = {
      ...draft,
      name: "our_card",
      footer: "Reply STOP to stop",
      urlButton: { text: "Our page", url: "https://w.test/g/{{1}}", variable: true, example: "abc" },
    };
    await twilioProvider().submitTemplate(account, card);
    await provider.waitIdle(async () => undefined);
    const found = await twilioProvider().listTemplates(account);
    const byName = (name: string) => found.find((one) => one.name === name && one.language === "en");
    expect(byName("family_invitation")).toMatchObject({
      status: "APPROVED",
      category: "MARKETING",
      parameters: ["1", "2", "3", "4"],
      slots: { payloads: ["5", "6", "7"], url: null },
    });
    expect(byName("our_invitation")).toMatchObject({
      providerId: sent.providerId,
      status: "APPROVED",
      buttons: ["Yes", "Maybe", "No"],
      slots: { payloads: ["5", "6", "7"], url: null },
    });
    expect(byName("our_card")).toMatchObject({
      footer: "Reply STOP to stop",
      urlButton: { index: 3, text: "Our page", variable: true },
      slots: { payloads: ["5", "6", "7"], url: "8" },
    });
    await expect(twilioProvider().submitTemplate(account, draft)).rejects.toThrow("already");
    const placed = { ...draft, header: { format: "LOCATION" } } as const;
    await expect(twilioProvider().submitTemplate(account, placed)).rejects.toThrow("header");
  });

  it("is healthy, and takes no files", async () => {
    const health = await twilioProvider().readHealth(account);
    expect(health).toEqual({ quality: null, displayNumber: account.phoneNumberId });
    const file = { bytes: new Uint8Array(1), mimeType: "image/png", fileName: "a.png" };
    await expect(twilioProvider().uploadMedia(account, file)).rejects.toThrow("by its address");
  });

  it("is connected by its own ids alone", async () => {
    const { ctx } = await makeWedding();
    const given = { id: newId(), provider: "twilio" as const, ...SIMULATED_TWILIO };
    const connect = (more: object) => connectSender(ctx, { ...given, ...more });
    await expect(connect({ phoneNumberId: "100000000000001" })).rejects.toThrow();
    await expect(connect({ provider: "meta" })).rejects.toThrow();
    expect(await connect({ businessAccountId: `AC${"f".repeat(32)}` })).toMatchObject({
      code: "account_not_ours",
    });
    env().PARINAYA_EMBEDDED = "0";
    expect(await connect({})).toMatchObject({ code: "number_not_allowed" });
    env().TWILIO_NUMBERS = `+15550001111, ${given.phoneNumberId}`;
    await admin.query("update senders set phone_number_id = id::text, state = 'stopped'");
    expect(await connect({})).toMatchObject({ ok: true });
    env().PARINAYA_EMBEDDED = "1";
    const { rows } = await admin.query(
      "select provider, rate_per_second, new_per_hour from senders where id = $1",
      [given.id],
    );
    expect(rows).toEqual([{ provider: "twilio", rate_per_second: 60, new_per_hour: 1000 }]);
  });
});

describe("a call to Twilio", () => {
  const { phoneNumberId, businessAccountId } = SIMULATED_TWILIO;
  const account = { phoneNumberId, businessAccountId };
  const message = (content: OutgoingMessage["content"]): OutgoingMessage => ({
    attemptId: newId(),
    destination: "+919820000001",
    content,
  });
  const text = message({ kind: "text", body: "hello" });
  const send = (what: OutgoingMessage) => twilioProvider().send(account, what);

  it("tells what was not sent from what nobody knows", async () => {
    await provider.control("POST", "faults", { rates: { 20429: 1 }, retryAfterSeconds: 7 });
    expect(await send(text)).toMatchObject({ kind: "refused", code: 20429, retryAfterSeconds: 7 });
    for (const name of ["http500", "http500_after", "reset_before", "reset_after"]) {
      await provider.control("POST", "faults", { rates: { [name]: 1 } });
      expect((await send(text)).kind).toBe("unknown");
    }
    await provider.control("DELETE", "faults");
    expect(await send(text)).toMatchObject({ kind: "accepted", providerId: expect.stringMatching(/^SM/) });
    const url = env().TWILIO_API_URL;
    env().TWILIO_API_URL = `http://127.0.0.1:${await freePort(45_000)}`;
    expect(await send(text)).toMatchObject({ kind: "refused", code: NOT_SENT });
    env().TWILIO_API_URL = url;
  });

  it("sends a question with its own menu in words, and carries no picture", async () => {
    await provider.control("POST", "phones/919820000001/type", { text: "hello", via: "twilio" });
    const buttons = ["Yes", "No"].map((title) => ({ id: title, title }));
    expect(
      (await send(message({ kind: "buttons", body: "Are you coming? 1 = yes, 2 = no", buttons }))).kind,
    ).toBe("accepted");
    const { chat } = await provider.control<{ chat: { text: string }[] }>("GET", "phones/919820000001");
    expect(chat.at(-1)?.text).toBe("Are you coming? 1 = yes, 2 = no");
    const pictured = message({
      kind: "template",
      providerId: "HX",
      name: "x",
      language: "en",
      params: [],
      payloads: [],
      header: { kind: "image", mediaId: "1", fileName: "a.png" },
    });
    expect(await send(pictured)).toMatchObject({ kind: "refused", code: 21656 });
  });
});
