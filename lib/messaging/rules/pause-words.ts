import { classify } from "./failures";

const PAUSED = "Paused by itself: ";
const AGAIN = "Stop this invite and prepare it again";

/** Codes that say more than their class. */
const BY_CODE: readonly [codes: readonly number[], words: string][] = [
  [
    [63018],
    "this number has written to as many people as WhatsApp lets it for now. Go on tomorrow, or from another number.",
  ],
  [
    [131030, 63015],
    "this is a number for trying things out, which writes to nobody but its own short list. Send from a real number.",
  ],
  [
    [132015, 63041],
    "WhatsApp has paused this message, because too many guests blocked or reported it. It comes back after some hours; then go on, or prepare the invite with another message.",
  ],
  [[132016], `WhatsApp has switched this message off. ${AGAIN} with another one.`],
  [
    [132001, 63027],
    "WhatsApp has no approved message of this name in this language. Look at it under Numbers and messages.",
  ],
  [
    [131014, 131053, 63019, 63034, 63037],
    `WhatsApp could not take the picture or file on top. ${AGAIN} with another file.`,
  ],
  [[132069], "WhatsApp lets the form in this message be sent a few times an hour only. Go on later."],
];

/** What a provider's refusals that stopped a run mean for a family, and what to do. */
function refusalWords(code: number): string {
  const known = BY_CODE.find(([codes]) => codes.includes(code))?.[1];
  if (known) return known;
  const its = `(its code ${code})`;
  switch (classify(code)) {
    case "TEMPLATE":
      return `WhatsApp refuses this message ${its}. Look at it under Numbers and messages; ${AGAIN.toLowerCase()} with another one.`;
    case "UNKNOWN":
      return `WhatsApp refused several messages for a reason we do not know ${its}. Ask the operator before you go on.`;
    default:
      return `WhatsApp refused several messages in the same way ${its}, and would refuse the rest. Ask the operator before you go on.`;
  }
}

const BY_REASON: Record<string, string> = {
  "provider:UNREACHABLE":
    "WhatsApp did not answer many times in a row. Decide about the messages in doubt, and go on when it answers again.",
  "header:REFUSED": `WhatsApp did not take the picture or file on top. ${AGAIN} with another file.`,
  "account:UTILITY": `WhatsApp lets this number send no service messages for now. ${AGAIN} with a message that counts as marketing, or go on when that is over.`,
  "template:CATEGORY": `WhatsApp put this message into another category, which changes what it costs. ${AGAIN}.`,
  "function:CANCELLED":
    "a function in these messages was cancelled. Stop this invite and prepare it anew; it goes on as it is only if the function takes place after all.",
};

/** Why a run stands still by itself, and what to do; null where that is not a reason of ours. */
export function pauseWords(reason: string): string | null {
  if (reason === "template:TEXT")
    return `Stands still: the text of this message was changed at WhatsApp since it was approved here. ${AGAIN}.`;
  const known = BY_REASON[reason];
  if (known) return PAUSED + known;
  const [, code] = /^provider:(\d+)$/.exec(reason) ?? [];
  if (code) return PAUSED + refusalWords(Number(code));
  return reason.startsWith("template:")
    ? `${PAUSED}WhatsApp does not approve this message at the moment. Look at it under Numbers and messages.`
    : null;
}
