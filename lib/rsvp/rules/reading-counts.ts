import type { SaidCount } from "@/lib/rsvp/types";
import { fold, type Part, part, UNKNOWN } from "./reading-parts";

/** A count that was read. */
export const COUNT = "C";

const made = (count: SaidCount, labelled: boolean): readonly Part[] => {
  const sum = "total" in count ? count.total : count.adults + count.children;
  const sound = sum > 0 && ("total" in count || (count.adults > 0 && count.children >= 0));
  return sound ? [part(COUNT, { count, labelled })] : [UNKNOWN];
};
const numbersIn = (parts: readonly Part[]): number[] =>
  parts.filter((one) => one.mark === "#").map((one) => one.value);
const first = (parts: readonly Part[]): number => numbersIn(parts)[0] ?? 0;
const second = (parts: readonly Part[]): number => numbersIn(parts)[1] ?? 0;
const sumOf = (count: SaidCount): number => ("total" in count ? count.total : count.adults + count.children);

/** "5 (3 adults, 2 kids)": the parts must make the whole. */
function reconciled(parts: readonly Part[]): readonly Part[] {
  const counts = parts.flatMap((one) => (one.count ? [one.count] : []));
  const [a, b] = counts;
  if (!a || !b || "total" in a === "total" in b || sumOf(a) !== sumOf(b)) return [UNKNOWN];
  return made("total" in a ? b : a, true);
}

/** Reads every count: what says who comes ("3 adults 2 kids", "3+2") before what only says how many. */
export function withCounts(parts: readonly Part[]): Part[] {
  let out = fold(parts, /[uAS]p/g, ([subject]) => (subject ? [subject] : []));
  out = fold(out, /#ap?[,&+-]{0,2}#c/g, (found) =>
    made({ adults: first(found), children: second(found) }, true),
  );
  out = fold(out, /#c[,&+-]{0,2}#ap?/g, (found) =>
    made({ adults: second(found), children: first(found) }, true),
  );
  out = fold(out, /#p?i#c/g, (found) =>
    made({ adults: first(found) - second(found), children: second(found) }, true),
  );
  out = fold(out, /(?<!\+)#p?(?:\+|&\+?)#c|(?<!\+)#\+#(?!\+)/g, (found) =>
    made({ adults: first(found), children: second(found) }, true),
  );
  out = fold(out, /#ap?/g, (found) => made({ adults: first(found), children: 0 }, true));
  out = fold(out, /T-?#p?|#p?T|#p/g, (found) => made({ total: first(found) }, true));
  out = fold(out, /#/g, (found) => made({ total: first(found) }, false));
  out = fold(out, /uC|Cu/g, (found) => found.flatMap((one) => (one.count ? made(one.count, true) : [])));
  return fold(out, /C[,-]{0,2}T?C/g, (found) => reconciled(found));
}
