import { NOT_SENT } from "@/lib/messaging/ports";

/** What the sender must do about a provider's code (reference: Meta's and Twilio's error tables by class). */
export type FailureClass =
  | "TRANSIENT"
  | "THROTTLE"
  | "PAIR"
  | "HOLD_24H"
  | "RECIPIENT"
  | "SUPPRESS"
  | "WINDOW"
  | "TEMPLATE"
  | "REQUEST"
  | "ACCOUNT"
  | "UNKNOWN";

/** Failures without a reason: Meta's general code, and the one a Twilio status without any code stands for. */
export const UNTOLD: readonly number[] = [131000, 30008];

/** Meta's codes. */
const META: Partial<Record<FailureClass, readonly number[]>> = {
  TRANSIENT: [1, 2, 131000, 131016, 131057, 133004, 134101],
  THROTTLE: [NOT_SENT, 4, 613, 80007, 130429, 132069],
  PAIR: [131056],
  HOLD_24H: [131049],
  RECIPIENT: [130403, 130472, 130497, 131021, 131026, 131062, 132005, 137000],
  SUPPRESS: [131050],
  WINDOW: [131047],
  TEMPLATE: [131014, 131053, 132000, 132001, 132007, 132015, 132016, 132018, 132068, 134102],
  // 132008 and 132012: the values of one guest, or the template's shape, which is wrong for all.
  REQUEST: [100, 131008, 131009, 131030, 131051, 131055, 132008, 132012, 134100, 135000],
  ACCOUNT: [
    0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131063, 131064, 133000, 133005,
    133006, 133008, 133009, 133010, 133015, 133016, 134011, 136024,
  ],
};

/** Twilio's codes; none of them is one of Meta's. */
const TWILIO: Partial<Record<FailureClass, readonly number[]>> = {
  // 30036: it waited in Twilio's queue until it expired, and never left.
  TRANSIENT: [30008, 30036, 63009, 63010, 63012],
  THROTTLE: [14107, 20429, 21611, 30001, 63017, 63018],
  HOLD_24H: [63049],
  RECIPIENT: [21211, 21408, 21614, 63003, 63024, 63031, 63032],
  SUPPRESS: [21610, 63014, 63033],
  WINDOW: [63016],
  TEMPLATE: [21654, 21655, 63013, 63019, 63027, 63028, 63034, 63037, 63040, 63041],
  // 21656 may be the values of one guest alone.
  REQUEST: [
    21603, 21604, 21609, 21617, 21619, 21620, 21656, 21658, 21910, 63005, 63006, 63015, 63021, 63030, 90007,
  ],
  ACCOUNT: [20003, 20404, 21606, 21703, 21712, 63001, 63002, 63007, 63008, 63020, 63026, 63038],
};

/**
 * Passing, and said before anything was processed: the number's throughput is raised (131057), its server is away
 * (133004), a template is not everywhere yet (134101), it expired in Twilio's queue (30036). How long each takes, in seconds.
 */
const NOT_YET = new Map([
  [131057, 90],
  [133004, 30],
  [134101, 600],
  [30036, 0],
]);

/**
 * An error answer of the passing kind may hide a message that went out: its fate is unknown, like a lost answer's. The
 * code says so whatever status it comes with (Meta answers 500 to a missing permission, too); one that nobody knows
 * leaves it to the status.
 */
export function isAmbiguous({ code, passing }: { code: number; passing?: boolean | undefined }): boolean {
  const known = classify(code);
  return known === "UNKNOWN" ? passing === true : known === "TRANSIENT" && !NOT_YET.has(code);
}

/** For how long nothing of the whole number can leave, in seconds; 0 where a code says no such thing. */
export const numberAwayFor = (code: number): number => (code === 131057 ? NOT_YET.get(code)! : 0);

/** Says nothing of what is wrong: asked once more before it counts as a wrong request. */
const ONCE_MORE = new Set([135000]);
/** They stopped us altogether, by a block or by STOP, and not marketing alone. */
const STOPPED_ALL = new Set([21610, 63014]);
/** WhatsApp withholds it from this person for a reason of its own; a day later it may not. */
const WITHHELD = new Set([63032]);
/** Too fast for the channel, or the portfolio's people of the day are spent: patience tells which. */
const PACE_OR_DAY = new Set([63018]);
const PATIENCE = 5;

const CLASS_OF = new Map(
  [META, TWILIO].flatMap((table) =>
    Object.entries(table).flatMap(([name, codes]) =>
      codes.map((code) => [code, name as FailureClass] as const),
    ),
  ),
);

