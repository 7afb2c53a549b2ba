import { folded } from "@/lib/kernel/spelling";
import type { Reading } from "@/lib/rsvp/types";
import { CHAT_LANGUAGES } from "./chat-languages";

/** Without the marks people put around words; any other sign makes it something else. */
const bare = (text: string): string =>
  folded(text)
    .replace(/["'“”‘’«».,!*।۔]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const ALL: Reading = { kind: "said", said: [{ events: "all", answer: "yes", count: null }] };

/** What our own texts tell a guest to type, and what stands on our own buttons, in every language we write. */
const TOLD: ReadonlyMap<string, Reading> = new Map(
  [...CHAT_LANGUAGES.values()].flatMap(({ typed, buttons }) =>
    (
      [
        [typed.all, ALL],
        [buttons.all, ALL],
        [typed.unsure, { kind: "later", on: null }],
        [buttons.change, { kind: "some" }],
        [typed.undo, { kind: "undo" }],
        [buttons.undo, { kind: "undo" }],
      ] as const
    ).map(([words, reading]): [string, Reading] => [bare(words), reading]),
  ),
);

/** The answer to words of ours, or adults and children written as we ask for them ("3+1"); null for anything else. */
export function toldReading(text: string): Reading | null {
  const pair = /^\s*(\d{1,2})\s*\+\s*(\d{1,2})\s*$/.exec(folded(text));
  if (pair) return { kind: "people", adults: Number(pair[1]), children: Number(pair[2]) };
  // With a question mark it is a question.
  return /[?？؟;]/.test(text) ? null : (TOLD.get(bare(text)) ?? null);
}
