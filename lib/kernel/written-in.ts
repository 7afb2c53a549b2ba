import { GUEST_LANGUAGES, type GuestLanguage } from "./languages";

export type Script = (typeof GUEST_LANGUAGES)[GuestLanguage]["script"];

/** The letters that are a script's own; those that several share (a danda) are nobody's. */
export const LETTERS: readonly [Script, RegExp][] = [
  ["devanagari", /[\u0904-\u0963\u0966-\u097f]/],
  ["bengali", /[\u0980-\u09ff]/],
  ["gurmukhi", /[\u0a00-\u0a7f]/],
  ["gujarati", /[\u0a80-\u0aff]/],
  ["tamil", /[\u0b80-\u0bff]/],
  ["telugu", /[\u0c00-\u0c7f]/],
  ["kannada", /[\u0c80-\u0cff]/],
  ["malayalam", /[\u0d00-\u0d7f]/],
  ["arabic", /[\u0620-\u06ff]/],
];

const LATIN: [Script, RegExp] = ["latin", /[A-Za-z\u00c0-\u024f]/];
const CODES = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

/**
 * The language a text is written in, as far as its letters tell: that of its most letters' script. Where `around` is
 * written so as well it is that one, so that a Marathi page does not call a name in Devanagari Hindi.
 */
export function writtenIn(text: string, around: GuestLanguage): GuestLanguage {
  let [most, script]: [number, Script | null] = [0, null];
  for (const [one, letters] of [LATIN, ...LETTERS]) {
    const found = text.match(new RegExp(letters, "g"))?.length ?? 0;
    if (found > most) [most, script] = [found, one];
  }
  if (script === null || GUEST_LANGUAGES[around].script === script) return around;
  return CODES.find((code) => GUEST_LANGUAGES[code].script === script) ?? around;
}
