import type { CardState } from "@/lib/cards/types";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { CardTexts } from "./card-texts";
import * as east from "./card-words-east";
import * as north from "./card-words-north";
import * as south from "./card-words-south";

const TEXTS: Record<GuestLanguage, CardTexts> = { ...north, ...east, ...south };

const filled = (text: string, slots: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);

/** The words of a language; those that name somebody are functions. */
export function cardWords(language: GuestLanguage) {
  const texts = TEXTS[language];
  const { closed, over, deleted, ...said } = texts;
  const ends = { closed, over, deleted };
  return {
    ...said,
    invites: (host: string) => filled(texts.invites, { host }),
    until: (day: string) => filled(texts.until, { day }),
    photo: (by: string) => filled(texts.photo, { by }),
    note: (host: string) => filled(texts.note, { host }),
    privacy: (host: string) => filled(texts.privacy, { host }),
    thanks: (host: string) => filled(texts.thanks, { host }),
    needName: (host: string) => filled(texts.needName, { host }),
    full: (host: string) => filled(texts.full, { host }),
    /** Why there is nothing to answer; null where there is. */
    ended: (state: CardState, host: string) => (state === "open" ? null : filled(ends[state], { host })),
  };
}

export type CardWords = ReturnType<typeof cardWords>;
