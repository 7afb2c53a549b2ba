import { addressKey, addressWords, likeAddresses } from "@/lib/guests/rules/address-likeness";
import { likeNames, type NameLikeness } from "@/lib/guests/rules/name-likeness";
import { firstForm, fullNamesOf } from "@/lib/guests/rules/name-words";
import { givenAt, type NameWord, type PersonName, readName } from "@/lib/guests/rules/person-name";
import { transposed, voiceless } from "@/lib/guests/rules/word-likeness";
import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";
import { latinKey } from "@/lib/kernel/scripts";
import { nameKey } from "@/lib/kernel/text";

/** What is compared of a person. Phones are E.164, e-mails as stored; housemates are names, the person's own or not. */
export interface LikenessPerson {
  name: string;
  household?: string;
  side?: string;
  ageBand?: string;
  address?: string;
  phones: readonly string[];
  emails: readonly string[];
  tags: readonly string[];
  housemates: readonly string[];
}

/** `score` is 0.5 to 0.97 (never certain); reasons are for a parent to read, the strongest first, no numbers in them. */
export interface Likeness {
  score: number;
  reasons: string[];
}

/**
 * From here on two people are shown as perhaps one. Names alone give: given name and surname 0.62 (0.54 with a middle
 * name more or less, 0.53 with a slip), with only a Kumar or Singh 0.56, two initials and surname 0.52; too little
 * without a home, housemates or a number beside: pet name 0.45, one word 0.44, one initial 0.4, a surname 0.3.
 */
export const SUGGEST_FROM = 0.5;

const WEIGHT = {
  nearPhone: 0.3,
  samePhone: 0.15,
  otherPhones: -0.08,
  nearEmail: 0.2,
  sameAddress: 0.22,
  nearAddress: 0.12,
  otherAddress: -0.12,
  sameHousehold: 0.08,
  housemate: 0.2,
  moreHousemates: 0.26,
  sharedTag: 0.03,
  otherSide: -0.2,
  otherAge: -0.5,
  rival: -0.2,
};

/**
 * Whether two people without a common identifier may be one: for a human to decide, never applied by itself. Null
 * when nothing or too little speaks for it. Symmetric but for the order of names inside the reasons.
 */
export function likeness(a: LikenessPerson, b: LikenessPerson): Likeness | null {
  const [nameA, nameB] = [readName(a.name), readName(b.name)];
  const names = likeNames(nameA, nameB);
  if (!names) return null;
  let score = names.base;
  const reasons = [nameReason(names, a, b)];
  const weigh = (weight: number, reason?: string) => {
    score += weight;
    if (reason) reasons.push(reason);
  };

  weighContacts(a, b, weigh);
  weighHome(a, b, names, weigh);
  if (names.weak && hasRival(a, b, nameA, nameB))
    weigh(WEIGHT.rival, "but someone else there fits the name as well");
  if (a.tags.some((tag) => b.tags.includes(tag))) weigh(WEIGHT.sharedTag);
  if (a.side && b.side && a.side !== b.side && a.side !== "both" && b.side !== "both") {
    weigh(WEIGHT.otherSide, "but one is on the bride's side and one on the groom's");
  }
  if (a.ageBand && b.ageBand && a.ageBand !== b.ageBand) weigh(WEIGHT.otherAge);
  if (score < SUGGEST_FROM - 1e-9) return null;
  return { score: Math.round(Math.min(score, 0.97) * 100) / 100, reasons };
}

type Weigh = (weight: number, reason?: string) => void;

function nameReason(names: NameLikeness, a: LikenessPerson, b: LikenessPerson): string {
  const both = `“${a.name.trim()}” and “${b.name.trim()}”`;
  switch (names.how) {
    case "short":
      return `${both}: one is often short for the other`;
    case "initial":
      return `${both}: the initials fit the name`;
    case "pet":
      return `${both}: same family name, and one of them is a pet name`;
    case "surname":
      return `${both}: same family name, and one has no first name`;
    default:
      if (names.missing > 0) return `${both}: the same name, one written shorter`;
      return names.how === "same" && nameKey(a.name) === nameKey(b.name)
        ? `Both are called “${a.name.trim()}”`
        : `${both}: the same name, written differently`;
  }
}

