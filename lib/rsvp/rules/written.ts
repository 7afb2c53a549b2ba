import type { TurnContext } from "@/lib/rsvp/queries/chat";
import type { Meaning } from "@/lib/rsvp/types";
import { readReply } from "./reading";

/** Read without a household, nothing but words that mean the same everywhere is understood. */
export const NOWHERE: TurnContext = { events: [], apart: true, today: "", menuAt: null };

export const UNREAD: Meaning = { kind: "unread" };

/** What a changed message may still say: it comes after what was asked since, to which a number or a thank you would go. */
const SAYS_ITSELF: readonly Meaning["kind"][] = ["stop", "said", "later"];

/** What the words of a message say, whatever they came with. */
export function readTyped(
  { type, text }: { type: string; text: string | null },
  context: TurnContext,
): Meaning {
  const read = text === null ? UNREAD : readReply(text, context);
  return type === "edit" && !SAYS_ITSELF.includes(read.kind) ? UNREAD : read;
}
