import { parse } from "csv-parse/sync";
import { requirePermission } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { listEvents } from "@/lib/events/queries";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { normalisePhone } from "@/lib/kernel/phone";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { MOST_ROWS } from "../inputs";
import { knownRows, matchFamilies } from "../queries/match-rows";
import { rowFacts, type SheetPreview } from "../rules/preview";
import { readSheetRow, rowContents, sheetColumns } from "../rules/sheet";

/** Reads a list of gifts, or of what was given before, and says of each row whose it is. Writes nothing. Throws AppError `invalid_input`. */
export async function previewSheet(scope: Scope, bytes: Buffer): Promise<SheetPreview> {
  requirePermission(scope, "gifts.edit");
  const [headings, ...records] = readRecords(bytes);
  const columns = sheetColumns(headings ?? []);
  if (!columns)
    throw new AppError(
      "invalid_input",
      "The first line must name the columns, one of them “Family” or “Phone”. For a list of what was given before, another is “Occasion”.",
    );
  if (records.length > MOST_ROWS)
    throw new AppError(
      "invalid_input",
      `At most ${MOST_ROWS.toLocaleString("en-IN")} rows are read at once. Please split the list.`,
    );
  const rows = records
    .map((cells, index) => readSheetRow(cells, index + 2, columns))
    .filter((_, index) => records[index]!.some((cell) => cell.trim() !== ""));
  const keys = rowContents(rows).map((content) => sha256Hex(`${columns.kind}:${content}`));
  return readTenant(scope, async (tx) => {
    const { homeCountry, zone } = await requireWedding(tx, scope);
    const events = await listEvents(tx, scope);
    const asked = rows.map((row) => {
      const phone = row.phone === null ? null : normalisePhone(row.phone, homeCountry);
      return { family: row.family, phone: phone?.ok ? phone.e164 : null };
    });
    const matches = await matchFamilies(tx, scope, asked);
    const known = await knownRows(
      tx,
      scope,
      columns.kind,
      rows.map((row, at) => ({ key: keys[at]!, record: row.record })),
    );
    return {
      kind: columns.kind,
      ignored: columns.ignored,
      rows: rows.map((row, at) => ({
        key: keys[at]!,
        line: row.line,
        family: row.family,
        match: matches[at] ?? null,
        known: known[at]!,
        problem: row.problem,
        facts: rowFacts(row, columns.kind, { events, zone }),
        says: {
          amount: row.money?.amount ?? null,
          currency: row.money?.currency ?? "INR",
          what: row.what,
          occasion: row.occasion,
          function: row.function,
        },
      })),
    };
  });
}

function readRecords(bytes: Buffer): string[][] {
  const text = decoded(bytes);
  const first = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0]!;
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MOST_ROWS + 2,
    }) as string[][];
  } catch {
    throw new AppError("invalid_input", "This file could not be read. Please save it as CSV and try again.");
  }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new AppError("invalid_input", "This is an Excel workbook. Please save the sheet as CSV first.");
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new AppError(
      "invalid_input",
      "The letters of this file are not UTF-8. Please save it as “CSV UTF-8”.",
    );
  }
}
