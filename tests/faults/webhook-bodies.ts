import { createHmac } from "node:crypto";
import { shuffled } from "@/tests/support/seeded";

export interface KnownMessage {
  to: string;
  wamid: string;
  opaque: string | null;
}

/** One update as the provider writes it, and the event it is, however often it is told. */
export interface Update {
  key: string;
  kind: "status" | "message" | "account";
  change: object;
}

type Random = () => number;
const PHONE_NUMBER_ID = "100000000000001";
const DAY_SECONDS = 86_400;

const changeOf = (
  key: "statuses" | "messages" | "errors",
  item: object,
  phoneNumberId = PHONE_NUMBER_ID,
) => ({
  field: "messages",
  value: {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "911234567890", phone_number_id: phoneNumberId },
    [key]: [item],
  },
});

let serial = 0;

function statusUpdate(next: Random, known: readonly KnownMessage[], seconds: number): Update {
  const word = ["sent", "delivered", "read", "failed", "played", "brand_new"][Math.floor(next() * 6)]!;
  const ours = next() < 0.85;
  const one = known[Math.floor(next() * known.length)]!;
  const id = ours ? one.wamid : `wamid.stranger${serial++}`;
  const code = [131026, 131049, 131000][Math.floor(next() * 3)]!;
  const phoneless = next() < 0.2;
  return {
    kind: "status",
    key: `${id}:${word}:${word === "failed" ? code : ""}`,
    change: changeOf("statuses", {
      id,
      status: word,
      timestamp: next() < 0.5 ? String(seconds) : seconds,
      ...(phoneless ? { recipient_user_id: `IN.${id.slice(-9)}` } : { recipient_id: one.to.slice(1) }),
      ...(ours && next() < 0.5 && one.opaque ? { biz_opaque_callback_data: one.opaque } : {}),
      ...(word === "failed" ? { errors: [{ code, title: "told" }] } : {}),
      ...(next() < 0.1 ? { a_field_of_tomorrow: { deep: [1, null, "\u0000"] } } : {}),
    }),
  };
}

function messageUpdate(next: Random, known: readonly KnownMessage[], seconds: number): Update {
  const id = `wamid.in${serial++}`;
  const one = known[Math.floor(next() * known.length)]!;
  const stranger = next() < 0.2;
  const phoneless = next() < 0.3;
  const digits = stranger ? `9197${String(10_000_000 + Math.floor(next() * 89_999_999))}` : one.to.slice(1);
  const content = [
    {
      type: "text",
      text: { body: ["yes", "no", "2", "हाँ", "see you \u0000 there", "🙏"][Math.floor(next() * 6)]! },
    },
    { type: "reaction", reaction: { message_id: one.wamid } },
    { type: "unsupported", errors: [{ code: 131051 }] },
    { type: "something_of_tomorrow", something_of_tomorrow: {} },
    { type: "button", button: { payload: "not one of ours", text: "Yes" } },
    { type: "image", image: { id: "1", caption: "Yes, 4 of us" } },
    { type: "edit", edit: { original_message_id: id, message: { type: "text", text: { body: "no" } } } },
    { type: "text", group_id: "group", text: { body: "yes" } },
  ][Math.floor(next() * 8)]!;
  return {
    kind: "message",
    key: id,
    change: changeOf("messages", {
      id,
      timestamp: String(seconds),
      ...(phoneless ? { from_user_id: `IN.${digits.slice(-9)}` } : { from: digits }),
      ...content,
    }),
  };
}

/** Updates of every kind, of now or of up to a week ago; about a fifth are told again somewhere else. */
export function makeUpdates(next: Random, known: readonly KnownMessage[], count: number): Update[] {
  const now = Math.floor(Date.now() / 1000);
  const fresh = Array.from({ length: count }, (): Update => {
    const seconds = now - (next() < 0.3 ? 7 * DAY_SECONDS : Math.floor(next() * 600));
    const what = next();
    if (what < 0.88) return statusUpdate(next, known, seconds);
    if (what < 0.97) return messageUpdate(next, known, seconds);
    if (what > 0.98) {
      const problem = { code: 130429, title: `told ${serial++}` };
      return { kind: "account", key: problem.title, change: changeOf("errors", problem) };
    }
    const value = { about: serial++, note: "of no interest" };
    return { kind: "account", key: `account:${value.about}`, change: { field: "security", value } };
  });
  return shuffled(next, [...fresh, ...fresh.filter(() => next() < 0.2)]);
}

/** One body; `bytes` fills it up with what nobody reads. */
export function bodyOf(updates: readonly Update[], bytes = 0): Buffer {
  const json = (padding: string) =>
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "200000000000001", changes: updates.map((one) => one.change) }],
      ...(padding ? { padding } : {}),
    }).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const plain = Buffer.from(json(""));
  return bytes <= plain.length ? plain : Buffer.from(json("x".repeat(bytes - plain.length - 13)));
}

export const signed = (secret: string, body: Buffer): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
