/** A longer text is a letter, and letters are read by people. */
export const LONGEST = 300;

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
