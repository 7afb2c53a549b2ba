import type { GuestLanguage } from "@/lib/kernel/languages";
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

/** What the wedding's website says of itself; the words of answering are the household page's. */
export interface SiteWords {
  /** After the hosts' names: "lovingly invite you and your family". */
  invites: string;
  /** Before the couple's names and after them, as the language builds the sentence; either may be empty. */
  beforeNames: string;
  afterNames: string;
  /** Between the couple's names. */
  and: string;
  functions: string;
  families: string;
  travel: string;
  stay: string;
  contacts: string;
  /** Below "who really invites you", where their numbers are a tap away and where they are not. */
  contactsHelp: string;
  contactsPublic: string;
  gifts: string;
  giftsUpi: string;
  map: string;
  dress: string;
  cancelled: string;
  /** To who found the public page: where answering is done. */
  ownLink: string;
  real: string;
  updated: (when: string) => string;
}

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
