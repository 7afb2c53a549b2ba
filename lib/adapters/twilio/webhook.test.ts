import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberOf, userIdOf } from "./addresses";
import { parseWebhook, withQuery } from "./webhook";

const AT = new Date("2026-11-21T10:00:00.123Z");
const BUSINESS = "whatsapp:+14155550100";
const GUEST = "whatsapp:+919810000001";
const parse = (fields: Record<string, string>, query = "") =>
  parseWebhook(withQuery(query, Buffer.from(new URLSearchParams(fields).toString())), AT);
const status = (more: Record<string, string>) =>
  parse({ MessageSid: "SM1", To: GUEST, From: BUSINESS, ...more }, "?attempt=01a1fbd1")?.[0];
const message = (more: Record<string, string>) =>
  parse({ MessageSid: "SM2", SmsStatus: "received", From: GUEST, To: BUSINESS, Body: "hello", ...more })?.[0];

describe("a status callback", () => {
  it("is told by its query which attempt it is about, and by its arrival when", () =>
    expect(status({ MessageStatus: "delivered", SmsStatus: "delivered" })).toEqual({
      kind: "status",
      key: "status:SM1:delivered:",
      phoneNumberId: "+14155550100",
      providerId: "SM1",
      attemptId: "01a1fbd1",
      status: "delivered",
      at: AT.toISOString(),
      error: null,
    }));
  it.each(["failed", "undelivered", "canceled"])("reads %s as a failure with its reason", (word) =>
    expect(
      status({ MessageStatus: word, ErrorCode: "63024", ChannelStatusMessage: "no WhatsApp" }),
    ).toMatchObject({
      status: "failed",
      key: "status:SM1:failed:63024",
      error: { code: 63024, detail: "no WhatsApp" },
    }),
  );
  it("has a reason that loses to every other where Twilio gives none", () => {
    expect(status({ MessageStatus: "failed" })).toMatchObject({
      key: "status:SM1:failed:",
      error: { code: 30008 },
    });
    expect(status({ MessageStatus: "failed", ErrorCode: "none" })).toMatchObject({ error: { code: 30008 } });
  });
  it.each(["queued", "accepted", "sending", "scheduled", "a word of next year"])("passes %s on", (word) =>
    expect(status({ MessageStatus: word })).toMatchObject({ status: word, error: null }),
  );
  it("does without a query", () =>
    expect(parse({ MessageSid: "SM1", MessageStatus: "sent", From: BUSINESS })?.[0]).toMatchObject({
      attemptId: null,
    }));
});

describe("a guest's message", () => {
  it("is read with everything a button says", () =>
    expect(
      message({
        MessageType: "interactive",
        ButtonText: "Yes, all of us",
        ButtonPayload: "1:x:y",
        OriginalRepliedMessageSid: "MM9",
        WaId: "919810000001",
        ExternalUserId: "whatsapp:IN.13491208655302741918",
        Body: "Yes, all of us",
      }),
    ).toEqual({
      kind: "message",
      key: "message:SM2",
      phoneNumberId: "+14155550100",
      providerId: "SM2",
      from: { phone: "+919810000001", bsuid: "IN.13491208655302741918" },
      at: AT.toISOString(),
      content: { type: "interactive", text: "Yes, all of us", payload: "1:x:y", contextId: "MM9" },
    }));
  it.each([
    ["STOP", "stop"],
    ["START", "start"],
    ["HELP", undefined],
  ])("says that Twilio has acted upon its own %s", (told, keyword) =>
    expect(message({ Body: "bandh karo", OptOutType: told })).toHaveProperty("content", {
      ...{ type: "text", text: "bandh karo", payload: null, contextId: null },
      ...(keyword ? { keyword } : {}),
    }),
  );
  it.each([
    ["ExternalUserId", "whatsapp:US.1349"],
    ["ExternalUserIdentifier", "whatsapp:US.1349"],
    ["ExternalUserIdentifier", "US.1349"],
    ["From", "whatsapp:US.1349"],
  ])("names a guest without a number by %s %s, and makes no number of it", (name, id) =>
    expect(message({ From: "whatsapp:US.1349", [name]: id, WaId: "134912086553" })).toMatchObject({
      from: { phone: null, bsuid: "US.1349" },
    }),
  );
  it("loses what Postgres cannot hold", () =>
    expect(message({ Body: "yes\u0000 \u0007please" })).toMatchObject({ content: { text: "yes please" } }));
  it("is a text where nothing else is said", () =>
    expect(message({})).toMatchObject({
      content: { type: "text", text: "hello", payload: null, contextId: null },
    }));
});

it("reads anything without failing, and refuses what is no form of Twilio's", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseWebhook(bytes, AT)));
  expect(parseWebhook(Buffer.from("no line"), AT)).toBeNull();
  expect(parseWebhook(withQuery("", Buffer.from('{"a":1}')), AT)).toBeNull();
});

it("tells numbers from business-scoped ids, whatever the address", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(numberOf(`whatsapp:US.${text}`)).toBeNull();
      const [phone, id] = [numberOf(text), userIdOf(text)];
      expect(phone === null || id === null).toBe(true);
    }),
  );
});
