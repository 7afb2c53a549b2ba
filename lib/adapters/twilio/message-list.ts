import { z } from "zod";
import type { ListedMessage, ListQuestion, MessageList, SenderAccount } from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { numberOf, toAddress } from "./addresses";
import { accountUrl, ask } from "./questions";
import { parseWebhook, withQuery } from "./webhook";

/** Twilio gives up to 1,000; half of that is an answer of half a megabyte. */
const PAGE_SIZE = 500;
/** A list is a search among everything the account has sent. */
const LIST_TIMEOUT_MS = 30_000;

const time = z.string().transform((text, ctx) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) ctx.addIssue({ code: "custom", message: "not a time" });
  return at;
});
const listPage = z.looseObject({ messages: z.array(z.unknown()), next_page_uri: z.string().nullish() });
const resource = z.looseObject({
  sid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/i),
  direction: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string().nullish(),
  status: z.string(),
  error_code: z.coerce.number().int().nullish(),
  error_message: z.string().nullish(),
  num_media: z.string().nullish(),
  date_created: time,
  date_updated: time.nullish(),
});
type Resource = z.output<typeof resource>;

/** Programmable Messaging's list of messages (GET Messages.json), as deep as Twilio keeps it: 400 days. */
export function twilioMessageList(): MessageList {
  return {
    async page(account, question) {
      const url = question.cursor
        ? pageUrl(account, question.cursor)
        : `${accountUrl(account)}/Messages.json?${queryOf(account, question)}`;
      const found = listPage.parse(await ask(url, account, undefined, LIST_TIMEOUT_MS));
      const read = found.messages.map((one) => resource.safeParse(one));
      const own = read.flatMap(({ data }) => (data && isOf(account, question, data) ? [data] : []));
      const messages = own.flatMap((one) => toListed(one) ?? []);
      return {
        messages,
        next: found.next_page_uri ?? null,
        unreadable: read.filter(({ success }) => !success).length + own.length - messages.length,
      };
    },
    attributed: ({ bytes }, attemptId) =>
      Buffer.concat([Buffer.from(`?attempt=${encodeURIComponent(attemptId)}&`), bytes.subarray(1)]),
  };
}

function queryOf(account: SenderAccount, { direction, since, guest }: ListQuestion): URLSearchParams {
  const [ours, theirs] = direction === "in" ? ["To", "From"] : ["From", "To"];
  return new URLSearchParams({
    [ours!]: toAddress(account.phoneNumberId),
    ...(guest === undefined ? {} : { [theirs!]: toAddress(guest) }),
    // Inclusive, whatever the sign says.
    "DateSent>": since.toISOString().replace(/\.\d+Z$/, "Z"),
    PageSize: String(PAGE_SIZE),
  });
}

/** Only the path is followed, and only to the same list: the password goes nowhere else. */
function pageUrl(account: SenderAccount, cursor: string): string {
  const base = new URL(env().TWILIO_API_URL);
  const { pathname, search } = new URL(cursor, base);
  if (pathname !== `/2010-04-01/Accounts/${account.businessAccountId}/Messages.json`)
    throw new Error("Twilio names a next page that is not of this list");
  return `${base.origin}${pathname}${search}`;
}

/** Whether it is what was asked for: a filter that is passed over must not bring in another number's messages. */
function isOf(account: SenderAccount, { direction }: ListQuestion, one: Resource): boolean {
  const inbound = one.direction === "inbound";
  const business = numberOf(inbound ? one.to : one.from);
  return inbound === (direction === "in") && business === account.phoneNumberId;
}

function toListed(one: Resource): ListedMessage | null {
  const bytes = listedBytes(one);
  const [event] = parseWebhook(bytes, toldAt(bytes) ?? new Date(0)) ?? [];
  if (!event) return null;
  return {
    providerId: one.sid,
    createdAt: new Date(one.date_created).toISOString(),
    text: one.body ?? null,
    byCall: one.direction === "outbound-api",
    event,
    bytes,
  };
}

/**
 * The webhook that would have told it, as far as the list says it: a tap's payload, the message it answers and the
 * guest's business-scoped id are in no list. The first line says when, where a webhook's has the query of its address.
 */
function listedBytes(one: Resource): Buffer {
  const inbound = one.direction === "inbound";
  const at = inbound ? one.date_created : (one.date_updated ?? one.date_created);
  const both = { MessageSid: one.sid, From: one.from, To: one.to };
  const form = new URLSearchParams(
    inbound
      ? {
          ...both,
          SmsStatus: "received",
          Body: one.body ?? "",
          // Whether it was typed or tapped is not told.
          MessageType: one.num_media && one.num_media !== "0" ? "media" : "listed",
        }
      : {
          ...both,
          MessageStatus: one.status,
          ...(one.error_code ? { ErrorCode: String(one.error_code) } : {}),
          ...(one.error_message ? { ErrorMessage: one.error_message } : {}),
        },
  );
  return withQuery(`?listed=${new Date(at).toISOString()}`, Buffer.from(form.toString()));
}

/** When what the list told happened; null where the bytes do not say. Only for bytes that are stored as listed. */
export function toldAt(stored: Uint8Array): Date | null {
  const [query = ""] = new TextDecoder().decode(stored).split("\n", 1);
  const at = Date.parse(new URLSearchParams(query).get("listed") ?? "");
  return Number.isNaN(at) ? null : new Date(at);
}
