import type { ColumnMap } from "@/lib/imports/rules/columns";
import { columnName } from "@/lib/imports/rules/side-by-side";
import { unusedNote } from "@/lib/imports/rules/unread-columns";
import { MAX_COLUMNS } from "./headings";

/** Which of the columns nobody reads have anything in them; without a map there is nothing to tell. */
export function unusedColumns(map: ColumnMap | undefined) {
  const empty = new Set(map?.ignored);
  const found = new Set<number>();
  const header = map?.header ?? [];
  const unnamed = new Set(header.flatMap((text, column) => (text.trim() === "" ? [column] : [])));
  return {
    see(rows: string[][]): void {
      if (!map) return;
      for (const row of rows) {
        for (const column of empty)
          if ((row[column] ?? "").trim() !== "") {
            empty.delete(column);
            found.add(column);
          }
        for (const column of unnamed) if (tells(row[column])) found.add(column);
        for (let column = header.length; column < Math.min(row.length, MAX_COLUMNS); column++)
          if (tells(row[column])) found.add(column);
      }
    },
    note: () =>
      unusedNote(
        [...found]
          .sort((a, b) => a - b)
          .map((column) => header[column]?.trim() || `${columnName(column)} (it has no heading)`),
      ),
  };
}

/** Words or a number to call; the numbering of rows has no heading either. */
const tells = (cell = ""): boolean => /\p{L}|\p{Nd}{5}/u.test(cell);
