import type { ColumnMap } from "@/lib/imports/rules/columns";
import type { Target } from "@/lib/imports/rules/targets";
import { targetsRead } from "@/lib/imports/rules/unread-columns";

/** Cells of a sheet that are one: its text is in the first of them alone. */
export type Merges = {
  /** By column, the rows from and to, in order. */
  tall: Map<number, [top: number, bottom: number][]>;
  /** Rows of which three columns or more are one cell, as titles are. */
  wide: Set<number>;
};

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const LONGEST = 200;
const MOST = 50_000;
const TITLE_WIDTH = 3;

/** The merged cells of a sheet; they stand behind its rows, so they are looked for before those are read. */
export async function readMerges(pieces: AsyncIterable<string>): Promise<Merges> {
  const merges: Merges = { tall: new Map(), wide: new Set() };
  let rest = "";
  let left = MOST;
  for await (const piece of pieces) {
    const text = rest + piece;
    if (text.includes("mergeCell"))
      for (const [, from = "", top, to = "", bottom] of text.matchAll(MERGE)) {
        if (left-- <= 0) return merges;
        note(merges, [numberOf(from), Number(top)], [numberOf(to), Number(bottom)]);
      }
    const last = text.lastIndexOf("<");
    rest = last >= 0 && text.length - last < LONGEST ? text.slice(last) : "";
  }
  for (const one of merges.tall.values()) one.sort((a, b) => a[0] - b[0]);
  return merges;
}

function note({ tall, wide }: Merges, [from, top]: [number, number], [to, bottom]: [number, number]): void {
  if (top === bottom && to - from + 1 >= TITLE_WIDTH) wide.add(top);
  if (bottom <= top) return;
  const known = tall.get(from);
  if (known) known.push([top, bottom]);
  else tall.set(from, [[top, bottom]]);
}

/** `AB` is column 27. */
const numberOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** What holds for everybody beside a merged cell; a number or a count in one is still of one row. */
const OF_ALL: ReadonlySet<Target> = new Set(["household", "side", "tags", "address", "language"]);

/** Fills what a merged cell says into the rows beside it. Rows come in the order of their lines, each once. */
export function spreading(merges: Merges | undefined, map: ColumnMap): (row: string[], line: number) => void {
  const open = [...targetsRead(map)].flatMap(([column, target]) => {
    const ranges = OF_ALL.has(target) ? merges?.tall.get(column) : undefined;
    return ranges ? [{ column, ranges, at: 0, text: "" }] : [];
  });
  return (row, line) => {
    for (const one of open) {
      const { column, ranges } = one;
      while (one.at < ranges.length && ranges[one.at]![1] < line) {
        one.at++;
        one.text = "";
      }
      const [top, bottom] = ranges[one.at] ?? [0, 0];
      if (line < top || line > bottom) continue;
      if (line === top) one.text = row[column] ?? "";
      if (one.text === "" || (row[column] ?? "") !== "") continue;
      while (row.length < column) row.push("");
      row[column] = one.text;
    }
  };
}
