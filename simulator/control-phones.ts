import { parsed, Refused } from "./control-refused";
import { scriptSchema, tapSchema, typeSchema } from "./control-schemas";
import type { Call, Reply } from "./http";
import { json } from "./http";
import { outRows, tap, type } from "./inbound";
import type { Inbound, Phone } from "./types";
import { findPhones, showChat, showPhone } from "./views";
import type { World } from "./world";

/** GET /_sim/phones */
export function listPhones(world: World, call: Call): Reply {
  const limit = Math.min(Math.max(Number(call.query.get("limit")) || 100, 1), 100_000);
  const phones = findPhones(world, call.query.get("q") ?? "", limit);
  return json({ total: world.phones.size, phones: phones.map(showPhone) });
}

/** The phone of a path segment, which may be new. */
export function phoneOf(world: World, segment: string): Phone {
  const digits = segment.replace(/^\+/, "");
  if (!/^\d{7,15}$/.test(digits)) throw new Refused(`"${segment}" is not a phone number with country code`);
  return world.phone(digits);
}

/** Routes of one phone. */
export function phoneRoute(world: World, call: Call, segment: string, action: string): Reply | null {
  if (call.method === "GET" && action === "") {
    const known = world.phones.get(segment.replace(/^\+/, ""));
    if (!known) throw new Refused(`No phone ${segment}`, 404);
    return json(showChat(known));
  }
  if (call.method !== "POST") return null;
  const phone = phoneOf(world, segment);
  if (action === "tap") return said(doTap(world, phone, parsed(tapSchema, call.body)), phone);
  if (action === "type") {
    const { text, via } = parsed(typeSchema, call.body);
    return said(type(world, phone, text, undefined, via), phone);
  }
  if (action === "script") return script(world, call, phone);
  return null;
}

function said(inbound: Inbound, phone: Phone): Reply {
  const { wamid, at, kind, text } = inbound;
  return json({ wamid, at, kind, text, intent: phone.intent });
}

/** Taps a button of a message, by default of the latest one that has buttons. */
export function doTap(
  world: World,
  phone: Phone,
  wanted: { messageWamid?: string | undefined; buttonIndex?: number | undefined; rowId?: string | undefined },
): Inbound {
  const rows = outRows(phone).filter((row) => row.buttons.length > 0 && row.status !== "failed");
  const row = wanted.messageWamid ? rows.find((r) => r.wamid === wanted.messageWamid) : rows.at(-1);
  if (!row) throw new Refused("No such message with buttons on this phone", 404);
  const index = wanted.rowId
    ? row.buttons.findIndex((b) => b.id === wanted.rowId)
    : (wanted.buttonIndex ?? -1);
  if (!row.buttons[index]) throw new Refused("No such button under this message", 404);
  return tap(world, phone, row, index);
}

function script(world: World, call: Call, phone: Phone): Reply {
  const { manual, kind, lastInboundHoursAgo } = parsed(scriptSchema, call.body);
  if (manual !== undefined) phone.manual = manual;
  if (kind !== undefined) phone.kind = kind;
  if (lastInboundHoursAgo !== undefined) {
    const at = Date.now() - lastInboundHoursAgo * 3600 * 1000;
    phone.lastInbound = { meta: at, twilio: at };
  }
  journalScript(world, phone);
  return json(showPhone(phone));
}

/** A human takes the phone over, or hands it back to its script. */
export function setManual(world: World, phone: Phone, manual: boolean): void {
  if (phone.manual === manual) return;
  phone.manual = manual;
  journalScript(world, phone);
}

function journalScript(world: World, phone: Phone): void {
  world.journal?.add({
    k: "p",
    d: phone.digits,
    manual: phone.manual,
    kind: phone.kind,
    last: phone.lastInbound.meta,
    lastTwilio: phone.lastInbound.twilio,
  });
}
