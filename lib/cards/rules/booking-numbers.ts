/** Small numbers as people write them in a booking, English and Hindi in both scripts. */
const WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  ek: 1,
  do: 2,
  teen: 3,
  tin: 3,
  char: 4,
  chaar: 4,
  paanch: 5,
  panch: 5,
  che: 6,
  chhe: 6,
  cheh: 6,
  chah: 6,
  chhah: 6,
  saat: 7,
  sat: 7,
  aath: 8,
  aat: 8,
  nau: 9,
  das: 10,
  dus: 10,
  gyarah: 11,
  gyara: 11,
  barah: 12,
  baara: 12,
  bara: 12,
  एक: 1,
  दो: 2,
  तीन: 3,
  चार: 4,
  पांच: 5,
  पाँच: 5,
  छह: 6,
  छः: 6,
  छे: 6,
  सात: 7,
  आठ: 8,
  नौ: 9,
  दस: 10,
  ग्यारह: 11,
  बारह: 12,
};

/** The words as one alternative of a pattern, longest first. */
export const NUMBER = `(?:\\d{1,4}|${Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join("|")})`;

export const numberOf = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : (WORDS[text.toLowerCase()] ?? null);

/** A word's edge in any script: \b knows only Latin letters. */
export const EDGE = "(?<![\\p{L}\\p{M}\\p{N}])";
export const END = "(?![\\p{L}\\p{M}\\p{N}])";

/** A part of the text and what it says; null where it says something that cannot be held. */
export interface Found<T> {
  from: number;
  to: number;
  value: T;
}

export const pattern = (source: string): RegExp => new RegExp(source, "giu");

/** What was found, without what lies inside something found before it in the list. */
export function apart<T>(found: readonly Found<T>[]): Found<T>[] {
  const kept: Found<T>[] = [];
  for (const one of found)
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  return kept;
}

/** The text with those parts blanked out, so that what is left keeps its place. */
export function without(text: string, parts: readonly { from: number; to: number }[]): string {
  let masked = text;
  for (const { from, to } of parts)
    masked = `${masked.slice(0, from)}${"\u2502".repeat(to - from)}${masked.slice(to)}`;
  return masked;
}
