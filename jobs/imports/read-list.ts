import type { Readable } from "node:stream";
import type { ImportSource } from "@/lib/imports/rules/columns";
import { fileRefusal, isZip, looksBinary, looksMarkup } from "@/lib/imports/rules/encoding";
import { linesIn } from "@/lib/imports/rules/lines-in-text";
import type { MappingChoice } from "@/lib/imports/rules/targets";
import { readCsv } from "./readers/csv";
import type { MappingQuestion } from "./readers/headings";
import { type Input, openInput } from "./readers/input";
import { readPasted } from "./readers/pasted";
import { ListRefusal } from "./readers/refusal";
import { type ListRow, MAX_ROWS, type Records, readTable } from "./readers/table";
import { looksLikeCards, readCards } from "./readers/vcard";
import { openWorkbook } from "./readers/xlsx";
import type { Merges } from "./readers/xlsx-merges";

const CHUNK_ROWS = 500;

export type ListSource = ImportSource | "xlsx";

export type ReadOptions = {
  homeCountry: string;
  /** Only for people: what a list is, is told by its content. */
  fileName?: string;
  /** Says that the text was pasted, one guest to a line; cards and tables pasted are still read as such. */
  kind?: "pasted";
  /** The workbook's sheet to read, else the first one people see. */
  sheet?: string;
  /** What a person said the columns are. */
  mapping?: MappingChoice;
  /** Whether questions (`sheets`, `needs_mapping`) can be put to a person; else such a list is refused in words. */
  asks?: boolean;
};

type PlainPart =
  | { kind: "rows"; rows: ListRow[]; bytesRead: number }
  | { kind: "refused"; reason: string }
  | {
      kind: "end";
      householdColumn: string | null;
      source: ListSource;
      /** What the family should know of the list as a whole. */
      note?: string;
      /** How a table's columns were read, for whoever wants to correct it. */
      question?: MappingQuestion;
    };

export type ListPart =
  | PlainPart
  /** A workbook's sheets, once and first. */
  | { kind: "sheets"; names: string[] }
  /** The last part: nothing is known of the columns, a person is to say. */
  | ({ kind: "needs_mapping"; sheets?: string[] } & MappingQuestion);

/**
 * Reads a guest list of any kind (CSV of any encoding, Excel workbook, contact cards, pasted lines) as a stream of
 * drafts, at most 500 at a time, in bounded memory. What cannot be read ends as `refused`, in words for the family.
 */
export function readList(
  body: Readable,
  options: ReadOptions & { asks: true },
): AsyncGenerator<ListPart, void, void>;
export function readList(
  body: Readable,
  options: ReadOptions & { asks?: false },
): AsyncGenerator<PlainPart, void, void>;
export async function* readList(body: Readable, options: ReadOptions): AsyncGenerator<ListPart, void, void> {
  try {
    yield* readInput(await openInput(body), options);
  } catch (error) {
    if (!(error instanceof ListRefusal)) throw error;
    yield { kind: "refused", reason: error.message };
  } finally {
    body.destroy();
  }
}

async function* readInput(input: Input, options: ReadOptions): AsyncGenerator<ListPart, void, void> {
  if (input.head.length === 0) throw new ListRefusal(fileRefusal("empty"));
  if (isZip(input.head)) return yield* readWorkbookList(input, options);
  const binary = looksBinary(input.head);
  if (binary) throw new ListRefusal(fileRefusal(binary));
  const markup = looksMarkup(input.firstText);
  if (markup && options.kind !== "pasted") throw new ListRefusal(fileRefusal(markup));
  if (looksLikeCards(input.firstText)) return yield* readRows(input, readCards(input, options), "vcard");
  if (options.kind === "pasted" && !isPastedTable(input.firstText))
    return yield* readRows(input, readPasted(input, options), "pasted");
  const lines = options.mapping ? null : linesIn(input.firstText);
  if (lines)
    return yield* readRows(input, readPasted(input, { ...options, chat: lines === "chat" }), "pasted");
  yield* readTableList(input, readCsv(input), options, {
    emptyWords: "The file has headings but no rows under them.",
  });
}

/** Rows copied out of a spreadsheet: cells are parted by tabs. */
const isPastedTable = (firstText: string): boolean => /^[^\r\n]*\t/.test(firstText.trimStart());

async function* readWorkbookList(input: Input, options: ReadOptions): AsyncGenerator<ListPart, void, void> {
  const workbook = await openWorkbook(input, options.sheet);
  if (options.asks) yield { kind: "sheets", names: workbook.names };
  const others = workbook.names.length > 1 ? " Choose another of its sheets." : "";
  yield* readTableList(input, workbook.records(), options, {
    source: "xlsx",
    sheets: workbook.names,
    merges: workbook.merges,
    emptyWords: `The sheet “${workbook.chosen}” of this Excel workbook has no guests in it.${others}`,
  });
}

async function* readTableList(
  input: Input,
  records: AsyncGenerator<Records, void, void>,
  options: ReadOptions,
  table: { emptyWords: string; source?: ListSource; sheets?: string[]; merges?: Merges },
): AsyncGenerator<ListPart, void, void> {
  const { emptyWords, source, sheets, merges } = table;
  const asks = options.asks === true;
  const batch = batches();
  try {
    for await (const part of readTable(records, {
      ...options,
      asks,
      emptyWords,
      ...(merges ? { merges } : {}),
    })) {
      if (part.kind === "rows") {
        for (const rows of batch.add(part.rows)) yield { kind: "rows", rows, bytesRead: input.bytesRead() };
      } else if (part.kind === "needs_mapping") yield { ...part, ...(sheets ? { sheets } : {}) };
      else {
        for (const rows of batch.rest()) yield { kind: "rows", rows, bytesRead: input.bytesRead() };
        const { map, ...end } = part;
        yield { ...end, source: source ?? map.source };
      }
    }
  } finally {
    await records.return();
  }
}

async function* readRows(
  input: Input,
  found: AsyncGenerator<ListRow[], void, void>,
  source: ListSource,
): AsyncGenerator<ListPart, void, void> {
  const batch = batches();
  let total = 0;
  for await (const some of found) {
    total += some.length;
    if (total > MAX_ROWS)
      throw new ListRefusal(
        `The list has more than ${MAX_ROWS.toLocaleString("en-IN")} guests. Please split it into smaller ones.`,
      );
    for (const rows of batch.add(some)) yield { kind: "rows", rows, bytesRead: input.bytesRead() };
  }
  if (total === 0) throw new ListRefusal(fileRefusal("empty"));
  for (const rows of batch.rest()) yield { kind: "rows", rows, bytesRead: input.bytesRead() };
  yield { kind: "end", householdColumn: null, source };
}

/** Collects rows and hands them on in equal portions. */
function batches() {
  let held: ListRow[] = [];
  return {
    *add(rows: ListRow[]): Generator<ListRow[], void, void> {
      held = held.length === 0 ? rows : held.concat(rows);
      let at = 0;
      for (; held.length - at >= CHUNK_ROWS; at += CHUNK_ROWS) yield held.slice(at, at + CHUNK_ROWS);
      if (at > 0) held = held.slice(at);
    },
    *rest(): Generator<ListRow[], void, void> {
      if (held.length > 0) yield held;
      held = [];
    },
  };
}
