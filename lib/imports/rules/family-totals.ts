import type { RowDraft } from "@/lib/imports/rules/row";
import { problem } from "@/lib/imports/rules/row-contacts";
import { squash } from "@/lib/kernel/text";

/** More rows than any family has. */
const LONGEST = 60;

const homeOf = ({ outcome, household, side }: RowDraft): string =>
  outcome === "ready" && household
    ? `${side ?? ""}:${squash(household.normalize("NFKC")).toLowerCase()}`
    : "";

/**
 * A count beside the first of a family whose others stand below by name, without counts, is of all of them: added to
 * the names it would seat each of them twice. Rows go in as they come and come out in the same order, family by family.
 */
export function familyTotals<T extends { draft: RowDraft }>(): { push: (rows: T[]) => T[]; rest: () => T[] } {
  let held: T[] = [];
  let home = "";
  const settled = () => {
    const family = held;
    held = [];
    const counted =
      family.length > 1 && family.length <= LONGEST ? among(family.map((row) => row.draft)) : null;
    return counted ? family.map((row, at) => (at === 0 ? { ...row, draft: counted } : row)) : family;
  };
  return {
    push(rows) {
      const out: T[] = [];
      for (const row of rows) {
        const next = homeOf(row.draft);
        if (next === "" || next !== home || held.length > LONGEST) out.push(...settled());
        home = next;
        if (next === "") out.push(row);
        else held.push(row);
      }
      return out;
    },
    rest: settled,
  };
}

/** The first of a family counted without those who stand below by name, or null where the count is not of all. */
function among([first, ...others]: RowDraft[]): RowDraft | null {
  if (!first || others.some(({ adults, children }) => adults !== undefined || children !== undefined))
    return null;
  const { adults = 0, children = 0 } = first;
  if (adults < 1 || adults + children < others.length + 1) return null;
  const young = others.filter(({ ageBand }) => ageBand === "child" || ageBand === "infant").length;
  let kids = Math.min(children, young);
  const grown = Math.min(adults - 1, others.length - kids);
  kids = others.length - grown;
  const message = `We read this as all of “${first.household}”, the ${others.length === 1 ? "one" : others.length} named below among them; please correct it if it is not.`;
  const raw = String(adults + children);
  return {
    ...first,
    adults: adults - grown,
    ...(first.children === undefined ? {} : { children: children - kids }),
    problems: [...first.problems, problem("adults", "count_of_family", message, raw)],
  };
}
