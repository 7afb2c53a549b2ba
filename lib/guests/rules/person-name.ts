import {
  AND_WORDS,
  ELDER,
  FAMILY_WORDS,
  FILLERS,
  firstForm,
  type Gender,
  RELATIVES,
  SURNAMES,
  TITLES,
  WOMENS,
  YOUNGER,
} from "@/lib/guests/rules/name-words";
import { latinKey } from "@/lib/kernel/scripts";
import { squash } from "@/lib/kernel/text";

export interface NameWord {
  /** Key of sound, in the first of a name's forms; for an initial its one letter. */
  key: string;
  /** As written, lower case. */
  raw: string;
  initial: boolean;
  surname: boolean;
  filler: boolean;
}

/** A name taken apart; `words` is empty when only titles were written. */
export interface PersonName {
  words: NameWord[];
  /** Names in brackets, as keys. */
  aliases: string[];
  gender?: Gender;
  /** Which relative, e.g. `mama`. */
  relative?: string;
  generation?: "elder" | "younger";
  /** Said of a couple or a whole family. */
  couple: boolean;
}

const MOST_WORDS = 8;
const RELATION = /(?:^|\s)([wsdhc])\s*\/\s*o\b.*$|(?:^|\s)(wife|son|daughter|husband) of\s.*$/iu;
const SPOKEN_LETTERS = new Map(
  "ए:a बी:b सी:c डी:d ई:e एफ:f जी:g एच:h आई:i जे:j के:k एल:l एम:m एन:n ओ:o पी:p आर:r एस:s टी:t यू:u वी:v वाई:y"
    .split(" ")
    .map((entry) => entry.split(":") as [string, string]),
);

/** Takes a name apart: titles, relatives' names, initials, nicknames in brackets, `w/o …`. Total, for any text. */
export function readName(text: string): PersonName {
  const name: PersonName = { words: [], aliases: [], couple: false };
  let rest = squash(text.normalize("NFKC")).replace(/\p{Cf}/gu, "");
  rest = rest.replace(/[([{"“]([^)\]}"”]*)[)\]}"”]/gu, (_all, inside: string) => {
    name.aliases.push(
      ...latinKey(inside)
        .split(" ")
        .filter((key) => key !== "")
        .map(firstForm),
    );
    return " ";
  });
  rest = rest.replace(RELATION, (_all, letter?: string, word?: string) => {
    const kind = (letter ?? word?.[0] ?? "").toLowerCase();
    if (kind === "w" || kind === "d") name.gender = "f";
    if (kind === "s" || kind === "h") name.gender = "m";
    return " ";
  });
  if (/[&+]/.test(rest)) name.couple = true;

  const mixedCase = /[a-z]/.test(rest);
  const tokens = rest.replace(/['’‘`ʼ]/gu, "").match(/[\p{L}\p{M}\p{N}]+\.?/gu) ?? [];
  const words = tokens.flatMap((token) => wordsOf(token, mixedCase)).slice(0, MOST_WORDS);
  name.words = sift(words, name);
  return name;
}

function wordsOf(token: string, mixedCase: boolean): NameWord[] {
  const dotted = token.endsWith(".");
  const written = dotted ? token.slice(0, -1) : token;
  const raw = written.toLowerCase();
  const letter = dotted ? SPOKEN_LETTERS.get(raw) : undefined;
  if (letter !== undefined) return [initial(letter)];
  if (/^[a-z]$/.test(raw)) return [initial(raw)];
  const key = latinKey(raw);
  if (key === "") return [];
  const title = TITLES.has(key) || key === "mohamad" || YOUNGER.has(key) || ELDER.has(key);
  // "RK Sharma": capitals beside a name in small letters, or letters nobody could say as one word.
  const letters = /^[A-Z]{2,3}$/.test(written) && (mixedCase || !/[AEIOUY]/.test(written));
  if (!title && (letters || /^[^aeiouy\W\d]{2,3}$/.test(raw))) return [...raw].map(initial);
  const stem = firstForm(stemOf(key));
  return [{ key: stem, raw, initial: false, surname: SURNAMES.has(stem), filler: FILLERS.has(stem) }];
}

const initial = (letter: string): NameWord => ({
  key: letter,
  raw: letter,
  initial: true,
  surname: false,
  filler: false,
});

/** Rameshbhai is Ramesh, Sunitaben Sunita, Guptaji Gupta; Mukherji and Bajpai stay what they are. */
function stemOf(key: string): string {
  if (SURNAMES.has(key)) return key;
  const bare = /^(.{3,}[^p])(?:bai|ben|behn)$/.exec(key)?.[1];
  if (bare !== undefined) return bare;
  const polite = /^(.{3,})ji$/.exec(key)?.[1];
  return polite !== undefined && SURNAMES.has(polite) ? polite : key;
}

/** Titles and relatives' names become what they tell; where nothing else is left they tell nothing. */
function sift(words: NameWord[], name: PersonName): NameWord[] {
  const genders = new Set<Gender>();
  const kept = words.filter(({ key, raw }, at) => {
    if (AND_WORDS.has(key) && at > 0) name.couple = true;
    const title = TITLES.get(key);
    const relative = RELATIVES.get(key);
    if (relative !== undefined) name.relative = key;
    const gender = raw === "bhai" ? "m" : raw === "bai" ? "f" : relative || title;
    if (gender) genders.add(gender);
    if (ELDER.has(key)) name.generation = "elder";
    if (YOUNGER.has(key)) name.generation = "younger";
    if (FAMILY_WORDS.has(key)) name.couple = true;
    if (FAMILY_WORDS.has(key) || AND_WORDS.has(key)) return false;
    return title === undefined && relative === undefined && !ELDER.has(key) && !YOUNGER.has(key);
  });
  if (genders.size === 2) name.couple = true;
  else if (genders.size === 1) name.gender ??= [...genders][0];
  if (kept.some((word) => WOMENS.has(word.key))) name.gender ??= "f";
  return kept;
}

/** Where the given name stands: the first full word that is no usual surname, else the first initial; -1 if none. */
export function givenAt(words: readonly NameWord[]): number {
  const full = words.findIndex((word) => !word.surname && !word.initial && word.key !== "mohamad");
  if (full >= 0) return full;
  const letter = words.findIndex((word) => word.initial || word.key === "mohamad");
  return letter >= 0 || words.length < 2 ? letter : 0;
}
