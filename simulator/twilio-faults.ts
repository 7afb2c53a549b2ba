import type { Struck } from "./faults";
import { isTwilioCode } from "./faults";
import { TwilioError } from "./twilio-error";
import type { LedgerRow } from "./types";

/** What Meta's codes are called at Twilio, so that one set of faults strikes both. */
const AS_TWILIO: Record<string, number> = {
  130429: 20429,
  130472: 63032,
  131026: 63024,
  131047: 63016,
  131049: 63049,
  131050: 63033,
  131056: 63018,
  132000: 63028,
  132001: 63027,
  132015: 63041,
  190: 20003,
};

/** Failures that strike templates alone, and free text alone. */
const TEMPLATE_ONLY = new Set([63027, 63028, 63032, 63033, 63040, 63041, 63049]);
const TEXT_ONLY = new Set([63016]);

const codesOf = (struck: Struck): number[] =>
  [...struck].flatMap((name) => (isTwilioCode(name) ? [Number(name)] : (AS_TWILIO[name] ?? [])));

/** Codes of 10000 to 29999 refuse the call; the others are reported once Twilio has taken it. */
const isRefusal = (code: number): boolean => code < 30_000 || code === 63007;

/** Throws the refusal that was drawn, if any. */
export function refusalDrawn(struck: Struck): void {
  const code = codesOf(struck).find(isRefusal);
  if (code !== undefined) throw new TwilioError(code);
}

/** The code with which a taken message will fail, if one was drawn. */
export function failureDrawn(struck: Struck, type: LedgerRow["type"]): number | undefined {
  return codesOf(struck).find(
    (code) => !isRefusal(code) && !(type === "template" ? TEXT_ONLY : TEMPLATE_ONLY).has(code),
  );
}
