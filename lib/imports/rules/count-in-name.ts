import type { ColumnMap } from "@/lib/imports/rules/columns";
import { COUPLE, spelledOut, takeCounts } from "@/lib/imports/rules/pasted-counts";
import { problem, type RowProblem } from "@/lib/imports/rules/row-contacts";
import { squash, toAsciiDigits } from "@/lib/kernel/text";

const PAIR = /\bmr\.?\s*(?:&|and|\+)\s*mrs\b|श्री\s*(?:और|एवं|व|&)\s*श्रीमती/iu;
const SEVERAL = /[\p{L}\p{M}.)]\s*(?:[&+/]|\b(?:and|aur)\b|और)\s*\p{L}/iu;
const MOST = 30;

type Counted = { name: { full: string }; adults?: number; children?: number; problems: RowProblem[] };

/**
 * How many people a sheet counts in the name itself (`Kapoor + 2`, `Mehta (4)`, `Mr. & Mrs. Rao`), where no column does:
 * read as one each, they would be short of plates. What can only be suspected is told.
 */
export function countInName<T extends Counted>(draft: T, map: ColumnMap): T {
  const { name, adults, children } = draft;
  if (map.source !== "plain" || adults !== undefined || children !== undefined) return draft;
  const counted = countsOf(name.full);
  if (!counted) {
    if (!SEVERAL.test(name.full)) return draft;
    const message =
      "This may be more than one person, and we count one. If so, write how many into a column of the list (Adults), or correct it on the family’s page.";
    return {
      ...draft,
      problems: [...draft.problems, problem("adults", "perhaps_several", message, name.full)],
    };
  }
  const { called, ...counts } = counted;
  const words = [
    counts.adults === undefined ? "" : `${counts.adults} ${counts.adults === 1 ? "adult" : "adults"}`,
    counts.children === undefined ? "" : `${counts.children} ${counts.children === 1 ? "child" : "children"}`,
  ].filter((part) => part !== "");
  const message = `We read the name as ${words.join(" and ")}; please correct it if it is not.`;
  return {
    ...draft,
    ...counts,
    name: called === name.full ? name : { full: called },
    problems: [...draft.problems, problem("adults", "count_guessed", message, name.full)],
  };
}

function countsOf(name: string): { called: string; adults?: number; children?: number } | undefined {
  const text = squash(name);
  const { rest, ...counts } = /\p{Nd}/u.test(text)
    ? takeCounts(spelledOut(toAsciiDigits(text)), { last: false })
    : { rest: text };
  const called = squash(rest).replace(/[\s\-–—:;,|/&+*(=]+$/, "");
  if (counts.adults === undefined && counts.children === undefined)
    return COUPLE.test(text) || PAIR.test(text) ? { called: name, adults: 2 } : undefined;
  if (!/\p{L}/u.test(called) || (counts.adults ?? 0) + (counts.children ?? 0) > MOST) return undefined;
  const pair = PAIR.test(called) || COUPLE.test(called);
  // The named ones of `Mr. & Mrs. Kapoor + 2` are two already.
  if (pair && counts.adults !== undefined && /\+\s*\p{Nd}/u.test(text)) counts.adults += 1;
  return { called, ...counts };
}
