import { latinKey } from "@/lib/kernel/scripts";
import { folded } from "@/lib/kernel/spelling";
import { functionNamed, LONGEST_NAME, type Names } from "./function-names";
import { DAY_WORDS } from "./reading-day-words";
import { DOUBTFUL_NUMBERS, NUMBER_WORDS, PEOPLE_WORDS } from "./reading-numbers";
import { type Lexicon, phrases, type Sense, spellings, type Token, token } from "./reading-senses";
import { pieces, unstretched } from "./reading-text";
import { BENGALI, PUNJABI } from "./reading-words-east";
import { ENGLISH } from "./reading-words-en";
import { HINDI, HINDI_LATIN, URDU } from "./reading-words-hi";
import { KANNADA, MALAYALAM, SOUTH_LATIN, TAMIL, TELUGU } from "./reading-words-south";
import { GUJARATI, MARATHI, WEST_LATIN } from "./reading-words-west";

const LEXICONS: readonly Lexicon[] = [
  ENGLISH,
  HINDI_LATIN,
  WEST_LATIN,
  SOUTH_LATIN,
  HINDI,
  MARATHI,
  GUJARATI,
  PUNJABI,
  BENGALI,
  TAMIL,
  TELUGU,
  KANNADA,
  MALAYALAM,
  URDU,
];
/** Sad ones go with a no, and say nothing alone. */
const SAD_EMOJI = "😔😞😢😥😭🙁☹😟";
const KIND_EMOJI =
  "👍🙏👌❤♥😊😀😃😄😁🙂☺😇🥰😍😘🤗🎉🎊🥳💐🌹🌸🌺🌷💖💕💞💓💗💝💛💙💜🧡💚🤍✨🌟⭐🎈🎁💃🕺👏🙌🤝🪔🕉💍👰🤵👫👪🥂🍾";

interface Entry {
  sense: Sense;
  value: number;
}
type Dictionary = ReadonlyMap<string, Entry>;

const keyed = (phrase: string): string => pieces(folded(phrase)).join(" ");
const entries = (list: string): string[] => phrases(list).flatMap(spellings).map(keyed);

function dictionary(): Dictionary {
  const words = new Map<string, Entry>();
  const add = (list: string, sense: Sense, value = 0): void => {
    for (const phrase of entries(list)) if (!words.has(phrase)) words.set(phrase, { sense, value });
  };
  for (const [value, list] of Object.entries(PEOPLE_WORDS)) add(list, "people", Number(value));
  for (const [value, list] of Object.entries(NUMBER_WORDS)) add(list, "number", Number(value));
  for (const [value, list] of Object.entries(DOUBTFUL_NUMBERS)) add(list, "numeral", Number(value));
  for (const lexicon of LEXICONS)
    for (const [sense, list] of Object.entries(lexicon)) add(list, sense as Sense);
  return words;
}
const WORDS = dictionary();
const ENGLISH_WORDS = new Set(Object.values(ENGLISH).flatMap(entries));
/** Whether a phrase is one of the English ones. */
export const isEnglish = (phrase: string): boolean => ENGLISH_WORDS.has(phrase);
const DAYS: ReadonlyMap<string, string> = new Map(
  Object.entries(DAY_WORDS).flatMap(([meaning, list]) =>
    entries(list).map((word) => [word, meaning] as const),
  ),
);
const LONGEST_PHRASE = [...WORDS.keys(), ...DAYS.keys()].reduce(
  (longest, phrase) => Math.max(longest, phrase.split(" ").length),
  LONGEST_NAME,
);

const SENSE_OF_MARK: Record<string, Sense> = {
  "+": "plus",
  "&": "and",
  "?": "question",
  "؟": "question",
  "=": "total",
};
const isWord = (piece: string): boolean => /^[\p{L}\p{M}]+$/u.test(piece);

function single(piece: string): Token {
  const mark = SENSE_OF_MARK[piece];
  if (mark) return token(mark, piece);
  if (/^(?:0[1-9]|[1-9]?\d)$/.test(piece)) return token("number", piece, Number(piece));
  if (/^[,.;!)\n|।॥…،۔]+$/.test(piece)) return token("pause", piece);
  if (/^[-–—:(]+$/.test(piece)) return token("link", piece);
  if (SAD_EMOJI.includes(piece)) return token("sorry", piece);
  if (KIND_EMOJI.includes(piece)) return token("emoji", piece);
  return token("unknown", piece);
}

/** A word with letters held down as the word it stands for, where that is certain. */
function settled(word: string): string {
  const known = unstretched(word).filter((candidate) => WORDS.has(candidate));
  const senses = new Set(known.map((candidate) => WORDS.get(candidate)?.sense));
  return senses.size === 1 ? (known[0] ?? word) : word;
}

function phraseAt(
  words: readonly string[],
  keys: readonly string[],
  at: number,
  names: Names,
  days: boolean,
): [Token, number] | null {
  let most = 0;
  while (most < LONGEST_PHRASE && isWord(words[at + most] ?? "")) most++;
  for (let length = most; length > 0; length--) {
    const part = words.slice(at, at + length);
    const phrase = part.join(" ");
    const day = days ? DAYS.get(phrase) : undefined;
    if (day !== undefined) return [token("date", phrase, 0, day.split(" ")), length];
    const entry = WORDS.get(phrase);
    if (entry) return [token(entry.sense, phrase, entry.value), length];
    const events = length <= LONGEST_NAME ? functionNamed(part, keys.slice(at, at + length), names) : null;
    if (events) return [token(events.length > 0 ? "function" : "unknown", phrase, 0, events), length];
  }
  return null;
}

/** The senses of a text in their order, the longest known phrase first; `days` reads names of days as well. */
export function scan(text: string, names: Names, days: boolean): Token[] {
  const words = pieces(folded(text)).map((piece) => (isWord(piece) ? settled(piece) : piece));
  const keys = words.map((word) => (isWord(word) ? latinKey(word) : ""));
  const tokens: Token[] = [];
  for (let at = 0; at < words.length; ) {
    const found = phraseAt(words, keys, at, names, days);
    tokens.push(found?.[0] ?? single(words[at] ?? ""));
    at += found?.[1] ?? 1;
  }
  return tokens.flatMap((one) =>
    one.sense === "people" ? [token("number", one.word, one.value), token("person", one.word)] : [one],
  );
}
