import { toAsciiDigits } from "./text";

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

/** A nasal written as a letter before the consonant it goes with (बन्द) and as a dot over it (बंद): script by script. */
const HALF_NASALS: readonly (readonly [RegExp, string])[] = [0x0900, 0x0980, 0x0a80, 0x0c00, 0x0c80].map(
  (block) => {
    const sign = (offset: number) => String.fromCodePoint(block + offset);
    const nasals = [0x19, 0x1e, 0x23, 0x28, 0x2e].map(sign).join("");
    return [new RegExp(`[${nasals}]${sign(0x4d)}(?=\\p{L})`, "gu"), sign(0x02)] as const;
  },
);
/** Malayalam's consonants without a vowel, which older keyboards write with the sign that takes the vowel away. */
const CHILLUS: Record<string, string> = { ൺ: "ണ്", ൻ: "ന്", ർ: "ര്", ൽ: "ല്", ൾ: "ള്", ൿ: "ക്" };

/**
 * Words alone, in one spelling, for comparing whole texts: as `folded`, and the spellings in which Indian scripts leave
 * a choice meet. Not for reading a text word by word, where such a choice can matter.
 */
export function wordsAlone(text: string): string {
  let out = folded(text)
    .replace(/[ൺൻർൽൾൿ]/g, (letter) => CHILLUS[letter] ?? letter)
    // Gurmukhi has two signs for a nasal, the other scripts a half moon beside the dot.
    .replace(/[\u0a70\u0a01]/g, "\u0a02")
    .replace(/[\u0981\u0a81]/g, (moon) => String.fromCodePoint((moon.codePointAt(0) ?? 0) + 1));
  for (const [nasal, dot] of HALF_NASALS) out = out.replace(nasal, dot);
  return out
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
