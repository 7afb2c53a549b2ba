import { storable } from "@/lib/imports/rules/cells";
import { type ColumnMap, type HeaderRefusal, householdHeading, mapHeader } from "@/lib/imports/rules/columns";
import { fileRefusal } from "@/lib/imports/rules/encoding";
import { headerSignature, mapFromChoice } from "@/lib/imports/rules/map-choice";
import { type ColumnProposal, proposeColumns } from "@/lib/imports/rules/propose-columns";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";
import { problem } from "@/lib/imports/rules/row-contacts";
import type { MappingChoice } from "@/lib/imports/rules/targets";
import { ListRefusal } from "./refusal";

export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 500;
const HEAD_ROWS = 20;
const TITLE_ROWS = 8;
const SAMPLE_ROWS = 8;

/** Some of a table's rows; `broken` says in words why no more can be read. */
export type Records = { rows: string[][]; broken?: string };
export type ListRow = { raw: string[]; draft: RowDraft };
export type MappingQuestion = {
  header: string[];
  sample: string[][];
  hasHeader: boolean;
  proposal: ColumnProposal[];
  /** What the answer may be remembered under. */
  signature: string;
};
export type TablePart =
  | { kind: "rows"; rows: ListRow[] }
  | ({ kind: "needs_mapping" } & MappingQuestion)
  | { kind: "end"; map: ColumnMap; householdColumn: string | null };

type TableOptions = { homeCountry: string; asks: boolean; mapping?: MappingChoice; emptyWords: string };
type Start = { map: ColumnMap; rows: string[][] } | { question: MappingQuestion };

/**
 * Drafts from a table's records. The headings are the first row, or follow a title or two; where they say too little
 * the question comes instead of rows. Throws ListRefusal when there is nothing to read.
 */
export async function* readTable(
  records: AsyncIterator<Records, void>,
  options: TableOptions,
): AsyncGenerator<TablePart, void, void> {
  const { rows: head, broken: cut, more } = await readHead(records);
  const start = findStart(head, options, cut);
  if ("question" in start) {
    yield { kind: "needs_mapping", ...start.question };
    return;
  }
  const { map } = start;
  let total = 0;
  let householdColumn: string | null = null;
  let broken = cut;
  for (let rows = start.rows; ; ) {
    total += rows.length;
    if (total > MAX_ROWS)
      throw new ListRefusal(
        `The list has more than ${MAX_ROWS.toLocaleString("en-IN")} rows. Please split it into smaller files.`,
      );
    householdColumn ??= householdHeading(map, rows) ?? null;
    const drafts = rows.map((cells) => ({
      raw: cells.length > MAX_COLUMNS ? cells.slice(0, MAX_COLUMNS) : cells,
      draft: draftFromRow(cells, map, options),
    }));
    if (broken !== undefined && total > 0) drafts.push(brokenRow(broken));
    if (drafts.length > 0) yield { kind: "rows", rows: drafts };
    const next = broken === undefined && more ? await records.next() : { done: true as const };
    if (next.done) break;
    rows = next.value.rows.map(cleaned);
    broken = next.value.broken;
  }
  if (total === 0) throw new ListRefusal(broken === undefined ? options.emptyWords : withAdvice(broken));
  yield { kind: "end", map, householdColumn };
}

const cleaned = (record: string[]): string[] => record.map(storable);
const withAdvice = (broken: string): string =>
  `${broken} Open it in Excel or Google Sheets, save it again as CSV UTF-8, and upload that file.`;

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
  while (rows.length < HEAD_ROWS) {
    const next = await records.next();
    if (next.done) return { rows, more: false };
    for (const row of next.value.rows) rows.push(cleaned(row));
    if (next.value.broken !== undefined) return { rows, broken: next.value.broken, more: false };
  }
  return { rows, more: true };
}

const filled = (row: string[]): number => row.filter((cell) => cell.trim() !== "").length;

function findStart(head: string[][], options: TableOptions, broken: string | undefined): Start {
  const first = head.findIndex((row) => filled(row) > 0);
  const header = head[first];
  if (!header) throw new ListRefusal(broken === undefined ? fileRefusal("empty") : withAdvice(broken));
  if (header.length > MAX_COLUMNS)
    throw new ListRefusal(
      `The first row has more than ${MAX_COLUMNS} columns; a guest list has at most ${MAX_COLUMNS}.`,
    );
  const { mapping } = options;
  if (mapping) {
    const map = mapFromChoice(header, mapping.columns, mapping);
    if (!map.ok) throw new ListRefusal(map.reason);
    return { map, rows: head.slice(mapping.hasHeader ? first + 1 : first) };
  }
  const map = mapHeader(header);
  if (map.ok) return { map, rows: head.slice(first + 1) };
  return belowTitle(head, first) ?? asked(head.slice(first), options, map, broken);
}

/** The headings below a title (`Guest list of Asha and Ravi`): a name and a phone, after rows of a cell or two. */
function belowTitle(head: string[][], first: number): Start | undefined {
  for (let at = first + 1; at < Math.min(head.length, first + TITLE_ROWS); at++) {
    if (filled(head[at - 1]!) > 2) return undefined;
    const map = mapHeader(head[at]!);
    const named = map.ok && (map.fields.full ?? map.fields.given ?? map.fields.household);
    if (map.ok && named && map.phones.length > 0) return { map, rows: head.slice(at + 1) };
  }
  return undefined;
}

function asked(
  rows: string[][],
  { asks, homeCountry }: TableOptions,
  refused: HeaderRefusal,
  broken: string | undefined,
): Start {
  const [header = [], ...below] = rows;
  if (broken !== undefined && below.length === 0) throw new ListRefusal(withAdvice(broken));
  if (!asks) throw new ListRefusal(refused.reason);
  const sample = below.slice(0, SAMPLE_ROWS).map((row) => row.slice(0, MAX_COLUMNS));
  const { hasHeader, columns } = proposeColumns(header, sample, homeCountry);
  if (hasHeader && below.length === 0) throw new ListRefusal(refused.reason);
  return {
    question: { header, sample, hasHeader, proposal: columns, signature: headerSignature(header) },
  };
}