function weighContacts(a: LikenessPerson, b: LikenessPerson, weigh: Weigh): void {
  const near = a.phones.flatMap((one) => b.phones.flatMap((other) => nearNumbers(one, other) ?? []))[0];
  if (a.phones.some((phone) => b.phones.includes(phone)))
    weigh(WEIGHT.samePhone, "they share a phone number");
  else if (near) weigh(WEIGHT.nearPhone, near);
  else if (a.phones.length > 0 && b.phones.length > 0) weigh(WEIGHT.otherPhones);
  if (a.emails.some((one) => b.emails.some((other) => nearEmails(one, other)))) {
    weigh(WEIGHT.nearEmail, "their e-mail addresses begin alike");
  }
}

/** In plain words how two numbers differ by one slip; null if they are equal or differ by more. */
function nearNumbers(a: string, b: string): string | null {
  if (a === b || a.length < 8 || b.length < 8) return null;
  if (a.slice(-10) === b.slice(-10)) return "the same number under different country codes";
  if (a.length !== b.length) return null;
  if (transposed(a, b)) return "two neighbouring digits of their numbers are swapped";
  let differ = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differ++;
  return differ === 1 ? "their phone numbers differ in one digit" : null;
}

const EVERYBODYS = /^(?:info|contact|family|office|admin|hello|mail|wedding)\d*$/;

const localPart = (email: string): string =>
  (email.toLowerCase().split("@")[0] ?? "").replace(/\+.*$|\./g, "");

function nearEmails(a: string, b: string): boolean {
  const local = localPart(a);
  return local.length >= 5 && local === localPart(b) && !EVERYBODYS.test(local);
}

function weighHome(a: LikenessPerson, b: LikenessPerson, names: NameLikeness, weigh: Weigh): void {
  const place = likeAddresses(a.address ?? "", b.address ?? "");
  if (place === "same") weigh(WEIGHT.sameAddress, "same address");
  else if (place === "near") weigh(WEIGHT.nearAddress, "nearly the same address");
  else if (place === "other") weigh(WEIGHT.otherAddress, "but at different addresses");
  if (a.household && b.household && formsKey(a.household) === formsKey(b.household)) {
    weigh(WEIGHT.sameHousehold, "same family");
  }
  const mates = sharedMates(a, b);
  // A list that names two of one house with an initial or a pet name more often means two people.
  const weight = mates.length > 1 ? WEIGHT.moreHousemates : WEIGHT.housemate;
  if (mates.length > 0)
    weigh(names.weak ? weight / 2 : weight, `both live with ${mates.slice(0, 3).join(", ")}`);
}

/** Housemates of both, themselves left out, as the first writes them. */
function sharedMates(a: LikenessPerson, b: LikenessPerson): string[] {
  const own = new Set([plainKey(a.name), plainKey(b.name)]);
  const theirs = new Set(b.housemates.map(plainKey));
  const mates = new Map(a.housemates.map((name) => [plainKey(name), name.trim()]));
  return [...mates].filter(([key]) => key !== "" && theirs.has(key) && !own.has(key)).map(([, name]) => name);
}

const plainKey = (name: string): string => formsKey(nameKey(name));

const formsKey = (text: string): string => latinKey(text).split(" ").map(firstForm).join(" ");

/** Another member of either house whom the weak name would fit as well. */
function hasRival(a: LikenessPerson, b: LikenessPerson, nameA: PersonName, nameB: PersonName): boolean {
  const own = new Set([plainKey(a.name), plainKey(b.name)]);
  const fits = (mate: string, name: PersonName) =>
    !own.has(plainKey(mate)) && likeNames(readName(mate), name) !== null;
  return b.housemates.some((mate) => fits(mate, nameA)) || a.housemates.some((mate) => fits(mate, nameB));
}

