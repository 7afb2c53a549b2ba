import type { GuestLanguage } from "@/lib/kernel/languages";
import type { SiteWords } from "./site-text";
import { BN } from "./site-words-bn";
import { EN } from "./site-words-en";
import { GU } from "./site-words-gu";
import { HI } from "./site-words-hi";
import { KN } from "./site-words-kn";
import { ML } from "./site-words-ml";
import { MR } from "./site-words-mr";
import { PA } from "./site-words-pa";
import { TA } from "./site-words-ta";
import { TE } from "./site-words-te";
import { UR } from "./site-words-ur";

const SITE_WORDS: Readonly<Record<GuestLanguage, SiteWords>> = {
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

export const siteWords = (language: GuestLanguage): SiteWords => SITE_WORDS[language];
