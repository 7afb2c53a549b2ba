import { GraphError, titleOf } from "./graph-error";
import type { Reply } from "./http";
import { json } from "./http";
import { noFaults } from "./options";
import { draw } from "./random";
import type { LedgerRow, Phone } from "./types";
import type { World } from "./world";

/** Twilio's codes have five digits and start with 1 to 6; they mean nothing to Meta. */
export const isTwilioCode = (name: string): boolean => /^[1-6]\d{4}$/.test(name);

/** Codes that are reported as a failed status after the call was accepted. */
const ASYNC = new Set(["131026", "131049", "131050", "130472"]);

/** The faults that strike one call. */
export type Struck = ReadonlySet<string>;

/** Counts the call and draws which faults strike it; the draw depends on the guest's own calls only. */
export function consumeCall(world: World, phone: Phone): Struck {
  const { rates, until } = world.faults;
  const struck = new Set<string>();
  for (const [name, rate] of Object.entries(rates)) {
    if (draw(world.config.seed, phone.digits, phone.calls, "fault", name) < rate) struck.add(name);
  }
  if (until !== undefined) {
    world.faults.until = until - 1;
    if (until <= 1) world.setFaults(noFaults());
  }
  return struck;
}

function serverError(world: World, code: number): Reply {
  const error = new GraphError(code, "An unexpected error has occurred. Please retry your request later.", {
    status: 500,
  });
  return { ...json(error.body(), 500), delayMs: world.config.latencyMs };
}

/** A break before anything was processed. */
export function beforeFault(
  world: World,
  phone: Phone,
  struck: Struck,
  broken: () => Reply = () => serverError(world, 131000),
): Reply | null {
  if (struck.has("reset_before")) {
    world.refuse(0, phone.e164, "reset_before");
    return { status: 0, drop: "reset" };
  }
  if (!struck.has("http500")) return null;
  world.refuse(500, phone.e164, "http500");
  return broken();
}

/** A break after the message was accepted and written to the ledger. */
export function afterFault(
  world: World,
  struck: Struck,
  broken: () => Reply = () => serverError(world, 131000),
): Reply | null {
  if (struck.has("http500_after")) return broken();
  if (struck.has("timeout_after")) return { status: 0, drop: "hang" };
  return struck.has("reset_after") ? { status: 0, drop: "reset" } : null;
}

/** Throws the refusal that was drawn, if any; 131047 only strikes free-form messages. */
export function refusalFault(struck: Struck, type: LedgerRow["type"]): void {
  for (const name of struck) {
    if (!/^\d+$/.test(name) || ASYNC.has(name) || isTwilioCode(name)) continue;
    if (name === "131047" && type === "template") continue;
    throw new GraphError(Number(name), `Injected fault: ${titleOf(Number(name))}`);
  }
}

/** The code with which an accepted message will fail, if one was drawn. */
export function asyncFault(struck: Struck, type: LedgerRow["type"]): number | undefined {
  for (const name of struck) {
    if (!ASYNC.has(name)) continue;
    if (name !== "131026" && type !== "template") continue;
    return Number(name);
  }
  return undefined;
}
