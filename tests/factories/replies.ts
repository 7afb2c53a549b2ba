import { POST as metaWebhook } from "@/app/api/webhooks/meta/route";
import { POST as twilioWebhook } from "@/app/api/webhooks/twilio/route";
import { SIMULATED_META, SIMULATED_TWILIO } from "@/db/seed/demo";
import { drain } from "@/jobs/drain";
import { handle as dispatch } from "@/jobs/messaging/dispatch-messages.handler";
import { signedAddress } from "@/lib/adapters/twilio/addresses";
import { twilioSignature } from "@/lib/adapters/twilio/signature";
import { hmac256 } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { env } from "@/lib/platform/env";
import type { TestProvider } from "@/tests/support/provider";
import { type Campaign, hear, number, rowsOf, startCampaign, tools } from "./campaign";
import { must } from "./wedding";

export const FUNCTIONS = ["Mehndi", "Sangeet", "Wedding"];
/** Places for several; two families have one number; one member has none. */
const LIST = `Name,Phone,Family,Side,Adults,Children
Asha Rao,${number(1)},Rao,bride,3,2
Ravi Rao,${number(2)},Rao,bride,,
Gita Shah,${number(3)},Shah,groom,2,
Nana Elder,${number(3)},Elder,groom,2,1
Ila Sen,${number(4)},Sen,both,4,
Jaya Sen,${number(5)},Sen,both,,
Kavi Das,${number(6)},Das,bride,1,
Lata Nair,${number(7)},Nair,groom,2,2
Mohan Nair,,Nair,groom,,
`;

export type Sense = "clear" | "harmless" | "open" | "stop" | "start" | "moves";

/** A message that somebody wrote, as whoever stood beside them would tell it. */
export interface Wrote {
  id: string;
  via: "meta" | "twilio";
  phone: string | null;
  bsuid: string | null;
  /** The provider's time in milliseconds; Twilio tells none. */
  at: number;
  sense: Sense;
  /** Of what is clear: how many come to which function, 0 for nobody. */
  says: Readonly<Record<string, number>>;
  /** The message of ours whose button it is. */
  tapped: string | null;
  raw: Record<string, unknown>;
  words: string;
  delivered: boolean;
}

export type Written = Pick<Wrote, "sense" | "words" | "raw"> & Partial<Wrote>;

/** What somebody writes now, at Meta, and nothing clear, where nothing else is said. */
export const wrote = (phone: string, more: Written): Wrote => ({
  id: `wamid.${newId()}`,
  via: "meta",
  phone,
  bsuid: null,
  at: Math.floor(Date.now() / 1_000) * 1_000,
  says: {},
  tapped: null,
  delivered: false,
  ...more,
});

export interface Word {
  at: number;
  persons: number | "maybe" | null;
}

/** A wedding whose guests write, and what they last said clearly. */
export interface Replies extends Campaign {
  twilioId: string;
  wrote: Wrote[];
  held: Wrote[];
  /** `<household> <function>`. */
  words: Map<string, Word>;
  /** Households of which something was said that can be read in more than one way, and until when. */
  openUntil: Map<string, number>;
  /** When a number or an id said STOP and START. */
  stops: Map<string, number>;
  starts: Map<string, number>;
  bsuids: Map<string, string>;
  /** When each phone last wrote. */
  windows: Map<string, number>;
  /** Answers that were looked at. */
  looked: Set<string>;
  /** Somebody joined, left, moved or was taken back: what was said before follows by laws of its own. */
  regrouped: boolean;
  forms: { unitId: string; fields: [string, string][] }[];
}

export async function startReplies(provider: TestProvider): Promise<Replies> {
  const campaign = await startCampaign(provider, { csv: LIST, events: FUNCTIONS });
  const twilioId = newId();
  must(
    await connectSender(campaign.wedding.ctx, {
      id: twilioId,
      provider: "twilio",
      ...SIMULATED_TWILIO,
      ratePerSecond: 500,
    }),
  );
  await drain({ budgetMs: 10_000 });
  return {
    ...campaign,
    twilioId,
    wrote: [],
    held: [],
    words: new Map(),
    openUntil: new Map(),
    stops: new Map(),
    starts: new Map(),
    bsuids: new Map(),
    windows: new Map(),
    looked: new Set(),
    regrouped: false,
    forms: [],
  };
}