/**
 * Keys for finding candidates without comparing all pairs: people whom `likeness` would suggest share at least one
 * (but for a lost consonant in a name of one word). Some fifty a person; coarse, so `likeness` still decides.
 */
export function candidateKeys(person: LikenessPerson): string[] {
  const name = readName(person.name);
  const keys = new Set<string>();
  const full = name.words.filter((word) => !word.initial);
  const given = name.words[givenAt(name.words)];
  const forms = full.map((word) => formsOf(word, word === given ? name.aliases : []));
  if (full.length > 0) keys.add(`name:${bone(full.map((word) => word.key).join(""))}`);
  forms.forEach((one, i) => {
    for (const other of forms.slice(i + 1))
      for (const x of one) for (const y of other) keys.add(`words:${[x, y].sort().join("|")}`);
  });
  for (const word of full) {
    for (const lead of name.words) {
      if (lead !== word && (lead === given || lead.initial))
        keys.add(`first:${firstLetter(lead)}|${bone(word.key)}`);
    }
  }
  for (const anchor of anchorsOf(person)) for (const form of forms.flat()) keys.add(`${anchor}|${form}`);
  for (const key of contactKeys(person)) keys.add(key);
  return [...keys];
}

const formsOf = (word: NameWord, aliases: string[]): string[] => [
  ...new Set([word.key, ...fullNamesOf(word.key), ...aliases].map(bone)),
];

/** What is left of a word whatever its vowels, voice and order of letters: each consonant once, sorted. */
function bone(key: string): string {
  const consonants = voiceless(key.replace(/m$/, "n").replaceAll("v", "b")).replace(/[aeiouy]/g, "");
  return [...new Set(consonants || key)].sort().join("");
}

function firstLetter(word: NameWord): string {
  const letter = (/^[a-z]/.test(word.raw) ? word.raw : word.key)[0] ?? "";
  return { c: "k", q: "k", x: "k", w: "v", z: "j", f: "p" }[letter] ?? letter;
}

/** A home as its whole address, its numbers and its two longest words, and the people who live there. */
function anchorsOf(person: LikenessPerson): string[] {
  const words = addressKey(person.address ?? "") === "" ? [] : addressWords(person.address ?? "");
  const numbers = words.filter((word) => /\d/.test(word)).slice(0, 4);
  const longest = words
    .filter((word) => !/\d/.test(word))
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .slice(0, 2);
  const mates = person.housemates.map(plainKey).sort().slice(0, 12);
  return [...numbers, ...longest]
    .map((word) => `home:${word}`)
    .concat(mates.filter((key) => key !== "" && key !== plainKey(person.name)).map((key) => `mate:${key}`));
}

/** Numbers without one of their last ten digits, so that one wrong, or two swapped, still meet; e-mail names. */
function contactKeys(person: LikenessPerson): string[] {
  const numbers = person.phones.flatMap((phone) => {
    const end = phone.replace(/\D/g, "").slice(-10);
    return [end, ...Array.from(end, (_digit, at) => end.slice(0, at) + end.slice(at + 1))];
  });
  return [
    ...numbers.map((digits) => `phone:${digits}`),
    ...person.emails.map((email) => `mail:${localPart(email)}`),
  ];
}

/**
 * Under which a refusal is remembered: the same for (a, b) and (b, a), and whatever titles, side, tags or housemates
 * change; another name, number or e-mail makes it a new question. People without either are told by where they live.
 */
export function suggestionKey(a: LikenessPerson, b: LikenessPerson): string {
  const contents = [a, b].map((person) => {
    const contacts = [
      ...new Set([...person.phones, ...person.emails.map((email) => email.toLowerCase())]),
    ].sort();
    const home =
      contacts.length > 0 ? [] : [addressKey(person.address ?? ""), latinKey(person.household ?? "")];
    return canonicalJson([nameKey(person.name), contacts, home]);
  });
  return `likeness:${sha256Hex(contents.sort().join("\n"))}`;
}
