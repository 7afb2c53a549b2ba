import type { Meaning, ReadingContext } from "@/lib/rsvp/types";
import { readReply } from "./reading";

export const UNREAD: Meaning = { kind: "unread" };

/** What a changed message may still say: it comes after what was asked since, to which a number or a thank you would go. */
const SAYS_ITSELF: readonly Meaning["kind"][] = ["stop", "start", "said", "later"];

/** What the words of a message say, whatever they came with. */
export function readTyped(
  { type, text, keyword }: { type: string; text: string | null; keyword?: "stop" | "start" | undefined },
  context: ReadingContext,
): Meaning {
  if (keyword) return { kind: keyword };
  const read = text === null ? UNREAD : readReply(text, context);
  return type === "edit" && !SAYS_ITSELF.includes(read.kind) ? UNREAD : read;
}
