import { CsvError, parse } from "csv-parse";
import { sepLine, sniffDelimiter } from "@/lib/imports/rules/encoding";
import type { Input } from "./input";
import type { Records } from "./table";

const MAX_RECORD_CHARS = 256 * 1024;

/**
 * The records of a CSV file of any delimiter. Where they can no longer be told apart, the ones before come all the
 * same and the last answer says, in words, where and why it breaks off.
 */
export async function* readCsv(input: Input): AsyncGenerator<Records, void, void> {
  const firstLines = input.firstText.split(/\r\n|[\r\n]/, 20).join("\n");
  let rows: string[][] = [];
  let lines: number[] = [];
  let lastLine = 0;
  // Records are taken as they are parsed: those still in a stream's buffer are lost when it fails.
  const parser = parse({
    delimiter: sniffDelimiter(firstLines),
    from_line: sepLine(firstLines) ? 2 : 1,
    bom: true,
    // Left to itself the parser takes the first line's ending for every line's; lists glued together have several.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARS,
    on_record: (record: string[], info) => {
      rows.push(record);
      lines.push(info.records + info.empty_lines);
      lastLine = info.lines;
      return null;
    },
  });
  parser.on("error", () => {}).resume();
  try {
    for await (const chunk of input.utf8()) {
      await new Promise<void>((resolve, reject) => {
        parser.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
      if (rows.length === 0) continue;
      yield { rows, lines };
      rows = [];
      lines = [];
    }
    await new Promise<void>((resolve, reject) => {
      parser.prependListener("error", reject);
      parser.end(() => resolve());
    });
    yield { rows, lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = `The file breaks off near line ${lastLine + 1}: ${plainWords(error.code)}`;
    yield { rows, lines, broken: where };
  } finally {
    parser.destroy();
  }
}

function plainWords(code: string): string {
  if (code === "CSV_MAX_RECORD_SIZE")
    return "one row is far too long, probably because a quotation mark was never closed.";
  if (code.includes("QUOTE")) return "a quotation mark is not closed.";
  return "the rows cannot be told apart.";
}
