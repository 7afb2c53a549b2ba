import { isSum } from "./not-a-guest";
import type { RowDraft } from "./row";
import { type DraftSide, sideOf } from "./row-details";
import { isSection } from "./section-words";

/**
 * Rows in their order: what heads a section (`Bride side` alone in its row) says whose the guests below are, until another
 * row heads a part of the list. What stands in a guest's own row comes first.
 */
export function sectioned(): (cells: string[], draft: RowDraft) => RowDraft {
  let side: DraftSide | undefined;
  /** A row of one cell that is no section may be the title of a part, where the headings follow it. */
  let maybeTitle = false;
  return (cells, draft) => {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    const words = filled.filter((cell) => /\p{L}/u.test(cell));
    const aside = draft.problems.some(({ code }) => code === "not_a_guest");
    if (aside && words.length === 1 && isSection(words[0]!)) {
      const named = sideOf(words[0]!);
      side = named === "both" ? undefined : named;
      maybeTitle = false;
      return draft;
    }
    if (aside && (filled.length > 1 ? maybeTitle && words.length > 1 : !isSum(words[0] ?? "")))
      side = undefined;
    maybeTitle = filled.length === 1;
    return side === undefined || draft.side !== undefined || draft.outcome !== "ready"
      ? draft
      : { ...draft, side };
  };
}
