import { MAX_COLUMNS } from "./headings";
import type { Input } from "./input";
import { ListRefusal } from "./refusal";
import type { Records } from "./table";
import { type Merges, readMerges } from "./xlsx-merges";
import { WorkbookPackage } from "./xlsx-package";
import { readWorkbook, unescapeCell, type Workbook } from "./xlsx-workbook";
import { feedXml } from "./xlsx-xml";

const MAX_FILE = 256 * 1024 * 1024;

export type OpenWorkbook = {
  names: string[];
  chosen: string;
  merges: Merges;
  records: () => AsyncGenerator<Records, void, void>;
};

/**
 * Opens a workbook and the named sheet, or the first one people see. The packed file is held in memory, the sheet is
 * unpacked and read as it goes. Throws ListRefusal in words for the family.
 */
export async function openWorkbook(input: Input, sheet: string | undefined): Promise<OpenWorkbook> {
  const pack = await WorkbookPackage.open(await wholeOf(input));
  const workbook = await readWorkbook(pack);
  const names = workbook.sheets.map(({ name }) => name);
  const chosen =
    sheet === undefined ? workbook.sheets[0] : workbook.sheets.find(({ name }) => name === sheet);
  if (!chosen)
    throw new ListRefusal(
      `The workbook has no sheet called “${sheet}”. Its sheets: ${names.map((name) => `“${name}”`).join(", ")}.`,
    );
  const merges = await readMerges(pack.read(chosen.part));
  return { names, chosen: chosen.name, merges, records: () => readSheet(pack.read(chosen.part), workbook) };
}

async function wholeOf(input: Input): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of input.bytes()) {
    size += chunk.length;
    if (size > MAX_FILE) throw new ListRefusal("This Excel workbook is too large for a guest list.");
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** The rows of a sheet that hold anything, as text; a cell beyond the columns we read only makes its row too long. */
async function* readSheet(
  pieces: AsyncIterable<string>,
  workbook: Workbook,
): AsyncGenerator<Records, void, void> {
  let rows: string[][] = [];
  let lines: number[] = [];
  let line = 0;
  let row: string[] = [];
  let cell: { column: number; type: string; style: number } | undefined;
  let value = "";
  let taking = false;
  let phonetic = false;
  const feeding = feedXml(pieces, {
    open: (name, attributes) => {
      if (name === "c") {
        const { r, t = "n", s } = attributes();
        cell = { column: r ? columnOf(r) : row.length, type: t, style: Number(s ?? 0) };
        value = "";
      } else if (name === "row") {
        row = [];
        line = lineOf(attributes().r, line);
      } else if (name === "rPh") phonetic = true;
      else if (cell && (name === "v" || name === "t")) taking = !phonetic;
    },
    text: (text) => {
      if (taking) value += text;
    },
    close: (name) => {
      if (name === "v" || name === "t") taking = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "c" && cell) {
        put(row, cell.column, textOfCell(value, cell.type, cell.style, workbook));
        cell = undefined;
      } else if (name === "row" && row.length > 0) {
        rows.push(row);
        lines.push(line);
        row = [];
      }
    },
  });
  for await (const _ of feeding) {
    if (rows.length === 0) continue;
    yield { rows, lines };
    rows = [];
    lines = [];
  }
}

const MAX_LINE = 1_048_576;

/** The row as Excel counts it; programs that do not number their rows, or wrongly, have one after the other. */
function lineOf(r: string | undefined, before: number): number {
  const line = Number(r);
  return Number.isInteger(line) && line > before && line <= MAX_LINE ? line : before + 1;
}

function put(row: string[], column: number, text: string): void {
  if (text === "") return;
  const at = Math.min(column, MAX_COLUMNS);
  while (row.length < at) row.push("");
  row[at] = text;
}

/** `AB12` is column 27. */
function columnOf(address: string): number {
  let column = 0;
  for (let i = 0; i < address.length && i < 4; i++) {
    const letter = (address.charCodeAt(i) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return Math.max(0, column - 1);
}

function textOfCell(value: string, type: string, style: number, workbook: Workbook): string {
  switch (type) {
    case "s":
      // A styled cell without a value is empty, not the first of the shared strings.
      return value === "" ? "" : (workbook.sharedStrings[Number(value)] ?? "");
    case "inlineStr":
    case "str":
      return unescapeCell(value);
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "d":
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, "");
    case "e":
      // #N/A and its like say only that a formula failed.
      return "";
    default:
      return numberText(value, workbook.dateStyles[style] === true, workbook.from1904);
  }
}

/** A number as it is, never as its cell shows it: `9.19E+11` on the screen is 919812345678 in the file. */
function numberText(value: string, isDate: boolean, from1904: boolean): string {
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) return value;
  if (isDate) return dateText(number + (from1904 ? 1462 : 0));
  if (/^-?\d+$/.test(value)) return value;
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return BigInt(number).toString();
  return String(Number(number.toPrecision(15)));
}

/** A serial date as `2026-03-12`, with the time where there is one; a time alone as `10:15`. */
function dateText(serial: number): string {
  if (serial < 0 || serial > 2_958_465) return String(serial);
  // Excel believes in a 29 February 1900, so the days before it count from one day later.
  const days = serial < 60 ? serial + 1 : serial;
  const iso = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString();
  const time = iso.slice(11, 16);
  if (serial < 1) return time;
  return time === "00:00" ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}
