import { oneLine } from "@/lib/imports/rules/cells";
import { type ColumnMap, filledOf } from "@/lib/imports/rules/columns";
import type { LogicalField } from "@/lib/imports/rules/header-words";
import { problem, type RowProblem } from "@/lib/imports/rules/row-contacts";

/** Of which a row has one: a second column of the kind is read only where the first is empty. */
const SINGLE: readonly LogicalField[] = [
  "full",
  "household",
  "side",
  "adults",
  "children",
  "ageBand",
  "language",
  "diet",
];

/** What a second column of a kind says otherwise than the first: it is not used, and nobody should have to find out. */
export function leftOut(
  cells: string[],
  map: ColumnMap,
  { adults = 0, children = 0 }: { adults?: number; children?: number },
): RowProblem[] {
  if (map.source !== "plain") return [];
  return SINGLE.flatMap((field) => {
    const columns = map.fields[field] ?? [];
    if (columns.length < 2) return [];
    const used = filledOf(cells, map, field);
    const said = used === undefined ? "" : keyOf(cells[used]);
    return columns.flatMap((column) => {
      const text = keyOf(cells[column]);
      if (text === "" || column === used || text === said) return [];
      // The sum beside its parts.
      if (field === "adults" && Number(text) === adults + children) return [];
      const message = `“${map.header[column]?.trim()}” stands over a column of the same kind as another one; this was left out.`;
      return [problem(field, "left_out", message, cells[column] ?? "")];
    });
  });
}

const keyOf = (text = ""): string => oneLine(text).toLowerCase();
