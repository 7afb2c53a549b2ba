import type { SaidCount } from "@/lib/rsvp/types";
import { MARK, type Token } from "./reading-senses";

/** A piece of a reply while the grammar works on it. */
export interface Part {
  mark: string;
  word: string;
  value: number;
  events: readonly string[];
  count?: SaidCount;
  /** A count that says it is one: "4 people", "we are 4". */
  labelled?: boolean;
  /** Functions in a row without "and". */
  loose?: boolean;
  /** A comma stands between the functions of a row. */
  commas?: boolean;
  /** "only" stands beside it. */
  only?: boolean;
  /** Where a no may stand: before what it denies, after it, or either. */
  side?: "before" | "after" | "either";
}

export const part = (mark: string, more: Partial<Part> = {}): Part => ({
  mark,
  word: "",
  value: 0,
  events: [],
  ...more,
});
export const asParts = (tokens: readonly Token[]): Part[] =>
  tokens.map(({ sense, word, value, events }) => ({ mark: MARK[sense], word, value, events }));

/** What the grammar cannot account for. */
export const UNKNOWN = part(MARK.unknown);
export const marksOf = (parts: readonly Part[]): string => parts.map((one) => one.mark).join("");

/** Replaces every stretch whose marks match; each mark is one letter, so the match tells the parts. */
export function fold(
  parts: readonly Part[],
  pattern: RegExp,
  build: (matched: readonly Part[]) => readonly Part[],
): Part[] {
  const out: Part[] = [];
  let from = 0;
  for (const match of marksOf(parts).matchAll(pattern)) {
    if (match[0] === "") continue;
    out.push(...parts.slice(from, match.index));
    from = match.index + match[0].length;
    out.push(...build(parts.slice(match.index, from)));
  }
  out.push(...parts.slice(from));
  return out;
}
