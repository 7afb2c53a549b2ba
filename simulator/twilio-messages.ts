import { parsePhoneNumberFromString } from "libphonenumber-js";

import { announceStatus } from "./delivery";
import { afterFault, beforeFault, consumeCall } from "./faults";
import type { Call, Reply } from "./http";
import { json } from "./http";
import { record } from "./ledger";
import { takePairSlot } from "./limits";
import { checkContent, type FilledContent } from "./twilio-check";
import { errorBody, TwilioError, wordsOf } from "./twilio-error";
import { failureDrawn, refusalDrawn } from "./twilio-faults";
import { showTwilioMessage } from "./twilio-resource";
import { newSid } from "./twilio-sids";
import type { LedgerRow, Phone } from "./types";
import type { World } from "./world";

const WINDOW_MS = 24 * 3600 * 1000;
const BODY_MAX = 1600;
const VALIDITY_MAX = 36_000;
const QUEUE_MAX_MS = 4 * 3600 * 1000;
const ADDRESS = /^whatsapp:(\+[1-9]\d{6,14})$/;

/** A call whose parameters Twilio takes; what WhatsApp makes of it shows later. */
interface Taken {
  content?: FilledContent;
  text?: string;
  callback?: string;
  validityMs: number;
}

/** POST Messages.json */
export function postTwilioMessage(world: World, call: Call): Reply {
  const form = new URLSearchParams(call.body.toString("utf8"));
  const delayMs = world.config.latencyMs;
  const broken = (): Reply => ({ ...json(errorBody(20500, 500, wordsOf(20500)), 500), delayMs });
  try {
    checkType(call);
    const phone = addressesOf(world, form);
    phone.calls++;
    const struck = consumeCall(world, phone);
    const stopped = beforeFault(world, phone, struck, broken);
    if (stopped) return stopped;
    const taken = checkCall(world, form);
    refusalDrawn(struck);
    const type = taken.content ? "template" : "text";
    const row = accept(world, phone, taken, failureDrawn(struck, type));
    return afterFault(world, struck, broken) ?? { ...json(showTwilioMessage(world, row), 201), delayMs };
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    world.refuse(error.code, (form.get("To") ?? "").replace(/\D/g, ""), error.message);
    const after = error.status === 429 ? world.faults.retryAfterSeconds : undefined;
    return { ...error.reply(after === undefined ? {} : { "retry-after": String(after) }), delayMs };
  }
}

function checkType(call: Call): void {
  if (!/^application\/x-www-form-urlencoded\b/i.test(call.headers["content-type"] ?? ""))
    throw new TwilioError(20001, "The request must be form-encoded");
}

/** Checks both ends and gives the guest's phone. */
function addressesOf(world: World, form: URLSearchParams): Phone {
  const to = form.get("To");
  const from = form.get("From");
  if (!to) throw new TwilioError(21604);
  if (!from) throw new TwilioError(21603);
  if (to.startsWith("whatsapp:") !== from.startsWith("whatsapp:")) throw new TwilioError(21910);
  if (!from.startsWith("whatsapp:")) throw new TwilioError(21606);
  if (from !== `whatsapp:${world.identity.twilioNumber}`) throw new TwilioError(63007);
  const number = ADDRESS.exec(to)?.[1];
  if (!number) throw new TwilioError(21211, `The 'To' number ${to} is not a valid phone number.`);
  const known = world.phones.get(number.slice(1));
  if (known?.country) return known;
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible())
    throw new TwilioError(21211, `The 'To' number ${to} is not a valid phone number.`);
  return world.phone(number.slice(1), parsed.country ?? "ZZ");
}

function checkCall(world: World, form: URLSearchParams): Taken {
  const callback = form.get("StatusCallback") ?? undefined;
  if (callback !== undefined && !/^https?:\/\/\S+$/.test(callback)) throw new TwilioError(21609);
  const seconds = form.get("ValidityPeriod");
  const validity = seconds === null ? VALIDITY_MAX : Number(seconds);
  if (!Number.isInteger(validity) || validity < 1 || validity > VALIDITY_MAX) throw new TwilioError(90007);
  const common = { ...(callback === undefined ? {} : { callback }), validityMs: validity * 1000 };
  if (form.get("MediaUrl") !== null) throw new TwilioError(21620, "The simulator takes no media");
  const content = checkContent(world, form.get("ContentSid"), form.get("ContentVariables"));
  if (content) return { ...common, content };
  const text = form.get("Body");
  if (!text) throw new TwilioError(21619);
  if ([...text].length > BODY_MAX) throw new TwilioError(21617);
  return { ...common, text };
}

/** When the message has its turn: Twilio queues what comes faster than the sender's pace. */
function turnOf(world: World, now: number): number {
  const turn = Math.max(now, world.twilioFreeAt);
  if (turn - now > QUEUE_MAX_MS) throw new TwilioError(21611);
  world.twilioFreeAt = turn + 1000 / world.config.twilioPerSecond;
  return turn;
}

function accept(world: World, phone: Phone, taken: Taken, fault: number | undefined): LedgerRow {
  const at = Date.now();
  const turn = turnOf(world, at);
  const expired = turn - at > taken.validityMs;
  const { content, text, callback } = taken;
  const failure = expired ? 30036 : failureOf(world, phone, taken, fault);
  const row: LedgerRow = {
    dir: "out",
    seq: world.ledger.length + 1,
    at,
    wamid: newSid("SM"),
    to: phone.e164,
    type: content ? "template" : "text",
    via: "twilio",
    ...(content ? { template: content.content.template, content: content.content.sid } : {}),
    params: (content?.params ?? []).map((value) => world.shared(value)),
    ...(text === undefined ? {} : { text }),
    ...(callback === undefined ? {} : { callback }),
    ...(turn > at ? { outAt: expired ? at + taken.validityMs : turn } : {}),
    buttons: content?.buttons ?? [],
    nth: phone.outCount,
    status: "accepted",
    ...(failure === undefined ? {} : { failure }),
  };
  record(world, phone, row);
  if (row.outAt !== undefined) announceStatus(world, row, phone, "accepted", at);
  return row;
}

/** What WhatsApp will refuse the message for; Twilio itself has taken it already. */
function failureOf(
  world: World,
  phone: Phone,
  { content }: Taken,
  fault: number | undefined,
): number | undefined {
  if (phone.e164 === world.identity.twilioNumber) return 63031;
  if (phone.kind === "no_whatsapp") return 63024;
  const open = Date.now() - phone.lastInbound.twilio < WINDOW_MS;
  if (!content && !open) return 63016;
  const status = content?.content.approval?.status;
  if (content && status !== "approved" && !open)
    return status === "paused" ? 63041 : status === "rejected" ? 63040 : status ? 63027 : 63016;
  if (content?.failure !== undefined) return content.failure;
  if (!takePairSlot(phone, Date.now())) return 63018;
  const marketing = content?.content.approval?.category === "MARKETING";
  return fault ?? (world.config.blockUsMarketing && phone.country === "US" && marketing ? 63049 : undefined);
}
