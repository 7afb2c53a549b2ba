/**
 * What a word or phrase can mean in a reply, each by one letter, so that the grammar is written as regular expressions
 * over the senses of a text.
 */
export const MARK = {
  yes: "y",
  /** "ya": yes where a text begins; in Hindi "or" elsewhere. */
  ya: "Y",
  /** "will come" */
  go: "g",
  /** "will come" of one person; of a household only beside "the whole family". */
  comes: "1",
  /** "no", before or after what it denies. */
  no: "n",
  /** नहीं: alone it is a no, beside "will come" it turns it round, after a function it denies that. */
  nahi: "x",
  /** "not": denies what follows. */
  not: "t",
  /** "will not come" */
  stay: "G",
  /** A no that is one only when nothing else is said: "na" also ends friendly questions. */
  na: "N",
  maybe: "M",
  all: "A",
  /** "all functions" */
  every: "f",
  some: "S",
  only: "O",
  /** "except", before the functions. */
  except: "X",
  /** "छोड़कर", after the functions. */
  leaving: "Z",
  rest: "R",
  and: "&",
  but: "b",
  us: "u",
  me: "m",
  number: "#",
  person: "p",
  /** "naluguru": a number of people in one word. */
  people: "P",
  adult: "a",
  child: "c",
  including: "i",
  total: "T",
  plus: "+",
  /** One of the household's own functions. */
  function: "F",
  /** "both" */
  both: "d",
  /** "ceremony", "night": says nothing without a function before it. */
  generic: "k",
  /** "पर", "te": after a function a case ending. */
  after: "q",
  /** "par": a case ending after a function, "but" elsewhere. */
  par: "B",
  /** "main": "in" after a function, "I" elsewhere. */
  main: "I",
  /** "do", "das": number words that are other words or family names too; the words beside them decide. */
  numeral: "2",
  /** "che": "are" after a number in Gujarati, six before "log". */
  che: "6",
  later: "L",
  date: "D",
  undo: "U",
  status: "Q",
  thanks: "h",
  okay: "o",
  greeting: "e",
  /** "hi": a greeting where a text begins, "only" elsewhere. */
  hi: "E",
  wish: "w",
  sorry: "s",
  uncle: "v",
  emoji: "j",
  filler: "_",
  pause: ",",
  link: "-",
  question: "?",
  unknown: "!",
} as const;
export type Sense = keyof typeof MARK;

export interface Token {
  sense: Sense;
  word: string;
  value: number;
  /** The functions it names, or the parts of a date. */
  events: readonly string[];
}

export const token = (sense: Sense, word: string, value = 0, events: readonly string[] = []): Token => ({
  sense,
  word,
  value,
  events,
});

/** Phrases parted by commas or line ends; `(a|b|)` stands for each of its choices. */
export type Lexicon = Partial<Record<Sense, string>>;

/** Every spelling of a pattern: "a(a|)yenge" is aayenge and ayenge. */
export function spellings(pattern: string): string[] {
  const group = /\(([^()]*)\)/.exec(pattern);
  if (!group) return [pattern];
  const [whole, choices = ""] = group;
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + whole.length);
  return choices.split("|").flatMap((choice) => spellings(before + choice + after));
}

export const phrases = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
