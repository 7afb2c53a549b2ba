import type { EventWords, WordsByLanguage } from "@/lib/events/types";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { writtenIn } from "@/lib/kernel/written-in";

export const WORD_FIELDS = ["name", "dress", "note"] as const;
export type WordField = (typeof WORD_FIELDS)[number];

type Written = EventWords & { name: string };

/**
 * A function as a reader of `language` reads it: its words in that language, and where one is missing what was written
 * first. Words of a third language are never shown.
 */
export function spokenIn<F extends Written & { words?: WordsByLanguage }>(
  { words, ...one }: F,
  language: GuestLanguage,
): Omit<F, "words"> {
  const own = WORD_FIELDS.map((field) => [field, words?.[language]?.[field]] as const);
  return { ...one, ...Object.fromEntries(own.filter(([, text]) => text)) };
}

/** Which texts of a function a reader of `language` gets in another one. */
export const foreignTo = (one: Written & { words?: WordsByLanguage }, language: GuestLanguage): WordField[] =>
  WORD_FIELDS.filter((field) => {
    const text = one.words?.[language]?.[field] ? null : one[field];
    return text && writtenIn(text, language) !== language;
  });
