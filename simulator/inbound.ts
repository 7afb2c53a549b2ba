import {
  answerOfButton,
  answerOfDigit,
  asksTotal,
  countOf,
  isInvitation,
  meaningOf,
  parseHousehold,
  wholeIntent,
} from "./guests";
import { draw } from "./random";
import { newSid } from "./twilio-sids";
import type { Inbound, Intent, LedgerRow, Phone, Via } from "./types";
import type { World } from "./world";

type Said = Pick<Inbound, "kind" | "text" | "payload" | "description" | "context">;

/** The guest sends a message: kept in the chat, counted, told to the webhook. */
function emit(world: World, phone: Phone, said: Said, via: Via): Inbound {
  const at = Date.now();
  const inbound: Inbound = {
    dir: "in",
    seq: world.taps.length + 1,
    at,
    wamid: via === "twilio" ? newSid("SM") : world.wamid(phone.digits, true),
    phone: phone.digits,
    ...said,
    ...(via === "twilio" ? { via } : {}),
  };
  phone.chat.push(inbound);
  phone.inCount++;
  phone.lastInbound[via] = at;
  phone.lastAt = at;
  world.taps.push(inbound);
  // Meta counts what guests write against the same limit; Twilio does not.
  if (via === "meta") world.throughput.add(at);
  else world.twilioMessages.set(inbound.wamid, inbound);
  const { intent, stage, repeats } = phone;
  world.journal?.add({ k: "i", i: inbound, p: { intent, stage, repeats } });
  announceInbound(world, phone, inbound);
  return inbound;
}

/** Sends a guest's message to the webhook. */
export function announceInbound(world: World, phone: Phone, inbound: Inbound): void {
  const key = `i${inbound.seq}`;
  const hidden =
    draw(world.config.seed, phone.digits, inbound.seq, "phoneless") < world.faults.webhooks.phoneless;
  inbound.hidden = hidden;
  world.deliver({ kind: "message", key, inbound, phone, phoneless: hidden });
}

/** Every message of ours in the chat that reached the phone or may still do so. */
export function outRows(phone: Phone): LedgerRow[] {
  return phone.chat.filter((m) => m.dir === "out");
}

/** The guest's latest invitation that did not fail. */
export function invitationOf(phone: Phone): LedgerRow | undefined {
  return outRows(phone).findLast((row) => isInvitation(row) && row.status !== "failed");
}

/** A tap on a button of any of our messages; `intent` is given when the script knows better. */
export function tap(world: World, phone: Phone, row: LedgerRow, index: number, intent?: Intent): Inbound {
  const button = row.buttons[index];
  if (!button) throw new RangeError(`No button ${index} under this message`);
  if (intent) phone.intent = intent;
  else if (isInvitation(row)) {
    const answer = answerOfButton(row.buttons, index);
    if (answer) phone.intent = wholeIntent(answer, parseHousehold(row.params[3] ?? ""));
  } else learn(phone, button.title);
  const kind = row.type === "template" ? "button" : row.listed ? "list_reply" : "button_reply";
  const said: Said = {
    kind,
    text: button.title,
    payload: button.id,
    ...(button.description ? { description: button.description } : {}),
    context: row.wamid,
  };
  return emit(world, phone, said, row.via ?? "meta");
}

/** The guest types a text, to the number that wrote last if none is named. */
export function type(world: World, phone: Phone, text: string, intent?: Intent, via?: Via): Inbound {
  if (intent) phone.intent = intent;
  else learn(phone, text);
  return emit(world, phone, { kind: "text", text }, via ?? outRows(phone).at(-1)?.via ?? "meta");
}

/** Best effort: what a human at the page has told us with these words. */
function learn(phone: Phone, text: string): void {
  const invitation = invitationOf(phone);
  if (!invitation) return;
  const home = parseHousehold(invitation.params[3] ?? "");
  const count = countOf(text);
  const question = outRows(phone).at(-1)?.text ?? "";
  if (count !== null && asksTotal(question)) {
    const adults = Math.min(count.adults, text.includes("+") ? count.adults : home.adults);
    phone.intent = { answer: "yes", adults, children: count.adults + count.children - adults };
    return;
  }
  const answer = answerOfDigit(text) ?? meaningOf(text);
  if (answer) phone.intent = wholeIntent(answer, home);
}
