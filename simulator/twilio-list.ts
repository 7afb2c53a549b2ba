import type { Call, Reply } from "./http";
import { json } from "./http";
import { TwilioError, wordsOf } from "./twilio-error";
import { API_VERSION, statusWord } from "./twilio-forms";
import { rfc2822 } from "./twilio-sids";
import type { Fields, Inbound, LedgerRow } from "./types";
import { renderedText } from "./views";
import type { World } from "./world";

const DEFAULT_PAGE = 50;
const MAX_PAGE = 1000;

/** A message as the API shows it. */
export function showTwilioMessage({ identity }: World, message: LedgerRow | Inbound): Fields {
  const out = message.dir === "out";
  const business = `whatsapp:${identity.twilioNumber}`;
  const guest = `whatsapp:${out ? message.to : `+${message.phone}`}`;
  const uri = `/${API_VERSION}/Accounts/${identity.twilioAccountSid}/Messages/${message.wamid}`;
  const failed = out && message.status === "failed" ? (message.failure ?? 30008) : null;
  const gone = !out || message.status !== "accepted";
  return {
    account_sid: identity.twilioAccountSid,
    api_version: API_VERSION,
    body: out ? renderedText(message) : message.text,
    date_created: rfc2822(message.at),
    date_sent: gone ? rfc2822(message.at) : null,
    date_updated: rfc2822(message.at),
    direction: out ? "outbound-api" : "inbound",
    error_code: failed,
    error_message: failed === null ? null : wordsOf(failed),
    from: out ? business : guest,
    messaging_service_sid: null,
    num_media: "0",
    num_segments: "1",
    price: null,
    price_unit: null,
    sid: message.wamid,
    status: out ? statusWord(message, message.status) : "received",
    subresource_uris: { media: `${uri}/Media.json` },
    to: out ? guest : business,
    uri: `${uri}.json`,
  };
}

/** GET Messages/{Sid}.json */
export function fetchMessage(world: World, sid: string): Reply {
  const message = world.twilioMessages.get(sid);
  if (!message) throw new TwilioError(20404, `The requested resource ${sid} was not found`);
  return json(showTwilioMessage(world, message));
}

/** The days between which a message must have been sent: `DateSent` is one day, with < and > it is a bound. */
function sentBetween(query: URLSearchParams): [number, number] {
  const at = (name: string) => {
    const given = query.get(name);
    const time = given === null ? null : Date.parse(given);
    if (Number.isNaN(time)) throw new TwilioError(20001, `Invalid ${name}: ${given}`);
    return time;
  };
  const day = at("DateSent");
  if (day !== null) return [day, day + 86_400_000];
  return [at("DateSent>") ?? 0, at("DateSent<") ?? Number.POSITIVE_INFINITY];
}

/** GET Messages.json: newest first. */
export function listMessages(world: World, call: Call): Reply {
  const { query } = call;
  const size = Number(query.get("PageSize") ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE)
    throw new TwilioError(20001, `Page size must be between 1 and ${MAX_PAGE}`);
  const page = Math.max(0, Math.trunc(Number(query.get("Page")) || 0));
  const [since, until] = sentBetween(query);
  const given = { to: query.get("To"), from: query.get("From") };
  const business = `whatsapp:${world.identity.twilioNumber}`;
  const found = [...world.twilioMessages.values()].reverse().filter((one) => {
    const guest = `whatsapp:${one.dir === "out" ? one.to : `+${one.phone}`}`;
    const [from, to] = one.dir === "out" ? [business, guest] : [guest, business];
    return one.at >= since && one.at <= until && (given.to ?? to) === to && (given.from ?? from) === from;
  });
  const start = page * size;
  const messages = found.slice(start, start + size).map((one) => showTwilioMessage(world, one));
  const link = (number: number) => {
    const next = new URLSearchParams(query);
    next.set("Page", String(number));
    next.set("PageSize", String(size));
    return `${call.path}?${next}`;
  };
  return json({
    messages,
    page,
    page_size: size,
    start,
    end: Math.max(start, start + messages.length - 1),
    uri: link(page),
    first_page_uri: link(0),
    previous_page_uri: page > 0 ? link(page - 1) : null,
    next_page_uri: start + size < found.length ? link(page + 1) : null,
  });
}
