/** Text as people really type it: many scripts, stray controls, honorifics. Everything here is pure and total. */

const HONORIFICS = new Set(
  [
    "shri shree sri smt shrimati shreemati kumari km mr mrs ms miss mx dr doctor prof adv ca er col capt maj lt gen",
    "ji jee sahab saheb sahib uncle aunty auntie aunti bhaiya bhabhi didi mausi masi mami chacha chachi kaka kaki",
    "nana nani dada dadi thiru thirumathi selvi sardar sardarni pandit pt late",
    "श्री श्रीमती श्रीमान कुमारी सुश्री डॉ डॉक्टर पं पंडित जी साहब अंकल आंटी चाचा चाची मामा मामी दादा दादी नाना नानी",
    "શ્રી શ્રીમતી કુમારી ડૉ",
  ].flatMap((line) => line.split(" ")),
);

/** Rewrites every Unicode decimal digit (Devanagari, Tamil, full width, …) as 0-9 and leaves the rest alone. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));
}

/** Unicode keeps the ten digits of a script together in order, so the distance to the run's start is the value. */
function digitValue(codePoint: number): number {
  // The five mathematical digit styles are one unbroken run of fifty.
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return (codePoint - 0x1d7ce) % 10;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(codePoint - value - 1))) value++;
  return value;
}

/** Trims, collapses every run of white space (line breaks too) to one space, and composes to NFC. */
export function squash(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/**
 * Makes text storable in Postgres: U+0000 and the other C0/C1 controls go (line feed stays, a tab becomes a
 * space), and a lone surrogate becomes U+FFFD.
 */
export function stripControl(text: string): string {
  return (
    text
      .replaceAll("\t", " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are exactly what is removed here
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "")
      .toWellFormed()
  );
}

/**
 * A key under which two spellings of one name meet (case, Latin accents, honorifics, punctuation and emoji
 * aside); for suggestions only, never to merge people. Empty when the name holds no letter or digit.
 */
export function nameKey(name: string): string {
  const words = foldedName(name)
    .split(" ")
    .filter((word) => word !== "");
  const bare = words.filter((word) => !HONORIFICS.has(word));
  return (bare.length > 0 ? bare : words).join(" ");
}

/** Lower case, without Latin accents; what is neither letter nor digit is a space. */
function foldedName(name: string): string {
  // Most names: nothing to compose or to fold.
  if (/^[A-Za-z0-9 ]*$/.test(name)) return name.toLowerCase();
  return (
    name
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFD")
      // Only Latin: the marks of Indic scripts are vowels, and losing them would make different names equal.
      .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
      .normalize("NFC")
      .replace(/\p{Cf}/gu, "")
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim()
  );
}
