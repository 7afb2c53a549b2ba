import type { HookEvent } from "./envelope";
import { wordsOf } from "./twilio-error";
import type { Config, Identity, LedgerRow, Status } from "./types";

export type Form = [name: string, value: string][];

export const API_VERSION = "2010-04-01";
const CHANNEL = "XE00000000000000000000000000000001";

/** Failures that WhatsApp reported after Twilio had handed the message over. */
const UNDELIVERED = new Set([63003, 63014, 63024, 63032, 63033, 63049]);

/** A status in Twilio's word. */
export function statusWord(row: LedgerRow, status: Status): string {
  if (status === "accepted") return "queued";
  return status === "failed" && UNDELIVERED.has(row.failure ?? 0) ? "undelivered" : status;
}

/** The parameters of one webhook. */
export function formOf(identity: Identity, config: Config, event: HookEvent): Form {
  if (event.kind === "status") return statusForm(identity, event);
  return event.kind === "message" ? inboundForm(identity, config, event) : [];
}

function statusForm(identity: Identity, event: Extract<HookEvent, { kind: "status" }>): Form {
  const { row, status, again } = event;
  const word = statusWord(row, status);
  // A failure that is told twice comes the second time without its reason.
  const code = status === "failed" && !again ? row.failure : undefined;
  return [
    ["ChannelPrefix", "whatsapp"],
    ["ApiVersion", API_VERSION],
    ["MessageStatus", word],
    ["SmsSid", row.wamid],
    ["SmsStatus", word],
    ["ChannelInstallSid", CHANNEL],
    ["To", `whatsapp:${row.to}`],
    ["From", `whatsapp:${identity.twilioNumber}`],
    ["MessageSid", row.wamid],
    ["StructuredMessage", "false"],
    ["AccountSid", identity.twilioAccountSid],
    ...(status === "delivered" || status === "read"
      ? ([["EventType", status.toUpperCase()]] satisfies Form)
      : []),
    ...(code === undefined
      ? []
      : ([
          ["ErrorCode", String(code)],
          ["ChannelStatusMessage", wordsOf(code)],
        ] satisfies Form)),
  ];
}

function inboundForm(
  identity: Identity,
  config: Config,
  { inbound, phone, phoneless }: Extract<HookEvent, { kind: "message" }>,
): Form {
  const user = `whatsapp:${phone.userId}`;
  const business = `whatsapp:${identity.twilioNumber}`;
  const tapped = inbound.kind !== "text";
  const context = JSON.stringify({ type: "whatsapp", data: { context: { ProfileName: phone.name } } });
  return [
    ["SmsMessageSid", inbound.wamid],
    ["NumMedia", "0"],
    ["ProfileName", phone.name],
    ["MessageType", tapped ? "interactive" : "text"],
    ["SmsSid", inbound.wamid],
    ...(phoneless ? [] : ([["WaId", phone.digits]] satisfies Form)),
    ["SmsStatus", "received"],
    ["Body", inbound.text],
    ["To", business],
    ["NumSegments", "1"],
    ["ReferralNumMedia", "0"],
    ["MessageSid", inbound.wamid],
    ["AccountSid", identity.twilioAccountSid],
    ["ChannelMetadata", context],
    ["From", phoneless ? user : `whatsapp:${phone.e164}`],
    [config.twilioUserIdField, user],
    ["ApiVersion", API_VERSION],
    ...(tapped
      ? ([
          ["ButtonText", inbound.text],
          ["ButtonPayload", inbound.payload ?? inbound.text],
        ] satisfies Form)
      : []),
    ...(inbound.context
      ? ([
          ["OriginalRepliedMessageSender", business],
          ["OriginalRepliedMessageSid", inbound.context],
          ["Forwarded", "false"],
          ["FrequentlyForwarded", "false"],
        ] satisfies Form)
      : []),
  ];
}
