import { type Gender, genderOf, PET_NAMES } from "@/lib/guests/rules/name-words";
import { givenAt, type NameWord, type PersonName } from "@/lib/guests/rules/person-name";
import { matchWords, type WordMatch } from "@/lib/guests/rules/word-likeness";

export type NameHow = "same" | "spelling" | "short" | "initial" | "pet" | "surname";

/**
 * How two names may be one person's, by the names alone: `base` 0 to 0.62 is where the score starts; `weak` names
 * (initials, short forms, a surname) fit several members of a house.
 */
export interface NameLikeness {
  base: number;
  how: NameHow;
  weak: boolean;
  /** Words that stand in one of the names only. */
  missing: number;
}

interface Pairing {
  pairs: { a: number; b: number; match: WordMatch }[];
  restA: number[];
  restB: number[];
}

/** Null where the names speak against one person: another given name, title, relative or generation. Symmetric. */
export function likeNames(a: PersonName, b: PersonName): NameLikeness | null {
  if (a.couple !== b.couple) return null;
  const [genderA, genderB] = [genderBy(a), genderBy(b)];
  if (genderA && genderB && genderA !== genderB) return null;
  if (a.relative && b.relative && a.relative !== b.relative) return null;
  if (a.generation !== b.generation && a.words.length > 0) return null;
  const [one, other] = [joinedLike(a.words, b.words), joinedLike(b.words, a.words)];
  if (one.length === 0 || other.length === 0) return null;

  const pairing = pairUp(one, other);
  const aliased = byAlias(a, b, one, other);
  if (aliased || pairing.pairs.length === 0) return aliased;
  const { restA, restB } = pairing;
  if (restA.length > 0 && restB.length > 0) {
    return byPetName(one, other, pairing);
  }
  const [givenA, givenB] = [givenAt(one), givenAt(other)];
  if (givenA < 0 || givenB < 0) {
    // "Mrs Sharma" is not taken for a Sharma of whom nothing says she is a woman.
    if ((genderA === "f") !== (genderB === "f")) return null;
    return bySurname(one, other, pairing, givenA, givenB);
  }
  return byGiven(one, other, pairing, givenA, givenB);
}

/** By title, else by given name; "Sharma ji" is he, and Mrs Ramesh Sharma she. */
function genderBy(name: PersonName): Gender | undefined {
  if (name.gender || name.couple) return name.gender;
  const given = name.words[givenAt(name.words)];
  return given ? genderOf(given.key) : "m";
}

/** "Vijay Kumar" as "Vijaykumar" where the other name writes it so. */
function joinedLike(words: NameWord[], like: NameWord[]): NameWord[] {
  for (let i = 0; i + 1 < words.length; i++) {
    const [first, second] = [words[i], words[i + 1]];
    if (!first || !second) continue;
    const key = `${first.key}${second.key}`;
    const one = like.find((word) => word.key === key && !word.initial);
    if (one) return [...words.slice(0, i), one, ...words.slice(i + 2)];
  }
  return words;
}

/** The best match first, then the ones nearest in place; every word once. */
function pairUp(a: NameWord[], b: NameWord[]): Pairing {
  const all: Pairing["pairs"] = [];
  a.forEach((one, i) => {
    b.forEach((other, j) => {
      const match = matchWords(one, other);
      if (match) all.push({ a: i, b: j, match });
    });
  });
  all.sort(
    (x, y) =>
      y.match.likeness - x.match.likeness ||
      Math.abs(x.a - x.b) - Math.abs(y.a - y.b) ||
      x.a + x.b - y.a - y.b,
  );
  const pairs: Pairing["pairs"] = [];
  for (const pair of all) {
    if (!pairs.some((taken) => taken.a === pair.a || taken.b === pair.b)) pairs.push(pair);
  }
  return {
    pairs,
    restA: a.flatMap((_word, i) => (pairs.some((pair) => pair.a === i) ? [] : [i])),
    restB: b.flatMap((_word, i) => (pairs.some((pair) => pair.b === i) ? [] : [i])),
  };
}

