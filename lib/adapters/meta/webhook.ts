import { hmac256, sameSecret, sha256Hex } from "@/lib/kernel/bytes";
import { stripControl } from "@/lib/kernel/text";
import type { ProviderEvent } from "@/lib/messaging/ports";
import { readMessage } from "./inbound";
import { type Loose, list, object, phoneOf, readTime, text } from "./loose";

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
    list(entry.changes).flatMap((change) => {
      const traffic = readTraffic(change);
      const { metadata, errors } = object(change.value);
      if (traffic.length === 0) return [readAccount(entry, change)];
      const beside = { field: change.field, value: { metadata, errors } };
      return list(errors).length > 0 ? [...traffic, readAccount(entry, beside)] : traffic;
    }),
  );
}

/** What a change says of messages; one that says nothing of any is about the account. */
function readTraffic(change: Loose): ProviderEvent[] {
  const value = object(change.value);
  const phoneNumberId = text(object(value.metadata).phone_number_id);
  if (change.field !== "messages" || !phoneNumberId) return [];
  return [
    ...list(value.statuses).map((status) => readStatus(status, phoneNumberId)),
    ...list(value.messages).map((message) => readMessage(message, phoneNumberId)),
  ];
}

function readAccount(entry: Loose, change: Loose): ProviderEvent {
  const content = JSON.stringify(change);
  return {
    kind: "account",
    key: `account:${sha256Hex(`${text(entry.id)}:${text(entry.time)}:${content}`)}`,
    businessAccountId: text(entry.id) ?? "",
    phoneNumberId: text(object(object(change.value).metadata).phone_number_id),
    field: text(change.field) ?? "",
    value: JSON.parse(stripControl(content)),
  };
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
    ...recipientOf(raw),
  };
}

/** Whom a message reached. Nobody is told of one in a group, which reaches many. */
function recipientOf(raw: Loose): Pick<Extract<ProviderEvent, { kind: "status" }>, "recipient"> {
  const said = text(raw.recipient_id);
  const bsuid = text(raw.recipient_user_id) ?? (said && /[A-Z]/i.test(said) ? said : null);
  // Meta has called it both.
  const parentBsuid = text(raw.recipient_parent_user_id) ?? text(raw.parent_recipient_user_id);
  if (raw.recipient_type === "group" || (bsuid ?? parentBsuid) === null) return {};
  return { recipient: { phone: phoneOf(said), bsuid, parentBsuid } };
}
