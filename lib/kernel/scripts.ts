import { romanise } from "@/lib/kernel/romanise";
import { nameKey, toAsciiDigits } from "@/lib/kernel/text";

const LETTER_A = 97;
const LETTER_Z = 122;

type Pair = { sound: string; when: "always" | "last" | "no vowel follows" };

/** What two letters sound like together, where that is not what they sound like one by one; by 26 × first + second. */
const PAIRS: (Pair | undefined)[] = [];
for (const [when, pairs] of [
  ["always", "aa:a ee:i oo:u au:o ou:o ph:f bh:b dh:d th:t gh:g kh:k jh:j ch:ch sh:s zh:l ck:k"],
  ["last", "ey:e ie:i ao:av"],
  ["no vowel follows", "ow:o"],
] as const) {
  for (const entry of pairs.split(" ")) {
    const [first, second] = [entry.charCodeAt(0) - LETTER_A, entry.charCodeAt(1) - LETTER_A];
    PAIRS[first * 26 + second] = { sound: entry.slice(3), when };
  }
}
const SINGLES: Record<string, string> = { c: "k", q: "k", w: "v", z: "j", x: "ks", C: "ch" };

/** Names whose usual spellings no rule of sound brings together. Where a beginning is enough, prefixes still meet. */
const KNOWN: [start: string, RegExp, string][] = [
  ["agra", /^agrav/, "agarv"],
  ["ch", /^ch(?:o|u|av)d[aeiu]?ri$/, "chodari"],
  ["aies", /^aiesa$/, "aisa"],
  ["fat", /^fat[ae]?ma$/, "fatima"],
  ["m", /^m(?:d|ohd|[aou]ha?m[ae]d)$/, "mohamad"],
  ["mahet", /^mahet/, "meht"],
];

