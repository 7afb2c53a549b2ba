import { hmac256, sameSecret, sha256Hex } from "@/lib/kernel/bytes";
import { stripControl } from "@/lib/kernel/text";
import type { ProviderEvent } from "@/lib/messaging/ports";

/** Checks `X-Hub-Signature-256` over the exact bytes, against each secret that is valid during a rotation. */
export function verifySignature(
  body: Uint8Array,
  header: string | null,
  secrets: readonly string[],
): boolean {
  if (!header || !/^sha256=[0-9a-f]{64}$/i.test(header)) return false;
  const given = header.slice(7).toLowerCase();
  return secrets.some((secret) => sameSecret(given, hmac256(secret, body).toString("hex")));
}

type Loose = Record<string, unknown>;
const object = (value: unknown): Loose =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Loose) : {};
const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string | null =>
  typeof value === "string" ? stripControl(value) : typeof value === "number" ? String(value) : null;

/**
 * Reads a webhook leniently: unknown fields, types and statuses never fail a batch, and U+0000 (which Postgres cannot
 * store) is removed. Null where the bytes are not JSON at all.
 */
export function parseWebhook(body: Uint8Array): ProviderEvent[] | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
  return list(object(json).entry).flatMap((entry) =>
    list(entry.changes).flatMap((change): ProviderEvent[] => {
      const value = object(change.value);
      const phoneNumberId = text(object(value.metadata).phone_number_id);
      if (change.field === "messages" && phoneNumberId) {
        return [
          ...list(value.statuses).map((status) => readStatus(status, phoneNumberId)),
          ...list(value.messages).map((message) => readMessage(message, phoneNumberId)),
        ];
      }
      const content = JSON.stringify(change);
      return [
        {
          kind: "account",
          key: `account:${sha256Hex(`${text(entry.id)}:${text(entry.time)}:${content}`)}`,
          businessAccountId: text(entry.id) ?? "",
          phoneNumberId,
          field: text(change.field) ?? "",
          value: JSON.parse(stripControl(content)),
        },
      ];
    }),
  );
}

function readStatus(raw: Loose, phoneNumberId: string): ProviderEvent {
  const providerId = text(raw.id) ?? "";
  const status = text(raw.status) ?? "";
  const error = list(raw.errors)[0];
  const code = Number(error?.code);
  const detail = text(object(error?.error_data).details) ?? text(error?.message) ?? text(error?.title) ?? "";
  return {
    kind: "status",
    key: `status:${providerId}:${status}:${Number.isFinite(code) ? code : ""}`,
    phoneNumberId,
    providerId,
    attemptId: text(raw.biz_opaque_callback_data),
    status,
    at: readTime(raw.timestamp),
    error:
      status === "failed"
        ? { code: Number.isFinite(code) ? code : 131000, detail: detail.slice(0, 300) }
        : null,
  };
}

function readMessage(raw: Loose, phoneNumberId: string): ProviderEvent {
  const providerId = text(raw.id) ?? "";
  const from = text(raw.from);
  const type = text(raw.type) ?? "unknown";
  const interactive = object(raw.interactive);
  const choice = { ...object(interactive.button_reply), ...object(interactive.list_reply) };
  const button = object(raw.button);
  return {
    kind: "message",
    key: `message:${providerId}`,
    phoneNumberId,
    providerId,
    from: {
      // A business-scoped id has letters; dropping them would make a stranger's number.
      phone: from && /^\d{6,15}$/.test(from) ? `+${from}` : null,
      bsuid: text(raw.from_user_id) ?? (from && /[A-Z]/i.test(from) ? from : null),
    },
    at: readTime(raw.timestamp),
    content: {
      type,
      text:
        text(object(raw.text).body) ??
        text(object(raw.system).body) ??
        text(button.text) ??
        text(choice.title),
      payload: text(button.payload) ?? text(choice.id),
      contextId: text(object(raw.context).id),
    },
    ...(type === "system" ? { change: readChange(object(raw.system)) } : {}),
  };
}

/** `user_changed_number` and `user_changed_user_id`: whoever wrote under the old ones is the same person. */
function readChange(system: Loose) {
  const phone = text(system.wa_id);
  return {
    phone: phone && /^\d{6,15}$/.test(phone) ? `+${phone}` : null,
    bsuid: text(system.user_id),
    parentBsuid: text(system.parent_user_id),
    previousBsuid: text(system.previous_user_id),
  };
}

/** Unix seconds as text or number; the epoch where neither, so that it never wins over a dated message. */
function readTime(raw: unknown): string {
  const seconds = Number(raw);
  return new Date(
    Number.isFinite(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : 0,
  ).toISOString();
}
