import type { EventWords, WordsByLanguage } from "@/lib/events/types";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { writtenIn } from "@/lib/kernel/written-in";

export const WORD_FIELDS = ["name", "dress", "note"] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** Which of a function's texts are in another language than the page around them, and in which: for `lang`. */
export type Foreign = Partial<Record<WordField, GuestLanguage>>;

type Written = EventWords & { name: string };

/**
 * A function as a reader of `language` reads it: its words in that language, and where one is missing what was written
 * first, with the language that is. Words of a third language are never shown.
 */
export function spokenIn<F extends Written & { words?: WordsByLanguage }>(
  { words, ...one }: F,
  language: GuestLanguage,
): Omit<F, "words"> & { foreign: Foreign } {
  const own = words?.[language];
  const foreign: Foreign = {};
  const said: Partial<EventWords> = {};
  for (const field of WORD_FIELDS) {
    const text = own?.[field];
    const first = one[field];
    if (text) said[field] = text;
    else if (first && writtenIn(first, language) !== language) foreign[field] = writtenIn(first, language);
  }
  return { ...one, ...said, foreign } as Omit<F, "words"> & { foreign: Foreign };
}
