import type { ColumnMap } from "@/lib/imports/rules/columns";

/** Notices a column of families that is filled beside the first of each alone, as people write and nobody can know. */
export function sparseFamilies(map: ColumnMap) {
  const column = map.source === "plain" ? map.fields.household?.[0] : undefined;
  let seen: Set<string> | null = column === undefined ? null : new Set();
  let below = 0;
  return {
    see(row: string[]): void {
      if (seen === null || column === undefined) return;
      const name = (row[column] ?? "").trim().toLowerCase();
      if (name === "") below += seen.size > 0 ? 1 : 0;
      // Who writes a name twice fills it in for everybody.
      else if (seen.has(name)) seen = null;
      else seen.add(name);
    },
    note: (): string | undefined =>
      seen === null || seen.size === 0 || below === 0
        ? undefined
        : `“${(map.header[column ?? 0] ?? "").trim()}” is empty in ${below === 1 ? "one row" : `${below} rows`} below a family’s name: those guests are read as families of their own. If they belong to the family above, write its name into each of their rows and bring the list again before you add it.`,
  };
}
