import { toAsciiDigits } from "@/lib/kernel/text";

/** A longer text is a letter, and letters are read by people. */
export const LONGEST = 300;

const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/n[’'`]t\b/g, "nt"],
  [/[’'`]ll\b/g, " will"],
  [/[’'`]re\b/g, " are"],
  [/[’'`]m\b/g, " am"],
  [/[’'`]d\b/g, " would"],
  [/[’'`]/g, ""],
];
const URDU_LETTERS: Record<string, string> = { ي: "ی", ى: "ی", ك: "ک", ه: "ہ", ة: "ہ", ۂ: "ہ", أ: "ا" };

/** One spelling for what is typed in many: case, width, invisible characters, digits, dots that keyboards leave out. */
export function folded(text: string): string {
  let out = toAsciiDigits(text.normalize("NFKC").toLowerCase().normalize("NFKC"))
    .replace(/\p{Cf}|[\u{1f3fb}-\u{1f3ff}]|\ufe0e|\ufe0f|\u20e3/gu, "")
    // The dots of nukta, the half nasal of हाँ, Arabic vowel marks.
    .replace(/[\u093c\u0a3c\u09bc\u064b-\u0652\u0670]/g, "")
    .replace(/\u0901/g, "\u0902")
    .replace(/[يىكهةۂأ]/g, (letter) => URDU_LETTERS[letter] ?? letter);
  for (const [shape, plain] of CONTRACTED) out = out.replace(shape, plain);
  return out;
}

const PIECES =
  /\d{1,4}[/.\-–:]\d[\d/.\-–:]*|\d+|[\p{L}\p{M}]+|\p{Extended_Pictographic}|[+&?؟=]|[,.;!)\n|।॥…،۔]+|[-–—:(]+|[*_ \t\r]+|./gsu;

/** Words, numbers, emoji and marks of a folded text in their order; white space and the stars of bold type are left out. */
export const pieces = (text: string): string[] =>
  (text.replace(/[^\S\n]+/g, " ").match(PIECES) ?? []).filter((piece) => !/^[*_ \t\r]+$/.test(piece));

/** What a word with letters held down may stand for: "haaaan" is haan or han, "yesss" is yess or yes. */
export function unstretched(word: string): string[] {
  const LONG = /(\p{L}|\p{M})\1{2,}/gu;
  if (!LONG.test(word)) return [word];
  return [word.replace(LONG, "$1$1"), word.replace(LONG, "$1")];
}
