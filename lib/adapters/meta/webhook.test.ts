import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmac256 } from "@/lib/kernel/bytes";
import { parseWebhook, verifySignature } from "./webhook";

const secret = "test_app_secret";
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const signed = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";

describe("the signature", () => {
  it("fits the published vector over the exact bytes", () =>
    expect(verifySignature(body, signed, [secret])).toBe(true));
  it("takes the old secret during a rotation", () =>
    expect(verifySignature(body, signed, ["new_secret", secret])).toBe(true));
  it.each([
    null,
    "",
    "sha1=abc",
    signed.slice(7),
    `${signed}00`,
    signed.replace("d", "e"),
    "sha256=",
    `sha256=${"zz".repeat(32)}`,
  ])("refuses %j", (header) => expect(verifySignature(body, header, [secret])).toBe(false));
  it("refuses other bytes of the same JSON", () =>
    expect(
      verifySignature(Buffer.from('{"object": "whatsapp_business_account","entry": []}'), signed, [secret]),
    ).toBe(false));
  it("never throws", () =>
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string(),
        (bytes, header) =>
          verifySignature(bytes, header, [secret]) === false ||
          header === `sha256=${hmac256(secret, bytes).toString("hex")}`,
      ),
    ));
});

const envelope = (value: unknown, field = "messages") =>
  Buffer.from(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "200", changes: [{ field, value }] }],
    }),
  );
const metadata = { display_phone_number: "911234567890", phone_number_id: "100" };

describe("the parser", () => {
  it("reads statuses, taps, lists, text and what it does not know", () => {
    const events = parseWebhook(
      envelope({
        metadata,
        statuses: [
          {
            id: "wamid.1",
            status: "failed",
            timestamp: "1764000000",
            biz_opaque_callback_data: "a",
            errors: [{ code: 131026, title: "x" }],
          },
          { id: "wamid.2", status: "played", timestamp: 1764000000 },
        ],
        messages: [
          {
            id: "wamid.3",
            from: "919876543210",
            timestamp: "1764000000",
            type: "button",
            button: { payload: "p", text: "Yes" },
          },
          {
            id: "wamid.4",
            from_user_id: "IN.123",
            timestamp: "1764000000",
            type: "text",
            text: { body: "hi\u0000 there" },
          },
          {
            id: "wamid.5",
            from: "919876543210",
            timestamp: "x",
            type: "interactive",
            interactive: { type: "button_reply", button_reply: { id: "b", title: "t" } },
          },
          { id: "wamid.6", from: "IN.99", timestamp: "1", type: "hologram" },
        ],
      }),
    )!;
    expect(events.map((event) => event.kind)).toEqual([
      "status",
      "status",
      "message",
      "message",
      "message",
      "message",
    ]);
    expect(events[0]).toMatchObject({ attemptId: "a", error: { code: 131026 } });
    expect(events[2]).toMatchObject({ from: { phone: "+919876543210" }, content: { payload: "p" } });
    expect(events[3]).toMatchObject({
      from: { phone: null, bsuid: "IN.123" },
      content: { text: "hi there" },
    });
    expect(events[4]).toMatchObject({ content: { payload: "b", text: "t" }, at: "1970-01-01T00:00:00.000Z" });
    expect(events[5]).toMatchObject({ from: { phone: null, bsuid: "IN.99" } });
  });
  it("gives one event the same key however often it comes", () => {
    const once = envelope({ metadata, statuses: [{ id: "wamid.1", status: "read", timestamp: "1" }] });
    expect(parseWebhook(once)![0]!.key).toBe(parseWebhook(once)![0]!.key);
  });
  it("keeps account events", () =>
    expect(
      parseWebhook(
        envelope({ event: "APPROVED", message_template_name: "x" }, "message_template_status_update"),
      )![0],
    ).toMatchObject({ kind: "account", field: "message_template_status_update" }));
  it("says null to what is not JSON, and throws at nothing", () => {
    expect(parseWebhook(Buffer.from("not json"))).toBeNull();
    fc.assert(fc.property(fc.json(), (json) => Array.isArray(parseWebhook(Buffer.from(json)))));
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        Array.isArray(parseWebhook(envelope({ metadata, statuses: value, messages: [value] }))),
      ),
    );
  });
});
