import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";

export type Script = (typeof GUEST_LANGUAGES)[GuestLanguage]["script"];

/** Every script but Latin, by its letters. */
export const LETTERS: readonly [Script, RegExp][] = [
  ["devanagari", /[\u0904-\u0963\u0966-\u097f]/g],
  ["bengali", /[\u0980-\u09ff]/g],
  ["gurmukhi", /[\u0a00-\u0a7f]/g],
  ["gujarati", /[\u0a80-\u0aff]/g],
  ["tamil", /[\u0b80-\u0bff]/g],
  ["telugu", /[\u0c00-\u0c7f]/g],
  ["kannada", /[\u0c80-\u0cff]/g],
  ["malayalam", /[\u0d00-\u0d7f]/g],
  ["arabic", /[\u0620-\u06ff]/g],
];

const WITH_LATIN: readonly [Script, RegExp][] = [["latin", /\p{Script=Latin}/gu], ...LETTERS];

/** The first of our languages that is written so: it is how a voice reads letters whose language nobody told us. */
const voiceOf = (script: Script): GuestLanguage =>
  (Object.keys(GUEST_LANGUAGES) as GuestLanguage[]).find((code) => GUEST_LANGUAGES[code].script === script)!;

/** In which language to read out what somebody typed on a page of `around`: the page's own, unless its letters are others. */
export function readAs(text: string, around: GuestLanguage): GuestLanguage {
  const own = GUEST_LANGUAGES[around].script;
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [most] = WITH_LATIN.map(([script, letters]) => ({ script, n: count(letters) })).sort(
    (a, b) => b.n - a.n,
  );
  return !most || most.n === 0 || most.script === own ? around : voiceOf(most.script);
}
