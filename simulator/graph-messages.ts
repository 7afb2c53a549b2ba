import { parsePhoneNumberFromString } from "libphonenumber-js";

import { checkInteractive, checkText } from "./check-freeform";
import { checkTemplate } from "./check-template";
import { afterFault, asyncFault, beforeFault, consumeCall, refusalFault } from "./faults";
import { GraphError } from "./graph-error";
import type { Call, Reply } from "./http";
import { json, jsonObject } from "./http";
import { record } from "./ledger";
import { takePairSlot } from "./limits";
import type { Button, Fields, LedgerRow, Phone, Template } from "./types";
import type { World } from "./world";

const WINDOW_MS = 24 * 3600 * 1000;
const OPAQUE_MAX = 512;
const CALLBACK = "biz_opaque_callback_data";

/** One call after all its fields were found good. */
interface Good {
  type: LedgerRow["type"];
  template?: Template;
  params: string[];
  text?: string;
  buttons: Button[];
  listed: boolean;
}

/** POST /{phone_number_id}/messages. */
export function postMessage(world: World, call: Call): Reply {
  const body = jsonObject(call.body);
  let to = "";
  try {
    if (!body) throw new GraphError(100, "The request body is not a JSON object");
    checkCommon(body);
    const { input, phone } = recipientOf(world, body);
    to = phone.e164;
    phone.calls++;
    const faults = consumeCall(world, phone);
    const broken = beforeFault(world, phone, faults);
    if (broken) return broken;
    const good = checkContent(world, body);
    checkWindow(phone, good);
    refusalFault(faults, good.type);
    takeRates(world, phone);
    const row = accept(world, phone, good, body[CALLBACK], asyncFault(faults, good.type));
    return afterFault(world, faults) ?? accepted(world, row, input, phone);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const retryAfter = error.code === 130429 ? world.faults.retryAfterSeconds : undefined;
    world.refuse(error.code, to || String(body?.to ?? ""), error.details, retryAfter);
    return refused(world, error, retryAfter);
  }
}

function refused(world: World, error: GraphError, retryAfter: number | undefined): Reply {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return { ...json(error.body(), error.status, headers), delayMs: world.config.latencyMs };
}

function checkCommon(body: Fields): void {
  if (body.messaging_product !== "whatsapp") {
    throw new GraphError(100, "The parameter messaging_product is required and must be whatsapp");
  }
  const kind = body.recipient_type;
  if (kind !== undefined && kind !== "individual") {
    throw new GraphError(100, `Param recipient_type must be individual, not ${String(kind)}`);
  }
  const opaque = body[CALLBACK];
  if (opaque !== undefined && (typeof opaque !== "string" || opaque.length > OPAQUE_MAX)) {
    throw new GraphError(100, `Param ${CALLBACK} must be a string of at most ${OPAQUE_MAX} characters`);
  }
}

function recipientOf(world: World, body: Fields): { input: string; phone: Phone } {
  const { to, recipient } = body;
  if (to === undefined && typeof recipient === "string") {
    const known = world.byUserId.get(recipient);
    if (!known) throw new GraphError(131026, `No user ${recipient} is known to this portfolio`);
    return { input: recipient, phone: known };
  }
  if (typeof to !== "string" || to === "") throw new GraphError(100, "The parameter to is required.");
  if (!to.startsWith("+")) {
    throw new GraphError(
      100,
      `Param to "${to}" has no leading +: Meta would prepend the business's country code, so the simulator refuses it`,
    );
  }
  if (/[^\d\s()+.-]/.test(to)) throw new GraphError(100, `Param to "${to}" is not a phone number`);
  const digits = to.replace(/\D/g, "");
  if (digits === world.identity.displayNumber.replace(/\D/g, "")) {
    throw new GraphError(131021, "Sender and recipient are the same number");
  }
  const known = world.phones.get(digits);
  if (known?.country) return { input: to, phone: known };
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed?.isPossible()) throw new GraphError(100, `Param to "${to}" is not a possible phone number`);
  return { input: to, phone: world.phone(digits, parsed.country ?? "ZZ") };
}

function checkContent(world: World, body: Fields): Good {
  if (body.type === "template") {
    return { type: "template", listed: false, ...checkTemplate(world, body.template) };
  }
  if (body.type === "text" || body.type === undefined) {
    return { type: "text", params: [], ...checkText(body.text) };
  }
  if (body.type === "interactive") {
    return { type: "interactive", params: [], ...checkInteractive(body.interactive) };
  }
  throw new GraphError(131051, `Message type ${String(body.type)} is not one the simulator knows`);
}

function checkWindow(phone: Phone, good: Good): void {
  if (good.type === "template" || Date.now() - phone.lastInbound.meta < WINDOW_MS) return;
  throw new GraphError(
    131047,
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  );
}

function takeRates(world: World, phone: Phone): void {
  const now = Date.now();
  if (world.throughput.count(now) >= world.config.throughputPerSecond) {
    throw new GraphError(130429, "Message failed to send because the throughput limit was reached");
  }
  if (!takePairSlot(phone, now)) {
    throw new GraphError(131056, "Too many messages sent from this phone number to the same recipient");
  }
  world.throughput.add(now);
}

function accept(
  world: World,
  phone: Phone,
  good: Good,
  opaque: unknown,
  fault: number | undefined,
): LedgerRow {
  const at = Date.now();
  const row: LedgerRow = {
    dir: "out",
    seq: world.ledger.length + 1,
    at,
    wamid: world.wamid(phone.digits, false),
    to: phone.e164,
    type: good.type,
    ...(good.template ? { template: good.template } : {}),
    params: good.params.map((value) => world.shared(value)),
    ...(typeof opaque === "string" ? { opaque } : {}),
    ...(good.text === undefined ? {} : { text: good.text }),
    buttons: good.buttons,
    ...(good.listed ? { listed: true } : {}),
    nth: phone.outCount,
    status: "accepted",
  };
  const failure = phone.kind === "no_whatsapp" ? 131026 : (fault ?? policyFailure(world, phone, good));
  if (failure !== undefined) row.failure = failure;
  record(world, phone, row);
  return row;
}

/** Marketing templates are not delivered to the United States. */
function policyFailure(world: World, phone: Phone, good: Good): number | undefined {
  const blocked = world.config.blockUsMarketing && phone.country === "US";
  return blocked && good.template?.category === "MARKETING" ? 131049 : undefined;
}

function accepted(world: World, row: LedgerRow, input: string, phone: Phone): Reply {
  const byId = input === phone.userId;
  const contact = byId ? { input, user_id: phone.userId } : { input, wa_id: phone.digits };
  const paced = row.type === "template" ? { message_status: "accepted" } : {};
  const body = {
    messaging_product: "whatsapp",
    contacts: [contact],
    messages: [{ id: row.wamid, ...paced }],
  };
  return { ...json(body), delayMs: world.config.latencyMs };
}
