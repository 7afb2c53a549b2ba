import type { ColumnMap } from "@/lib/imports/rules/columns";
import { headerKey } from "@/lib/imports/rules/header-words";

/**
 * Words for a sheet with a second list beside the first (bride's and groom's people in one), or undefined: read as one,
 * the people of the second would be lost and their numbers become those of the first.
 */
export function sideBySide(map: ColumnMap, rows: readonly string[][]): string | undefined {
  if (map.source !== "plain") return undefined;
  const names = map.fields.full ?? map.fields.given ?? [];
  const first = names[0];
  if (first === undefined) return undefined;
  const key = headerKey(map.header[first] ?? "");
  const second = names.find((column) => column !== first && headerKey(map.header[column] ?? "") === key);
  if (second === undefined || !rows.some((row) => (row[second] ?? "").trim() !== "")) return undefined;
  const heading = (map.header[first] ?? "").trim();
  return `This sheet has lists side by side: “${heading}” stands over column ${columnName(first)} and over column ${columnName(second)}. Put the second list below the first, or into a file of its own, and upload again; nothing was added.`;
}

/** `AB` for column 27. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
