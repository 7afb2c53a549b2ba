import type { Reply } from "./http";
import { json } from "./http";
import { TwilioError, wordsOf } from "./twilio-error";
import { API_VERSION, statusWord } from "./twilio-forms";
import { rfc2822 } from "./twilio-sids";
import type { Fields, Inbound, LedgerRow, Stray } from "./types";
import { renderedText } from "./views";
import type { World } from "./world";

export type TwilioMessage = LedgerRow | Inbound | Stray;

/** From whom to whom, as Twilio writes it. */
export function endsOf(world: World, one: TwilioMessage): { from: string; to: string } {
  if (one.dir === "stray") return { from: one.from, to: one.to };
  const business = `whatsapp:${world.identity.twilioNumber}`;
  if (one.dir === "out") return { from: business, to: `whatsapp:${one.to}` };
  const guest = one.hidden ? world.phone(one.phone).userId : `+${one.phone}`;
  return { from: `whatsapp:${guest}`, to: business };
}

/** When it left for its receiver; null while it waits in Twilio's queue. */
export function sentAt(one: TwilioMessage): number | null {
  if (one.dir !== "out") return one.at;
  return one.status === "accepted" ? null : (one.outAt ?? one.at);
}

function fateOf(one: TwilioMessage): { direction: string; status: string; failed: number | null } {
  if (one.dir === "stray") return { direction: one.direction, status: one.status, failed: null };
  if (one.dir === "in") return { direction: "inbound", status: "received", failed: null };
  const failed = one.status === "failed" ? (one.failure ?? 30008) : null;
  return { direction: "outbound-api", status: statusWord(one, one.status), failed };
}

const bodyOf = (one: TwilioMessage): string =>
  one.dir === "out" ? renderedText(one) : one.dir === "in" ? one.text : one.body;

/** A message as the API shows it. What a guest tapped, and under what, is in its webhook alone. */
export function showTwilioMessage(world: World, one: TwilioMessage): Fields {
  const account = world.identity.twilioAccountSid;
  const { direction, status, failed } = fateOf(one);
  const sent = sentAt(one);
  const uri = `/${API_VERSION}/Accounts/${account}/Messages/${one.wamid}`;
  return {
    account_sid: account,
    api_version: API_VERSION,
    body: bodyOf(one),
    date_created: rfc2822(one.at),
    date_sent: sent === null ? null : rfc2822(sent),
    date_updated: rfc2822((one.dir === "out" && one.movedAt) || one.at),
    direction,
    error_code: failed,
    error_message: failed === null ? null : wordsOf(failed),
    ...endsOf(world, one),
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: null,
    sid: one.wamid,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    uri: `${uri}.json`,
  };
}

/** GET Messages/{Sid}.json */
export function fetchMessage(world: World, sid: string): Reply {
  const message = world.twilioMessages.get(sid);
  if (!message) throw new TwilioError(20404, `The requested resource ${sid} was not found`);
  return json(showTwilioMessage(world, message));
}
