import type { PageWords } from "./page-text";
import { EN } from "./page-words-en";
import { GU } from "./page-words-gu";
import { HI } from "./page-words-hi";

/** Another language is one more file and its line here. */
const PAGE_LANGUAGES: Readonly<Record<string, PageWords>> = { en: EN, hi: HI, gu: GU };

export type PageLanguage = { code: string; words: PageWords };

/** The languages of the page, for its switch. */
export const pageLanguages: readonly PageLanguage[] = Object.entries(PAGE_LANGUAGES).map(([code, words]) => ({
  code,
  words,
}));

/** The first of these that the page speaks; English where it speaks none. */
export function pageLanguage(...wanted: readonly (string | null | undefined)[]): PageLanguage {
  const code = wanted.find((one) => one && Object.hasOwn(PAGE_LANGUAGES, one)) ?? "en";
  return { code, words: PAGE_LANGUAGES[code]! };
}

/** From the first function's day to the last one's, in the reader's language; null while no day is set. */
export function daysOf(
  { functions, zone }: { functions: readonly { startsAt: string | null }[]; zone: string },
  words: PageWords,
): string | null {
  const days = functions.flatMap(({ startsAt }) => (startsAt ? [new Date(startsAt)] : []));
  if (days.length === 0) return null;
  days.sort((a, b) => a.getTime() - b.getTime());
  return new Intl.DateTimeFormat(words.locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).formatRange(days[0]!, days.at(-1)!);
}
