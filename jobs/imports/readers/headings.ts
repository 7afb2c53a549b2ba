import { type ColumnMap, type HeaderRefusal, mapHeader } from "@/lib/imports/rules/columns";
import { fileRefusal } from "@/lib/imports/rules/encoding";
import { headerSignature, mapFromChoice } from "@/lib/imports/rules/map-choice";
import { type ColumnProposal, proposeColumns } from "@/lib/imports/rules/propose-columns";
import { sideBySide } from "@/lib/imports/rules/side-by-side";
import type { MappingChoice } from "@/lib/imports/rules/targets";
import { asRead, targetsRead, unreadColumns } from "@/lib/imports/rules/unread-columns";
import { ListRefusal } from "./refusal";
import type { Merges } from "./xlsx-merges";

export const MAX_COLUMNS = 500;
export const HEAD_ROWS = 20;
const TITLE_ROWS = 8;
const SAMPLE_ROWS = 8;

export type MappingQuestion = {
  header: string[];
  sample: string[][];
  hasHeader: boolean;
  proposal: ColumnProposal[];
  /** What the answer may be remembered under. */
  signature: string;
};
export type TableOptions = {
  homeCountry: string;
  asks: boolean;
  mapping?: MappingChoice;
  /** The merged cells of a workbook's sheet. */
  merges?: Merges;
  emptyWords: string;
};
/** `from` is the first row of guests; a `question` beside a map is for whoever wants to correct it. */
export type Start = { map: ColumnMap; from: number; question?: MappingQuestion };

/** What the columns of a table are, by its first rows; a question where they do not say. */
export function findStart(
  head: string[][],
  options: TableOptions,
  broken: string | undefined,
): Start | { question: MappingQuestion } {
  const first = head.findIndex((row) => filled(row) > 0);
  if (first < 0) throw new ListRefusal(broken === undefined ? fileRefusal("empty") : withAdvice(broken));
  const at = headingsAt(head, first, options.homeCountry);
  const header = head[at]!;
  if (header.length > MAX_COLUMNS)
    throw new ListRefusal(
      `The first row has more than ${MAX_COLUMNS} columns; a guest list has at most ${MAX_COLUMNS}.`,
    );
  const { mapping, homeCountry } = options;
  if (mapping) {
    const map = mapFromChoice(mapping.hasHeader ? header : head[first]!, mapping.columns, mapping);
    if (!map.ok) throw new ListRefusal(map.reason);
    return { map, from: mapping.hasHeader ? at + 1 : first };
  }
  const map = mapHeader(header);
  if (!map.ok) return asked(head.slice(at), options, map, broken);
  const from = at + 1;
  const rows = head.slice(from);
  const beside = sideBySide(map, rows);
  if (beside !== undefined) throw new ListRefusal(beside);
  if (!options.asks || map.source !== "plain" || rows.length === 0) return { map, from };
  const unread = unreadColumns(map, cutTo(HEAD_ROWS, rows), homeCountry);
  const question = questionOf(map, rows, unread, homeCountry);
  return unread.length > 0 ? { question } : { map, from, question };
}

export const withAdvice = (broken: string): string =>
  `${broken} Open it in Excel or Google Sheets, save it again as CSV UTF-8, and upload that file.`;

const filled = (row: string[]): number => row.filter((cell) => cell.trim() !== "").length;

/** Where the headings are: the first row, or below a title (`Guest list of Asha and Ravi`) of a cell or two. */
function headingsAt(head: string[][], first: number, homeCountry: string): number {
  const map = mapHeader(head[first]!);
  if (map.ok) return saysMore(head[first + 1], map) ? first + 1 : first;
  for (let at = first + 1; at < Math.min(head.length, first + TITLE_ROWS); at++) {
    if (filled(head[at - 1]!) > 2) return saysMore(head[at]) ? at : first;
    const map = mapHeader(head[at]!);
    if (!map.ok || !isWords(head[at]!)) continue;
    if (targetsRead(map).size > 1) return at;
    if (unreadColumns(map, cutTo(HEAD_ROWS, head.slice(at + 1)), homeCountry).length > 0) return at;
  }
  return first;
}

/** Words alone: a guest called Guest with a number beside is no heading. */
const isWords = (row: readonly string[]): boolean => !row.some((cell) => /\p{Nd}{5}|@/u.test(cell));

/** Whether a row is the second one of two rows of headings, where the first only heads groups of columns. */
function saysMore(row: string[] | undefined, above?: ColumnMap): boolean {
  if (!row || !isWords(row)) return false;
  const map = mapHeader(row);
  return map.ok && map.phones.length > 0 && targetsRead(map).size > (above ? targetsRead(above).size : 1);
}

function questionOf(
  map: ColumnMap,
  rows: string[][],
  unread: readonly number[],
  homeCountry: string,
): MappingQuestion {
  const { header } = map;
  // Rows that show what is asked about come first.
  const telling = rows.filter((row) => unread.some((column) => (row[column] ?? "").trim() !== ""));
  const sample = cutTo(SAMPLE_ROWS, unread.length > 0 ? telling : rows);
  const { columns } = proposeColumns(header, sample, homeCountry);
  const others = unread.length > 0 ? "guessed" : "unused";
  return {
    header,
    sample,
    hasHeader: true,
    proposal: asRead(columns, map, { guessed: unread, others }),
    signature: headerSignature(header),
  };
}

/** A few rows, no wider than a guest list is. */
const cutTo = (count: number, rows: string[][]): string[][] =>
  rows.slice(0, count).map((row) => row.slice(0, MAX_COLUMNS));

function asked(
  rows: string[][],
  { asks, homeCountry }: TableOptions,
  refused: HeaderRefusal,
  broken: string | undefined,
): { question: MappingQuestion } {
  const [header = [], ...below] = rows;
  if (broken !== undefined && below.length === 0) throw new ListRefusal(withAdvice(broken));
  if (!asks) throw new ListRefusal(refused.reason);
  const sample = cutTo(SAMPLE_ROWS, below);
  const { hasHeader, columns } = proposeColumns(header, sample, homeCountry);
  if (hasHeader && below.length === 0) throw new ListRefusal(refused.reason);
  return { question: { header, sample, hasHeader, proposal: columns, signature: headerSignature(header) } };
}