function byGiven(
  a: NameWord[],
  b: NameWord[],
  { pairs, restA, restB }: Pairing,
  givenA: number,
  givenB: number,
): NameLikeness | null {
  const pair = givenPair(a, b, pairs, givenA, givenB);
  if (!pair) return restA.length + restB.length === 0 ? turned(a, b, pairs) : null;
  const others = pairs.filter((each) => each !== pair);
  const words = others.filter((each) => each.match.how !== "initial");
  const telling = words.some((each) => !(a[each.a]?.filler && b[each.b]?.filler));
  const rest = [...restA.map((i) => a[i]), ...restB.map((i) => b[i])];
  const missing = rest.filter((word) => word && !word.filler).length;
  const { how, likeness } = pair.match;
  if (how === "initial") {
    if (words.length === 0) return null;
    const second = others.some((each) => each.match.how === "initial" && each.a > pair.a === each.b > pair.b);
    return { base: second ? 0.52 : 0.4, how, weak: true, missing };
  }
  if (how === "short") return { base: telling ? 0.45 : 0.3, how, weak: true, missing };
  const whole = missing === 0 && a.length === b.length;
  let base = whole ? 0.44 : 0.4;
  if (telling) base = 0.62 - Math.min(0.08, missing * 0.04);
  // "Harpreet Singh" is a whole name, but of many people; "K. Ramesh" may be any Ramesh Kumar.
  else if (words.length > 0) base = missing === 0 ? 0.56 : 0.46;
  else if (others.length > 0) base = 0.46;
  const weakest = Math.min(likeness, ...others.map((each) => (each.match.how === "spelling" ? 0.95 : 1)));
  return { base: base * weakest, how, weak: false, missing };
}

/** The pair in which the given name of the fuller name met the given name, or the first initial, of the other. */
function givenPair(
  a: NameWord[],
  b: NameWord[],
  pairs: Pairing["pairs"],
  givenA: number,
  givenB: number,
): Pairing["pairs"][number] | undefined {
  const direct = pairs.find((pair) => pair.a === givenA && pair.b === givenB);
  if (direct) return direct;
  const [firstA, firstB] = [a.findIndex((word) => word.initial), b.findIndex((word) => word.initial)];
  return pairs.find(
    (pair) =>
      (pair.a === givenA && pair.b === firstB && firstA < 0) ||
      (pair.b === givenB && pair.a === firstA && firstB < 0),
  );
}

/** All words meet, but in another order: one person if the surname only went to the front (Shah Ramesh Kantilal). */
function turned(a: NameWord[], b: NameWord[], pairs: Pairing["pairs"]): NameLikeness | null {
  if (a.length < 2 || pairs.some((pair) => pair.match.how === "initial" || pair.match.how === "short"))
    return null;
  const familiar = pairs.filter((pair) => a[pair.a]?.surname && b[pair.b]?.surname).length > 0;
  if (familiar) return null;
  const shift = ((pairs[0]?.b ?? 0) - (pairs[0]?.a ?? 0) + a.length) % a.length;
  if (pairs.some((pair) => (pair.a + shift) % a.length !== pair.b)) return null;
  const same = pairs.every((pair) => pair.match.how === "same");
  return {
    base: same ? 0.56 : 0.5,
    how: same ? "same" : "spelling",
    weak: false,
    missing: 0,
  };
}

/** "Sharma ji" may be any Sharma. */
function bySurname(
  a: NameWord[],
  b: NameWord[],
  { pairs }: Pairing,
  givenA: number,
  givenB: number,
): NameLikeness | null {
  const pair = pairs.find((each) => a[each.a]?.surname && b[each.b]?.surname && each.match.how === "same");
  if (!pair) return null;
  const missing = givenA < 0 && givenB < 0 ? 0 : 1;
  return { base: 0.3, how: "surname", weak: true, missing };
}

/** Bittu Sharma may be any Sharma's pet name. */
function byPetName(a: NameWord[], b: NameWord[], { pairs, restA, restB }: Pairing): NameLikeness | null {
  const [one, other] = [a[restA[0] ?? -1], b[restB[0] ?? -1]];
  if (restA.length !== 1 || restB.length !== 1 || !one || !other) return null;
  if (PET_NAMES.has(one.key) === PET_NAMES.has(other.key)) return null;
  if (givenAt(a) !== restA[0] || givenAt(b) !== restB[0]) return null;
  if (!pairs.every((pair) => pair.match.how === "same")) return null;
  return { base: 0.25, how: "pet", weak: true, missing: 0 };
}

/** "Rajesh Sharma (Bittu)" and "Bittu Sharma": the name in brackets is the other's given name. */
function byAlias(a: PersonName, b: PersonName, one: NameWord[], other: NameWord[]): NameLikeness | null {
  const [givenA, givenB] = [one[givenAt(one)], other[givenAt(other)]];
  if (!givenA || !givenB || givenA.initial || givenB.initial) return null;
  if (!a.aliases.includes(givenB.key) && !b.aliases.includes(givenA.key)) return null;
  const shared = one.some((word) => word !== givenA && other.some((each) => each.key === word.key));
  const alone = one.length === 1 || other.length === 1;
  if (!shared && !alone) return null;
  return {
    base: shared ? 0.56 : 0.45,
    how: "short",
    weak: true,
    missing: 0,
  };
}
