import type { Answer, SaidCount } from "@/lib/rsvp/types";
import { marksOf, type Part } from "./reading-parts";
import { MAYBE, NO, YES } from "./reading-polarity";

/** What one clause says, of some functions or (`events` null) of nothing in particular. */
export interface Group {
  events: "rest" | readonly string[] | null;
  answer: Answer | null;
  count: SaidCount | null;
  labelled: boolean;
  /** "all of us" */
  all: boolean;
  /** "all functions" */
  every: boolean;
  some: boolean;
  only: boolean;
  loose: boolean;
  commas: boolean;
  /** "but" leads to it. */
  contrary: boolean;
}

const ANSWERS: Record<string, Answer> = { [YES]: "yes", [NO]: "no", [MAYBE]: "maybe" };
const isTarget = (one: Part): boolean => one.mark === "F" || one.mark === "R";

/** A clause's parts as one group; null where two of its parts disagree or something has no place in it. */
function groupOf(parts: readonly Part[], contrary: boolean): Group | null {
  const marks = marksOf(parts);
  if (!/^[FRYNMCAfS]*$/.test(marks)) return null;
  const polar = parts.filter((one) => ANSWERS[one.mark] !== undefined);
  const counts = parts.filter((one) => one.count);
  const targets = parts.filter(isTarget);
  if (polar.length > 1 && new Set(polar.map((one) => one.mark)).size > 1) return null;
  if (counts.length > 1 || targets.length > 1) return null;
  // "only 2 for the mehndi": only two, or only the mehndi?
  if (targets.length > 0 && counts[0]?.only) return null;
  if (polar.some((one) => !standsWell(one, parts))) return null;
  // "2 yes" may choose the second thing of a menu, or be two.
  if (counts[0] && !counts[0].labelled && /CY/.test(marks) && isSpoken(parts)) return null;
  const [target] = targets;
  return {
    events: target ? (target.mark === "R" ? "rest" : target.events) : null,
    answer: ANSWERS[polar[0]?.mark ?? ""] ?? null,
    count: counts[0]?.count ?? null,
    labelled: counts[0]?.labelled ?? false,
    all: marks.includes("A"),
    every: marks.includes("f"),
    some: marks.includes("S"),
    only: parts.some((one) => one.only),
    loose: target?.loose ?? false,
    commas: target?.commas ?? false,
    contrary,
  };
}

/** "yes" said as a word, not as "will come". */
const isSpoken = (parts: readonly Part[]): boolean =>
  parts.some((one) => one.mark === YES && one.word === "y");

/** नहीं denies the function before it, "not" the one after it. */
function standsWell(one: Part, parts: readonly Part[]): boolean {
  if (one.mark !== NO || one.side === "either" || one.side === undefined) return true;
  const at = parts.indexOf(one);
  const target = parts.findIndex(isTarget);
  if (one.side === "after") return target === -1 || target < at;
  return target > at;
}

/** A segment names functions before what it says of them or after, all the way through; else it is not certain. */
function chunks(parts: readonly Part[]): (readonly Part[])[] | null {
  const bare = parts.filter((one) => one.mark !== "&");
  const targets = bare.filter(isTarget).length;
  if (targets <= 1) return joined(parts) ? [bare] : null;
  const out: Part[][] = [];
  const leads = bare[0] !== undefined && isTarget(bare[0]);
  let chunk: Part[] = [];
  for (const one of bare) {
    const closes = leads ? isTarget(one) : chunk.some(isTarget);
    if (closes && chunk.length > 0) {
      out.push(chunk);
      chunk = [];
    }
    chunk.push(one);
  }
  out.push(chunk);
  // "mehndi nahi baaki sab": the rest may come last without a word of its own.
  const whole = (found: readonly Part[], at: number): boolean =>
    found.filter(isTarget).length === 1 &&
    (found.length > 1 || found[0]?.only === true || (found[0]?.mark === "R" && at === out.length - 1));
  return out.every(whole) && !/&[^FRYNMC]|&$/.test(marksOf(parts)) ? out : null;
}

/** "and" opens a clause or ties a yes to its count ("yes and 4 people"). */
const joined = (parts: readonly Part[]): boolean => /^&?(?:[^&]|(?<=Y)&(?=C))*$/.test(marksOf(parts));

/** The groups of a text in their order; null where any of it is not certain. */
export function groupsOf(parts: readonly Part[]): Group[] | null {
  const groups: Group[] = [];
  let contrary = false;
  let segment: Part[] = [];
  const close = (): boolean => {
    if (segment.length === 0) return true;
    for (const chunk of chunks(segment) ?? [[]]) {
      const group = chunk.length > 0 ? groupOf(chunk, contrary) : null;
      if (!group) return false;
      groups.push(group);
      contrary = false;
    }
    segment = [];
    return true;
  };
  for (const one of parts) {
    if (one.mark !== "," && one.mark !== "b") segment.push(one);
    else if (!close()) return null;
    if (one.mark !== "b") continue;
    // "Best wishes, but ...": what stands before it was no answer, so nothing is turned round.
    contrary = groups.length > 0;
  }
  return close() && !contrary ? groups : null;
}
