import { GIVEN_NAMES, isShortFor, SURNAMES } from "@/lib/guests/rules/name-words";
import type { NameWord } from "@/lib/guests/rules/person-name";

/** How one word of a name may be another: the same sound, another spelling or a slip, a short form, an initial. */
export type WordMatch = { how: "same" | "spelling" | "short" | "initial"; likeness: number };

const SAME: WordMatch = { how: "same", likeness: 1 };

/** Null where they are two names. Symmetric. Likeness is 0.8 to 1. */
export function matchWords(a: NameWord, b: NameWord): WordMatch | null {
  if (a.initial !== b.initial) return startsWith(a, b) ? { how: "initial", likeness: 0.8 } : null;
  if (a.key === b.key) return SAME;
  if (a.initial) return null;
  if (isShortFor(a.key, b.key)) return { how: "short", likeness: 0.85 };
  const likeness = spelling(a, b);
  return likeness === null ? null : { how: "spelling", likeness };
}

function startsWith(a: NameWord, b: NameWord): boolean {
  const [letter, word] = a.initial ? [a.raw, b] : [b.raw, a];
  if (/^[a-z]/.test(word.raw)) return word.raw.startsWith(letter);
  const sounds: Record<string, string> = { c: "ch", f: "f", p: "pf", q: "k", v: "v", w: "v", x: "k", z: "j" };
  return (
    (sounds[letter] ?? letter).includes(word.key[0] ?? "-") && (letter !== "c" || /^(?:ch|k)/.test(word.key))
  );
}

/**
 * Two spellings of one name, or a slip of the finger in a long one. Letters that make another name of it (Ramesh and
 * Rakesh, Manish and Manisha, Roma and Ruma) are not forgiven, and two usual names never are one.
 */
function spelling(a: NameWord, b: NameWord): number | null {
  for (const names of [GIVEN_NAMES, SURNAMES]) if (names.has(a.key) && names.has(b.key)) return null;
  const loose = loosely(a, b);
  if (loose) return 0.9;
  const [one, other] = [settled(a.key), settled(b.key)];
  if (one === other || onlySchwas(one, other)) return 0.95;
  const long = Math.min(one.length, other.length);
  if (long >= 5 && swappedVowels(one) === swappedVowels(other)) return 0.88;
  const latin = /^[a-z]{6,}$/;
  if (latin.test(a.raw) && latin.test(b.raw) && slipped(a.raw, b.raw)) return 0.87;
  if (long >= 7 && oneLetterShort(one, other)) return 0.86;
  if (a.surname !== b.surname && long >= 6 && jaroWinkler(one, other) >= 0.92) return 0.85;
  return null;
}

/** Spellings that are one name wherever they stand: Kamla, Kamala; Rajendra, Rajinder; Vikas, Bikash. */
function settled(key: string): string {
  return key
    .replace(/[ei]nd[ae]?[ei]?ra?$/, "endr")
    .replaceAll("b", "v")
    .replace(/ai[au](?=[^aeiou])/g, "ai")
    .replace(/kui$/, "ki")
    .replace(/[ae]i(?=[^aeiou])/g, "e")
    .replace(/(?<=.{5}[nr][td])a$/, "")
    .replace(/(?<=.{6})m$/, "n")
    .replace(/(?<=.{2}[^aeiou])e$/, "");
}

/** An inner a more or less, not in the first syllable (Kamla, Kamala; Sharada is not Shraddha). */
function onlySchwas(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === long.length || short.slice(0, 2) !== long.slice(0, 2)) return false;
  let at = 2;
  for (let i = 2; i < long.length; i++) {
    if (long[i] === short[at]) at++;
    else if (long[i] !== "a" || i === long.length - 1) return false;
  }
  return at === short.length;
}

/** e and i, o and u inside a word; a first letter and an ending tell names apart. */
function swappedVowels(key: string): string {
  return key.slice(0, 1) + key.slice(1, -1).replaceAll("i", "e").replaceAll("u", "o") + key.slice(-1);
}

const ARABIC = /[\u0620-\u06d3]/;
const TAMIL = /[\u0b80-\u0bff]/;

/** What Urdu does not write (short vowels) and Tamil does not tell apart (k, g and h; t and d; p and b; ch, s and j). */
function loosely(a: NameWord, b: NameWord): boolean {
  if (ARABIC.test(a.raw) !== ARABIC.test(b.raw)) {
    const [one, other] = [a.key.replace(/[aeiou]/g, ""), b.key.replace(/[aeiou]/g, "")];
    return one === other && one.length >= 3 && a.key.endsWith("a") === b.key.endsWith("a");
  }
  return TAMIL.test(a.raw) !== TAMIL.test(b.raw) && voiceless(a.key) === voiceless(b.key);
}

export function voiceless(key: string): string {
  return key
    .replaceAll("ch", "s")
    .replace(/[ghdbfj]/g, (letter) => ({ g: "k", h: "k", d: "t", b: "p", f: "p", j: "s" })[letter] ?? letter)
    .replace(/(.)\1+/g, "$1");
}

/** A slip of the finger inside a word; Archana is not Rachana, nor Neeraj Neerja. */
function slipped(a: string, b: string): boolean {
  return a[0] === b[0] && /[aeiou]$/.test(a) === /[aeiou]$/.test(b) && transposed(a, b);
}

/** Two neighbouring characters changed places, and nothing else. */
export function transposed(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** One inner letter is missing in one of them; n is not forgiven (Jayati, Jayanti). */
function oneLetterShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1 || short.at(-1) !== long.at(-1)) return false;
  let at = 0;
  while (short[at] === long[at]) at++;
  return at > 0 && long[at] !== "n" && short.slice(at) === long.slice(at + 1);
}

/** Jaro-Winkler likeness, 0 to 1, symmetric. */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  // Letters are taken greedily from the first, so which is first must not depend on the caller.
  const [a, b] = one < other ? [one, other] : [other, one];
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken: boolean[] = [];
  const fromA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = true;
      fromA.push(a[i] ?? "");
      break;
    }
  }
  const fromB = b.split("").filter((_letter, j) => taken[j]);
  const same = fromA.length;
  if (same === 0) return 0;
  const moved = fromA.filter((letter, i) => letter !== fromB[i]).length / 2;
  const jaro = (same / a.length + same / b.length + (same - moved) / same) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
