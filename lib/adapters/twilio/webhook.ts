import { stripControl } from "@/lib/kernel/text";
import type { ProviderEvent } from "@/lib/messaging/ports";
import { numberOf, userIdOf } from "./addresses";

/** Twilio's own code for a failure it cannot name. */
const UNNAMED = 30008;

/**
 * The bytes that are stored of a webhook: the query of its address on the first line, then the form as it came. The
 * query holds the attempt, and a form alone would not tell whose status it is.
 */
export const withQuery = (query: string, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${query}\n`), body]);

/**
 * Reads a stored webhook leniently: a status callback or a guest's message. Neither carries a time, so the moment it
 * arrived stands for it. Null where the bytes are no form of Twilio's.
 */
export function parseWebhook(stored: Uint8Array, receivedAt: Date): ProviderEvent[] | null {
  const text = new TextDecoder().decode(stored);
  const end = text.indexOf("\n");
  if (end < 0) return null;
  const form = new URLSearchParams(text.slice(end + 1));
  const field = (name: string): string | null => {
    const value = form.get(name);
    return value === null || value === "" ? null : stripControl(value);
  };
  const providerId = field("MessageSid") ?? field("SmsSid");
  if (!providerId) return null;
  const status = field("MessageStatus") ?? field("SmsStatus");
  const at = receivedAt.toISOString();
  if (status && status !== "received" && status !== "receiving") {
    const attemptId = new URLSearchParams(text.slice(0, end)).get("attempt");
    return [readStatus(field, { providerId, status, attemptId, at })];
  }
  return [readMessage(field, providerId, at)];
}

type Field = (name: string) => string | null;
interface Reported {
  providerId: string;
  status: string;
  attemptId: string | null;
  at: string;
}

function readStatus(field: Field, { providerId, status, attemptId, at }: Reported): ProviderEvent {
  // `undelivered` failed at WhatsApp, `failed` at Twilio, `canceled` never left: nothing more comes of any of them.
  const failed = status === "failed" || status === "undelivered" || status === "canceled";
  const code = /^\d{1,9}$/.test(field("ErrorCode") ?? "") ? Number(field("ErrorCode")) : null;
  const detail = field("ChannelStatusMessage") ?? field("ErrorMessage") ?? "";
  return {
    kind: "status",
    key: `status:${providerId}:${failed ? "failed" : status}:${code ?? ""}`,
    phoneNumberId: numberOf(field("From")) ?? "",
    providerId,
    attemptId,
    status: failed ? "failed" : status,
    at,
    error: failed ? { code: code ?? UNNAMED, detail: detail.slice(0, 300) } : null,
  };
}

function readMessage(field: Field, providerId: string, at: string): ProviderEvent {
  const from = field("From");
  return {
    kind: "message",
    key: `message:${providerId}`,
    phoneNumberId: numberOf(field("To")) ?? "",
    providerId,
    from: {
      phone: numberOf(from),
      // Twilio's changelog and its requests disagree about the name.
      bsuid: userIdOf(field("ExternalUserId")) ?? userIdOf(field("ExternalUserIdentifier")) ?? userIdOf(from),
    },
    at,
    content: {
      type: (field("MessageType") ?? "text").toLowerCase(),
      text: field("ButtonText") ?? field("ListTitle") ?? field("Body"),
      payload: field("ButtonPayload") ?? field("ListId"),
      contextId: field("OriginalRepliedMessageSid"),
      ...keywordOf(field("OptOutType")),
    },
  };
}

/** Where Advanced Opt-Out is on, Twilio says which of the account's own words it has acted upon (STOP, START, HELP). */
function keywordOf(told: string | null): { keyword?: "stop" | "start" } {
  const word = told?.toLowerCase();
  return word === "stop" || word === "start" ? { keyword: word } : {};
}
