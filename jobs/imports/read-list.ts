import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { storable } from "@/lib/imports/rules/cells";
import { type ColumnMap, householdHeading, mapHeader } from "@/lib/imports/rules/columns";
import {
  fileRefusal,
  looksBinary,
  sepLine,
  sniffDelimiter,
  sniffEncoding,
} from "@/lib/imports/rules/encoding";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";

const HEAD_BYTES = 64 * 1024;
const CHUNK_ROWS = 500;
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 500;
const MAX_RECORD_CHARS = 256 * 1024;

export type ListPart =
  | { kind: "rows"; rows: { raw: string[]; draft: RowDraft }[]; bytesRead: number }
  | { kind: "refused"; reason: string }
  | { kind: "end"; householdColumn: string | null };

const LABELS: Record<ReturnType<typeof sniffEncoding>, string> = {
  "utf-8": "utf-8",
  "utf-8-bom": "utf-8",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "windows-1252": "windows-1252",
};

/** Reads a contacts CSV of any encoding and delimiter as a stream of drafts. Bad files end as `refused`, in words. */
export async function* readList(body: Readable, options: { homeCountry: string }): AsyncGenerator<ListPart> {
  const counted = { bytes: 0 };
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head = await readHead(chunks, counted);
  const binary = head.length === 0 ? "empty" : looksBinary(head);
  if (binary) {
    yield { kind: "refused", reason: fileRefusal(binary) };
    return;
  }
  const encoding = LABELS[sniffEncoding(head)];
  const firstLines = new TextDecoder(encoding)
    .decode(head, { stream: true })
    .split(/\r?\n/)
    .slice(0, 20)
    .join("\n");
  const parser = Readable.from(decode(head, chunks, encoding, counted)).pipe(
    parse({
      delimiter: sniffDelimiter(firstLines),
      from_line: sepLine(firstLines) ? 2 : 1,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARS,
    }),
  );
  try {
    yield* readRecords(parser, counted, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield {
      kind: "refused",
      reason: `The file breaks off near line ${error.lines ?? "?"}: ${plainWords(error.code)} Open it in Excel or Google Sheets, save it again as CSV UTF-8, and upload that file.`,
    };
  } finally {
    parser.destroy();
    body.destroy();
  }
}

async function* readRecords(
  parser: AsyncIterable<string[]>,
  counted: { bytes: number },
  options: { homeCountry: string },
): AsyncGenerator<ListPart> {
  let map: ColumnMap | undefined;
  let rows: { raw: string[]; draft: RowDraft }[] = [];
  let total = 0;
  let householdColumn: string | null = null;
  for await (const record of parser) {
    const cells = record.map(storable);
    if (!map) {
      const found =
        cells.length > MAX_COLUMNS
          ? {
              ok: false as const,
              reason: `The first row has ${cells.length} columns; a guest list has at most ${MAX_COLUMNS}.`,
            }
          : mapHeader(cells);
      if (!found.ok) {
        yield { kind: "refused", reason: found.reason };
        return;
      }
      map = found;
      continue;
    }
    if (++total > MAX_ROWS) {
      yield {
        kind: "refused",
        reason: `The list has more than ${MAX_ROWS.toLocaleString("en-IN")} rows. Please split it into smaller files.`,
      };
      return;
    }
    householdColumn ??= householdHeading(map, [cells]) ?? null;
    rows.push({ raw: cells.slice(0, MAX_COLUMNS), draft: draftFromRow(cells, map, options) });
    if (rows.length >= CHUNK_ROWS) {
      yield { kind: "rows", rows, bytesRead: counted.bytes };
      rows = [];
    }
  }
  if (total === 0) {
    yield {
      kind: "refused",
      reason: map ? "The file has headings but no rows under them." : fileRefusal("empty"),
    };
    return;
  }
  if (rows.length > 0) yield { kind: "rows", rows, bytesRead: counted.bytes };
  yield { kind: "end", householdColumn };
}

async function readHead(chunks: AsyncIterator<Buffer>, counted: { bytes: number }): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let size = 0; size < HEAD_BYTES; ) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  const head = Buffer.concat(parts);
  counted.bytes = head.length;
  return head;
}

async function* decode(
  head: Buffer,
  rest: AsyncIterator<Buffer>,
  encoding: string,
  counted: { bytes: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  yield decoder.decode(head, { stream: true });
  for (;;) {
    const next = await rest.next();
    if (next.done) break;
    counted.bytes += next.value.length;
    yield decoder.decode(next.value, { stream: true });
  }
  yield decoder.decode();
}

function plainWords(code: string): string {
  if (code === "CSV_MAX_RECORD_SIZE")
    return "one row is far too long, probably because a quotation mark was never closed.";
  if (code.includes("QUOTE")) return "a quotation mark is not closed.";
  return "the rows cannot be told apart.";
}
