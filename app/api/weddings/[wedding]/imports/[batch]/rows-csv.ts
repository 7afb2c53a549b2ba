import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { CSV_BOM } from "@/lib/exports/rules";
import { listRows, requireBatch } from "@/lib/imports/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";

type Listed = Awaited<ReturnType<typeof listRows>>[number];

interface Sheet {
  fileName: string;
  columns: string[];
  outcomes: Parameters<typeof listRows>[3];
  noted?: "either";
  /** The lines of one row. */
  cells(row: Listed): (string | number)[][];
}

const PAGE = 2_000;

/** Rows of a list as a file, a page at a time: memory does not grow with the list. */
export async function rowsAsCsv(weddingId: string, batchId: string, sheet: Sheet): Promise<Response> {
  const { scope } = await enterWedding(weddingId);
  requirePermission(scope, "guests.import");
  if (!isUuid(batchId)) throw new AppError("not_found", "There is no such list.");
  await readTenant(scope, (tx) => requireBatch(tx, scope, batchId));
  async function* lines(): AsyncGenerator<Uint8Array> {
    const encode = (rows: unknown[][]) =>
      new TextEncoder().encode(stringify(rows, { escape_formulas: true }));
    yield new TextEncoder().encode(CSV_BOM);
    yield encode([sheet.columns]);
    for (let after = 0; ; ) {
      const which = { limit: PAGE, after, ...(sheet.noted ? { noted: sheet.noted } : {}) };
      const page = await readTenant(scope, (tx) => listRows(tx, scope, batchId, sheet.outcomes, which));
      if (page.length > 0) yield encode(page.flatMap(sheet.cells));
      if (page.length < PAGE) return;
      after = page.at(-1)!.rowNumber;
    }
  }
  return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${sheet.fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}
