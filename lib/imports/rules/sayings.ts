import { type ClaimDraft, claimKey } from "@/lib/guests/rules/claim";
import { type GroupingMode, homeOf, type ListSide, sideOf } from "./households";

/** Whose list it is, and how its people live together. */
export type ListKind = { side: "bride" | "groom" | "both" | "all"; grouping: GroupingMode };

export interface Row {
  rowNumber: number;
  draft: ClaimDraft;
}

/** What a row claims. */
export interface Said extends Row {
  key: string;
  side: "bride" | "groom" | "both";
  home: string | null;
}

/** By row number, what rows of a list claim. */
export function sayings(rows: readonly Row[], { side: of, grouping }: ListKind): Map<number, Said> {
  const list: ListSide = of === "all" ? { fallback: "both", strict: false } : { fallback: of, strict: true };
  return new Map(
    rows.map((row) => {
      const side = sideOf(row.draft, list);
      const { unitId } = row.draft;
      const home = unitId ? `unit:${unitId}` : homeOf(row.draft, grouping, list);
      return [row.rowNumber, { ...row, side, home, key: claimKey(row.draft, side, home) }];
    }),
  );
}
