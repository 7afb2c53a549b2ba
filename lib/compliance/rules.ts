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

export const FACT_NAMES = [
  "hasAddress",
  "suppressed",
  "hasConsent",
  "templateApproved",
  "invitedInWave",
  "numberTaken",
  "onHold",
] as const satisfies readonly (keyof GateFacts)[];

/**
 * The gate for messages that open a conversation: null lets the message go, a code says why not. The order is the
 * order in which a family would want to hear it.
 */
export function gate(facts: GateFacts): ReasonCode | null {
  if (!facts.hasAddress) return "NO_ADDRESS";
  if (facts.suppressed) return "DO_NOT_MESSAGE";
  if (!facts.hasConsent) return "NO_CONSENT";
  if (!facts.templateApproved) return "TEMPLATE_NOT_APPROVED";
  if (facts.invitedInWave) return "ALREADY_INVITED";
  if (facts.numberTaken) return "SHARED_NUMBER";
  if (facts.onHold) return "ON_HOLD";
  return null;
}

/** The gate for replies inside a chat the guest opened. */
export function replyGate(facts: { suppressed: boolean; windowOpen: boolean }): ReasonCode | null {
  if (facts.suppressed) return "DO_NOT_MESSAGE";
  if (!facts.windowOpen) return "WINDOW_CLOSED";
  return null;
}

/**
 * The gate decided once for every fact vector there can be, keyed by the facts as a string of 0 and 1 in the order of
 * FACT_NAMES; SQL joins the verdict to its rows.
 */
export function verdictTable(): { key: string; reason: ReasonCode | null }[] {
  return Array.from({ length: 2 ** FACT_NAMES.length }, (_, bits) => {
    const key = bits.toString(2).padStart(FACT_NAMES.length, "0");
    const facts = Object.fromEntries(
      FACT_NAMES.map((name, index) => [name, key[index] === "1"]),
    ) as unknown as GateFacts;
    return { key, reason: gate(facts) };
  });
}

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
