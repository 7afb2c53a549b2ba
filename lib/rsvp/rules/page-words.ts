import { type GuestLanguage, isGuestLanguage } from "@/lib/kernel/languages";
import type { PageWords } from "./page-text";
import { BN } from "./page-words-bn";
import { EN } from "./page-words-en";
import { GU } from "./page-words-gu";
import { HI } from "./page-words-hi";
import { KN } from "./page-words-kn";
import { ML } from "./page-words-ml";
import { MR } from "./page-words-mr";
import { PA } from "./page-words-pa";
import { TA } from "./page-words-ta";
import { TE } from "./page-words-te";
import { UR } from "./page-words-ur";

const PAGE_LANGUAGES: Readonly<Record<GuestLanguage, PageWords>> = {
  en: EN,
  hi: HI,
  gu: GU,
  mr: MR,
  ta: TA,
  te: TE,
  kn: KN,
  ml: ML,
  pa: PA,
  bn: BN,
  ur: UR,
};

export type PageLanguage = { code: GuestLanguage; words: PageWords };

/** The first of these that the page speaks ("ta-IN" is Tamil, "hi-Latn" is none of ours); English where it speaks none. */
export function pageLanguage(...wanted: readonly (string | null | undefined)[]): PageLanguage {
  const codes = wanted.map((one) =>
    /latn/i.test(one ?? "") ? "" : (one?.toLowerCase().split(/[-_]/)[0] ?? ""),
  );
  const code = codes.find(isGuestLanguage) ?? "en";
  return { code, words: PAGE_LANGUAGES[code] };
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