const APOSTROPHES = /[\p{Cf}'’‘`ʼ]+/gu;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** Words of Indian scripts with nothing to fold or to cut away, as most stored names are: the short way (half the time). */
const PLAIN_INDIAN =
  /^[ a-z\u0900-\u0963\u0971-\u09e3\u0a00-\u0a65\u0a70-\u0ae5\u0b00-\u0b65\u0b80-\u0be5\u0c00-\u0c65\u0c80-\u0ce5\u0d00-\u0d65\u0d7a-\u0d7f\u0620-\u065f\u066e-\u06d3]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;

const isVowel = (letter: string | undefined): boolean =>
  letter === "a" || letter === "e" || letter === "i" || letter === "o" || letter === "u";

/**
 * A key of sound under which one Indian name meets itself in other scripts and spellings (शर्मा, Sharmaa, SHARMA →
 * `sarma`): lower-case Latin words joined by one space, digits ASCII; letters of other scripts stay as they are, text
 * without letter or digit gives "". For search and suggestions only, never identity: different names may share a key.
 * Limits: those of `romanise`; regional forms (Iyer and Ayyar, Vikas and Bikash, Krishna and Krushna) stay apart.
 */
export function latinKey(text: string): string {
  const words = wordsOf(text);
  if (words.length === 1) return soundOf(words[0] ?? "");
  let key = "";
  for (const word of words) {
    const sound = soundOf(word);
    if (sound !== "") key += key === "" ? sound : ` ${sound}`;
  }
  return key;
}

function wordsOf(text: string): string[] {
  if (isAscii(text)) {
    const lower = text.toLowerCase();
    return (
      (lower.includes("'") || lower.includes("`") ? lower.replace(/['`]/g, "") : lower).match(ASCII_WORDS) ??
      []
    );
  }
  const lower = text.normalize("NFKC").toLowerCase();
  if (PLAIN_INDIAN.test(lower)) return lower.split(" ");
  let folded = toAsciiDigits(lower.replace(APOSTROPHES, ""));
  if (/[\u00c0-\u036f\u1e00-\u1eff]/.test(folded)) {
    folded = folded
      .normalize("NFD")
      .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
      .normalize("NFKC");
  }
  return folded.match(WORDS) ?? [];
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** One word without separators as its sound. */
function soundOf(word: string): string {
  const letters = isAscii(word) ? word : romanise(word);
  let out = "";
  for (let i = 0; i < letters.length; ) {
    const pair = pairAt(letters, i);
    out = append(out, pair ?? singleAt(letters, i, out));
    i += pair === undefined ? 1 : 2;
  }
  const known = KNOWN.find(([start, form]) => out.startsWith(start) && form.test(out));
  return known ? out.replace(known[1], known[2]) : out;
}

/** Doubled letters are one; digits and letters of other scripts are left as often as they stand. */
function append(out: string, sound: string): string {
  const last = sound.charCodeAt(sound.length - 1);
  if (last >= LETTER_A && last <= LETTER_Z && out.endsWith(sound)) return out;
  return out + sound;
}

function pairAt(letters: string, at: number): string | undefined {
  const first = letters.charCodeAt(at) - LETTER_A;
  const second = letters.charCodeAt(at + 1) - LETTER_A;
  if (!(first >= 0 && first < 26 && second >= 0 && second < 26)) return undefined;
  const pair = PAIRS[first * 26 + second];
  if (pair === undefined || pair.when === "always") return pair?.sound;
  const next = letters[at + 2];
  return (pair.when === "last" ? next === undefined : !isVowel(next)) ? pair.sound : undefined;
}

function singleAt(letters: string, at: number, out: string): string {
  const letter = letters[at] ?? "";
  const next = letters[at + 1];
  if (letter === "h") return breath(next, out);
  if (letter === "y") return at === 0 && isVowel(next) ? "y" : "i";
  if (letter === "c" && next === "c" && letters[at + 2] === "h") return "";
  return SINGLES[letter] ?? letter;
}

/** An h that no pair took: it sounds before a vowel; सिंह and Sinh are Singh, Sarah is Sara, but Shah stays Shah. */
function breath(next: string | undefined, out: string): string {
  const last = out.at(-1);
  if (last === undefined || last <= "9") return "h";
  if (isVowel(last)) return next === undefined && last === "a" && /[aeiou].*a$/.test(out) ? "" : "h";
  if (next === undefined && last === "n") return "g";
  return isVowel(next) && "lmnrv".includes(last) ? "h" : "";
}

/**
 * What households are called besides their name: whoever looks for Ami does not mean every family there is. In SQL
 * `fence.searched_name` says the same of a household; a test holds the two together.
 */
export const FAMILY = new Set(
  "family parivar parivaar kutumb kutumba kutumbam kudumbam परिवार कुटुंब कुटुम्ब પરિવાર કુટુંબ ਪਰਿਵਾਰ পরিবার குடும்பம் కుటుంబం ಕುಟುಂಬ കുടുംബം خاندان".split(
    " ",
  ),
);

const withoutFamily = (text: string): string => {
  const rest = text.replace(WORDS, (word) => (FAMILY.has(word) ? "" : word));
  return /[\p{L}\p{N}]/u.test(rest) ? rest.replace(/ +/g, " ").trim() : text;
};

/** Somebody on the way to "family": three letters of it, after a name. */
const meansFamily = (word: string): boolean =>
  FAMILY.has(word) || (word.length > 2 && "family".startsWith(word));

/**
 * What is stored beside a name to be searched: the name without the word family (NFKC, lower case, invisible characters gone, one space
 * between words), then its key, then for Tamil words the key with a soft first letter (கணேஷ் is also `ganes`).
 */
export function searchText(name: string): string {
  const own = withoutFamily(plain(name));
  const parts = [own, latinKey(own), ...tamilTwins(own)];
  return parts.filter((part) => part !== "").join(" ");
}

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/\s+/gu, " ")
    .trim();

const SOFT: Record<string, string> = { k: "g", t: "d", p: "b" };

function tamilTwins(text: string): string[] {
  if (!/[\u0b80-\u0bff]/.test(text)) return [];
  return wordsOf(text).flatMap((word) => {
    const sound = soundOf(word);
    const soft = /^[\u0b80-\u0bff]/.test(word) ? SOFT[sound[0] ?? ""] : undefined;
    return soft === undefined ? [] : [`${soft}${sound.slice(1)}`];
  });
}

/**
 * The words of a query, each as the strings of which one must occur in `searchText` (all words must be found, in any
 * order): the word as typed, and its key when that is two letters or more, without what another says already. Needles hold letters, marks and digits
 * only, so LIKE needs no escaping. Honorifics beside a name, and the word family, are left out (`sharma ji`); no word:
 * an empty list.
 */
export function searchNeedles(query: string): string[][] {
  const bare = new Set(nameKey(query).split(" "));
  const words = plain(query).match(WORDS) ?? [];
  const named = words.filter((word) => bare.has(nameKey(word)));
  const asked = named.length > 0 ? named : words;
  const own = asked.filter((word) => !meansFamily(word));
  return [...new Set(own.length > 0 ? own : asked)].map((word) => {
    const keys = [latinKey(word), ...tamilTwins(word)].filter((key) => key.length >= 2);
    const forms = [...new Set([word, ...keys])];
    // What has the longer of two has the shorter one inside it.
    return forms.filter((form) => !forms.some((other) => other !== form && form.includes(other)));
  });
}

/** Whether a query's needles are all found in a `searchText`: what the database does, for lists already in hand. */
export function foundIn(text: string, needles: string[][]): boolean {
  return needles.every((forms) => forms.some((form) => text.includes(form)));
}
