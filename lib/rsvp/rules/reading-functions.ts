import { kindOf } from "./function-names";
import { fold, marksOf, type Part, part, UNKNOWN } from "./reading-parts";

/** Kinds that lend their name to a meal: "wedding reception" may be one function or two. */
const LENDS = new Set(["wedding", "engagement"]);
const BORROWS = new Set(["reception", "lunch", "dinner", "brunch", "breakfast", "cocktail", "tea"]);

const isCompound = (one: Part | undefined, next: Part | undefined): boolean =>
  one !== undefined &&
  next !== undefined &&
  one.events[0] !== next.events[0] &&
  LENDS.has(kindOf(one.word) ?? "") &&
  BORROWS.has(kindOf(next.word) ?? "");

function list(found: readonly Part[]): readonly Part[] {
  const marks = marksOf(found);
  const named = found.filter((one) => one.mark === "F");
  if (found.some((one, at) => one.mark === "F" && isCompound(one, found[at + 1]))) return [UNKNOWN];
  const events = [...new Set(named.flatMap((one) => one.events))];
  // "a, b and c" is one row, "a, b" may end one clause and begin the next.
  const tight = events.length === 1 || /^F(?:[,-]?F)*,?&F$|^F(?:&F)*$|d$/.test(marks);
  return [part("F", { events, loose: !tight, commas: marks.includes(",") })];
}

/** Functions in a row are one part, "only" goes with the functions or the count it stands beside. */
export function withFunctions(parts: readonly Part[]): Part[] {
  let out = fold(parts, /F(?:,?&?F)*d?/g, list);
  out = fold(out, /R[Af]|[Af]R/g, () => [part("R")]);
  if (/FO[CF]/.test(marksOf(out))) return [UNKNOWN];
  out = fold(out, /OF|FO/g, (found) =>
    found.flatMap((one) => (one.mark === "F" ? [{ ...one, only: true }] : [])),
  );
  return fold(out, /OC/g, ([, count]) => (count ? [{ ...count, only: true }] : []));
}