const digits = (phone: string) => phone.slice(1);

function metaBody(batch: readonly Wrote[], nonce: string): string {
  const messages = batch.map(({ id, phone, bsuid, at, raw }) => ({
    id,
    ...(phone ? { from: digits(phone) } : {}),
    ...(bsuid ? { from_user_id: bsuid } : {}),
    timestamp: String(Math.floor(at / 1_000)),
    ...raw,
  }));
  const metadata = {
    display_phone_number: digits(SIMULATED_META.displayNumber),
    phone_number_id: SIMULATED_META.phoneNumberId,
  };
  const value = { messaging_product: "whatsapp", metadata, messages, nonce };
  const change = { field: "messages", value };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: SIMULATED_META.businessAccountId, changes: [change] }],
  });
}

async function postMeta(batch: readonly Wrote[]): Promise<void> {
  const body = metaBody(batch, newId());
  const [secret] = env().META_APP_SECRETS.split(",");
  const signature = `sha256=${hmac256(secret!, Buffer.from(body)).toString("hex")}`;
  const headers = { "x-hub-signature-256": signature, "content-type": "application/json" };
  const answer = await metaWebhook(new Request("http://x/", { method: "POST", headers, body }), {
    params: Promise.resolve({}),
  });
  if (answer.status !== 200) throw new Error(`Meta's webhook was answered ${answer.status}`);
}

async function postTwilio({ id, phone, bsuid, raw }: Wrote): Promise<void> {
  const form: [string, string][] = [
    ["MessageSid", id],
    ["SmsMessageSid", id],
    ["From", phone ? `whatsapp:${phone}` : `whatsapp:${bsuid}`],
    ["To", `whatsapp:${SIMULATED_TWILIO.phoneNumberId}`],
    ["SmsStatus", "received"],
    ...(bsuid ? [["ExternalUserId", `whatsapp:${bsuid}`] as [string, string]] : []),
    ...(Object.entries(raw) as [string, string][]),
    ["Nonce", newId()],
  ];
  const [token] = env().TWILIO_AUTH_TOKENS!.split(",");
  const headers = {
    "x-twilio-signature": twilioSignature(token!, signedAddress(""), form),
    "content-type": "application/x-www-form-urlencoded",
  };
  const body = new URLSearchParams(form).toString();
  const answer = await twilioWebhook(new Request("http://x/", { method: "POST", headers, body }), {
    params: Promise.resolve({}),
  });
  if (answer.status !== 200) throw new Error(`Twilio's webhook was answered ${answer.status}`);
}

/** What was written arrives, in one request as far as its provider has such, and is read. */
export async function post(replies: Replies, batch: readonly Wrote[]): Promise<void> {
  const meta = batch.filter(({ via }) => via === "meta");
  if (meta.length > 0) await postMeta(meta);
  for (const one of batch) if (one.via === "twilio") await postTwilio(one);
  for (const one of batch) await openOnPhone(replies, one);
  await hear(replies);
}

/** Both numbers send what waits in their queues, and what is reported of it is read. */
export async function sendAll(replies: Replies): Promise<void> {
  const { weddingId } = replies.wedding;
  for (const senderId of [replies.sending.senderId, replies.twilioId])
    await dispatch({ weddingId, senderId }, tools());
  await hear(replies);
}

/** Their WhatsApp takes answers of ours for a day from then. */
async function openOnPhone(replies: Replies, { phone, bsuid, at }: Wrote): Promise<void> {
  const phones = phone
    ? [phone]
    : (
        await rowsOf<{ value: string }>(
          replies,
          `select o.value from person_identifiers d join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and o.kind = 'phone'
           where d.wedding_id = $1 and d.value = $2`,
          bsuid,
        )
      ).map(({ value }) => value);
  for (const one of phones) {
    if (at <= (replies.windows.get(one) ?? 0)) continue;
    replies.windows.set(one, at);
    const lastInboundHoursAgo = Math.max(0, (Date.now() - at) / 3_600_000);
    await replies.provider.control("POST", `phones/${one}/script`, { lastInboundHoursAgo });
  }
}
