import { storable } from "@/lib/imports/rules/cells";
import { type ColumnMap, householdHeading } from "@/lib/imports/rules/columns";
import { familyTotals } from "@/lib/imports/rules/family-totals";
import { asideOf, titlesAside } from "@/lib/imports/rules/not-a-guest";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";
import { problem } from "@/lib/imports/rules/row-contacts";
import { sectioned } from "@/lib/imports/rules/sections";
import {
  findStart,
  HEAD_ROWS,
  MAX_COLUMNS,
  type MappingQuestion,
  type TableOptions,
  withAdvice,
} from "./headings";
import { ListRefusal } from "./refusal";
import { sparseFamilies } from "./sparse-families";
import { unusedColumns } from "./unused-columns";
import { spreading } from "./xlsx-merges";

export const MAX_ROWS = 200_000;

/** Some of a table's rows, and which rows of the sheet they are; `broken` says in words why no more can be read. */
export type Records = { rows: string[][]; lines: number[]; broken?: string };
/** `line` is the row as its spreadsheet counts, blank rows and headings too; what is no sheet has none. */
export type ListRow = { raw: string[]; draft: RowDraft; line?: number };
export type TablePart =
  | { kind: "rows"; rows: ListRow[] }
  | ({ kind: "needs_mapping" } & MappingQuestion)
  | {
      kind: "end";
      map: ColumnMap;
      householdColumn: string | null;
      note?: string;
      question?: MappingQuestion;
    };

/**
 * Drafts from a table's records. The headings are the first row, or follow a title or two; where they say too little
 * the question comes instead of rows. Throws ListRefusal when there is nothing to read.
 */
export async function* readTable(
  records: AsyncIterator<Records, void>,
  options: TableOptions,
): AsyncGenerator<TablePart, void, void> {
  const { rows: head, lines: headLines, broken: cut, more } = await readHead(records);
  const start = findStart(head, options, cut);
  if (!("map" in start)) {
    yield { kind: "needs_mapping", ...start.question };
    return;
  }
  const { map, question } = start;
  const spread = spreading(options.merges, map);
  const sparse = sparseFamilies(map);
  const totals = familyTotals<ListRow>();
  const unused = unusedColumns(question ? map : undefined);
  // An address book has contacts alone; sums and sections are of sheets people write.
  const aside = map.source === "plain" ? asideOf(map) : (_: string[], draft: RowDraft) => draft;
  const inSection = map.source === "plain" ? sectioned() : (_: string[], draft: RowDraft) => draft;
  const draftOf = (cells: string[], line: number): RowDraft => {
    // A title across the sheet says nothing of the merged cells beside it.
    const title = options.merges?.wide.has(line) === true;
    if (!title) spread(cells, line);
    const draft = inSection(cells, aside(cells, draftFromRow(cells, map, options), title));
    if (draft.outcome === "ready") sparse.see(cells);
    return draft;
  };
  let total = 0;
  let line = 0;
  let householdColumn: string | null = null;
  let broken = cut;
  let lines = headLines.slice(start.from);
  for (let rows = head.slice(start.from); ; ) {
    total += rows.length;
    if (total > MAX_ROWS)
      throw new ListRefusal(
        `The list has more than ${MAX_ROWS.toLocaleString("en-IN")} rows. Please split it into smaller files.`,
      );
    householdColumn ??= householdHeading(map, rows) ?? null;
    unused.see(rows);
    const read = rows.map((cells, index) => ({
      raw: cells.length > MAX_COLUMNS ? cells.slice(0, MAX_COLUMNS) : cells,
      draft: draftOf(cells, lines[index]!),
      line: lines[index]!,
    }));
    line = lines.at(-1) ?? line;
    const drafts = totals.push(titlesAside(read));
    if (broken !== undefined && total > 0)
      drafts.push(...totals.rest(), { ...brokenRow(broken), line: line + 1 });
    if (drafts.length > 0) yield { kind: "rows", rows: drafts };
    const next = broken === undefined && more ? await records.next() : { done: true as const };
    if (next.done) break;
    rows = next.value.rows.map(cleaned);
    lines = next.value.lines;
    broken = next.value.broken;
  }
  const last = totals.rest();
  if (last.length > 0) yield { kind: "rows", rows: last };
  if (total === 0) throw new ListRefusal(broken === undefined ? options.emptyWords : withAdvice(broken));
  const note = [sparse.note(), unused.note()].filter((words) => words !== undefined).join(" ");
  yield {
    kind: "end",
    map,
    householdColumn,
    ...(note === "" ? {} : { note }),
    ...(question ? { question } : {}),
  };
}

const cleaned = (record: string[]): string[] => record.map(storable);

function brokenRow(broken: string): ListRow {
  const message = `${broken} What comes before was read, what follows was not. Mend it and bring the file again: what is known already stays as it is.`;
  const problems = [problem("row", "file_breaks_off", message, "")];
  return {
    raw: [broken],
    draft: { outcome: "refused", name: { full: "" }, phones: [], emails: [], tags: [], problems },
  };
}

/** Enough rows to judge the table by, cleaned. */
async function readHead(records: AsyncIterator<Records, void>) {
  const rows: string[][] = [];
  const lines: number[] = [];
  while (rows.length < HEAD_ROWS) {
    const next = await records.next();
    if (next.done) return { rows, lines, more: false };
    for (const row of next.value.rows) rows.push(cleaned(row));
    for (const line of next.value.lines) lines.push(line);
    if (next.value.broken !== undefined) return { rows, lines, broken: next.value.broken, more: false };
  }
  return { rows, lines, more: true };
}