export function classify(code: number): FailureClass {
  if (code >= 200 && code <= 299) return "ACCOUNT";
  return CLASS_OF.get(code) ?? "UNKNOWN";
}

/** What a refusal, made before the message was processed, does to the message, its recipient, its run and its sender. */
export interface Effect {
  message: { kind: "retry"; afterSeconds: number } | { kind: "fail" } | { kind: "in_doubt" };
  run?: "pause";
  sender?: "stop";
  /** What they stopped: everything of ours, or marketing alone. */
  suppress?: "all" | "marketing";
  hold24h?: true;
  /** The provider's clock stands over ours: their chat is closed until they write again. */
  closesChat?: true;
}

const MAX_ATTEMPTS = 8;
const MAX_BACKOFF_SECONDS = 900;

/**
 * `attempt` counts from 1; `random` in [0, 1) spreads retries; `repeats` is how many messages of the run this code
 * has already failed (one guest's bad data fails alone, a wrong request stops the run).
 */
export function effectOf(
  failure: {
    class: FailureClass;
    code?: number | undefined;
    retryAfterSeconds?: number | undefined;
    async: boolean;
  },
  facts: { attempt: number; repeats: number; random: number },
): Effect {
  const backoff = Math.min(MAX_BACKOFF_SECONDS, 2 ** facts.attempt) * (0.75 + facts.random / 2);
  const retry = (afterSeconds: number): Effect["message"] =>
    facts.attempt >= MAX_ATTEMPTS
      ? { kind: "fail" }
      : { kind: "retry", afterSeconds: Math.max(afterSeconds, failure.retryAfterSeconds ?? 0) };
  const code = failure.code ?? 0;
  switch (failure.class) {
    case "THROTTLE":
      if (PACE_OR_DAY.has(code) && facts.attempt >= PATIENCE)
        return { message: { kind: "retry", afterSeconds: MAX_BACKOFF_SECONDS }, run: "pause" };
      // Refused before it was processed: it may come again as often as it takes. The whole sender slows down besides.
      return {
        message: { kind: "retry", afterSeconds: Math.max(backoff / 4, failure.retryAfterSeconds ?? 0) },
      };
    case "PAIR":
      return { message: retry(Math.max(6, 4 ** Math.min(4, facts.attempt - 1))) };
    case "TRANSIENT":
      // A failed status ends the attempt for certain.
      return {
        message:
          failure.async || NOT_YET.has(code)
            ? retry(Math.max(backoff, NOT_YET.get(code) ?? 0))
            : { kind: "in_doubt" },
      };
    case "HOLD_24H":
      return { message: { kind: "fail" }, hold24h: true };
    case "SUPPRESS":
      return { message: { kind: "fail" }, suppress: STOPPED_ALL.has(code) ? "all" : "marketing" };
    case "WINDOW":
      return { message: { kind: "fail" }, closesChat: true };
    case "RECIPIENT":
      return { message: { kind: "fail" }, ...(WITHHELD.has(code) ? { hold24h: true } : {}) };
    case "TEMPLATE":
      return { message: failure.async ? { kind: "fail" } : { kind: "retry", afterSeconds: 1 }, run: "pause" };
    case "REQUEST":
    case "UNKNOWN":
      if (ONCE_MORE.has(code) && facts.attempt === 1) return { message: retry(backoff) };
      return facts.repeats >= 4 ? { message: { kind: "fail" }, run: "pause" } : { message: { kind: "fail" } };
    case "ACCOUNT":
      return {
        message: failure.async ? { kind: "fail" } : { kind: "retry", afterSeconds: 1 },
        sender: "stop",
      };
  }
}

/** How a failure is told to a parent, by class. */
export const FAILURE_WORDS: Record<FailureClass, string> = {
  TRANSIENT: "WhatsApp had a passing problem",
  THROTTLE: "WhatsApp asked us to slow down",
  PAIR: "Too many messages to this number in a short time",
  HOLD_24H: "WhatsApp held it back for a day",
  RECIPIENT: "This number cannot be reached on WhatsApp",
  SUPPRESS: "They stopped messages from this business",
  WINDOW: "More than 24 hours since they last wrote",
  TEMPLATE: "WhatsApp refused the message text",
  REQUEST: "WhatsApp refused our request",
  ACCOUNT: "WhatsApp has restricted the sending number",
  UNKNOWN: "WhatsApp gave a reason we do not know yet",
};
