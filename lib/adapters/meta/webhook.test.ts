import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmac256 } from "@/lib/kernel/bytes";
import { readAccountEvent } from "./account-events";
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
  it("keeps every word of a guest, whatever it came with", () => {
    const words = (message: object) => {
      const from = { id: "wamid.7", from: "919876543210", timestamp: "1764000000" };
      const event = parseWebhook(envelope({ metadata, messages: [{ ...from, ...message }] }))![0]!;
      return event.kind === "message" ? event : null;
    };
    for (const type of ["image", "video", "document"])
      expect(words({ type, [type]: { id: "m1", caption: "STOP" } })?.content).toMatchObject({
        type,
        text: "STOP",
      });
    expect(words({ type: "image", image: { id: "m1" } })?.content.text).toBeNull();
    const edit = (message: object) => words({ type: "edit", edit: { original_message_id: "w", message } });
    expect(
      edit({ type: "text", context: { id: "wamid.q" }, text: { body: "No, sorry" } })?.content,
    ).toMatchObject({ type: "edit", text: "No, sorry", contextId: "wamid.q" });
    expect(edit({ type: "image", image: { caption: "Yes" } })?.content.text).toBe("Yes");
    expect(edit({ type: "edit", edit: {} })?.content.text).toBeNull();
    const form = (response_json: unknown) =>
      words({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { response_json } } })
        ?.content;
    expect(form('{"flow_token":"t","sangeet":"yes","people":4}')).toEqual({
      type: "form",
      text: "sangeet: yes\npeople: 4",
      payload: '{"flow_token":"t","sangeet":"yes","people":4}',
      contextId: null,
    });
    for (const odd of ["[1]", "null", "4", "not json"]) expect(form(odd)?.text).toBe(odd);
    expect(form({ nested: true })?.text).toBeNull();
  });
  it("knows a guest by the number they give when asked, and nobody by another contact", () => {
    const contact = (origin?: string) => {
      const contacts = [
        { name: { formatted_name: "Meena" }, phones: [{ phone: "+91 98765 43299" }], origin },
      ];
      const [event] = parseWebhook(
        envelope({
          metadata,
          messages: [{ id: "wamid.8", from_user_id: "IN.5", timestamp: "1", type: "contacts", contacts }],
        }),
      )!;
      return event;
    };
    expect(contact("contact_request")).toMatchObject({
      from: { phone: "+919876543299", bsuid: "IN.5" },
      content: { text: "Contact: Meena +919876543299" },
    });
    for (const origin of ["other", undefined])
      expect(contact(origin)).toMatchObject({
        from: { phone: null },
        content: { text: "Contact: Meena +919876543299" },
      });
  });
  it("marks what is written in a group", () => {
    const message = { id: "wamid.9", from: "919876543210", type: "text", text: { body: "yes" } };
    const read = (more: object) =>
      parseWebhook(envelope({ metadata, messages: [{ ...message, ...more }] }))![0];
    expect(read({ group_id: "g1" })).toMatchObject({ group: true, content: { text: "yes" } });
    expect(read({})).not.toHaveProperty("group");
  });
  it("says whom a status reached, by every id", () => {
    const reached = (status: object) => {
      const event = parseWebhook(
        envelope({ metadata, statuses: [{ id: "w", status: "sent", ...status }] }),
      )![0];
      return event?.kind === "status" ? event.recipient : null;
    };
    expect(reached({ recipient_id: "919876543210" })).toBeUndefined();
    for (const parent of ["recipient_parent_user_id", "parent_recipient_user_id"])
      expect(
        reached({ recipient_id: "919876543210", recipient_user_id: "IN.1", [parent]: "IN.ENT.2" }),
      ).toEqual({ phone: "+919876543210", bsuid: "IN.1", parentBsuid: "IN.ENT.2" });
    expect(reached({ recipient_id: "IN.1" })).toEqual({ phone: null, bsuid: "IN.1", parentBsuid: null });
    expect(
      reached({ recipient_id: "9198", recipient_user_id: "IN.1", recipient_type: "group" }),
    ).toBeUndefined();
  });
  it("leaves an event of every change", () => {
    const errors = [{ code: 131031, title: "Business Account locked" }];
    const [locked, ...more] = parseWebhook(envelope({ metadata, errors }))!;
    expect(more).toEqual([]);
    expect(locked).toMatchObject({ kind: "account", phoneNumberId: "100", field: "messages" });
    expect(readAccountEvent("messages", locked!.kind === "account" && locked!.value)).toEqual({
      kind: "errors",
      codes: [131031],
    });
    const messages = [{ id: "wamid.1", from: "919876543210", type: "text", text: { body: "yes" } }];
    expect(parseWebhook(envelope({ metadata, messages, errors }))).toMatchObject([
      { kind: "message" },
      { kind: "account", value: { value: { errors } } },
    ]);
    for (const value of [{ metadata }, { metadata, statuses: [] }, {}, null])
      expect(parseWebhook(envelope(value))).toHaveLength(1);
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
        Array.isArray(
          parseWebhook(envelope({ metadata, statuses: value, messages: [value], errors: value })),
        ),
      ),
    );
  });
});
