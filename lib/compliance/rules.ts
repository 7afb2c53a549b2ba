/** Why a household is not written to. Codes are stable: they are stored, shown and exported. */
export const REASONS = {
  NO_ADDRESS: "No phone number to write to",
  DO_NOT_MESSAGE: "Asked not to be messaged",
  NO_CONSENT: "Nobody confirmed that we may write to them",
  TEMPLATE_NOT_APPROVED: "WhatsApp has not approved this message",
  ALREADY_INVITED: "Already invited in this wave",
  SHARED_NUMBER: "Another household of this run has the same number",
  ON_HOLD: "WhatsApp asked us to wait before writing to them again",
  WINDOW_CLOSED: "More than 24 hours since they last wrote",
} as const;
export type ReasonCode = keyof typeof REASONS;

/** What the database knows about one household (or one claimed message) at the moment of deciding. */
export interface GateFacts {
  hasAddress: boolean;
  suppressed: boolean;
  hasConsent: boolean;
  templateApproved: boolean;
  invitedInWave: boolean;
  numberTaken: boolean;
  onHold: boolean;
}

/** A fact, the value of it that keeps a message back, and the reason. */
export type GateRule<Facts> = readonly [fact: keyof Facts & string, refusedWhen: boolean, reason: ReasonCode];

/**
 * The gate for messages that open a conversation, in the order in which a family would want to hear it: the first rule
 * that keeps the message back gives the reason.
 */
export const OPENING_RULES: readonly GateRule<GateFacts>[] = [
  ["hasAddress", false, "NO_ADDRESS"],
  ["suppressed", true, "DO_NOT_MESSAGE"],
  ["hasConsent", false, "NO_CONSENT"],
  ["templateApproved", false, "TEMPLATE_NOT_APPROVED"],
  ["invitedInWave", true, "ALREADY_INVITED"],
  ["numberTaken", true, "SHARED_NUMBER"],
  ["onHold", true, "ON_HOLD"],
];

/** The gate for replies inside a chat the guest opened. */
export interface ReplyFacts {
  suppressed: boolean;
  windowOpen: boolean;
}
export const REPLY_RULES: readonly GateRule<ReplyFacts>[] = [
  ["suppressed", true, "DO_NOT_MESSAGE"],
  ["windowOpen", false, "WINDOW_CLOSED"],
];

/** Null lets the message go, a code says why not. `queries.ts` says the same in SQL, made of the same rules. */
export const gate = <Facts extends object>(
  rules: readonly GateRule<Facts>[],
  facts: Facts,
): ReasonCode | null => rules.find(([fact, refusedWhen]) => facts[fact] === refusedWhen)?.[2] ?? null;

const STOP_WORDS = new Set([
  "stop",
  "stopall",
  "stop all",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "optout",
  "opt out",
  "रुको",
  "बंद करो",
  "band karo",
]);

/** Exact words only, after folding case and punctuation; anything like them goes to a human. */
export function isStopWord(text: string): boolean {
  const folded = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return STOP_WORDS.has(folded);
}
