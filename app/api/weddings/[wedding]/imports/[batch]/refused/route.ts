import { stringify } from "csv-stringify/sync";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { CSV_BOM } from "@/lib/exports/rules";
import { listRows, requireBatch } from "@/lib/imports/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

/** The rows that were refused, with the reason in words, to mend and bring again. */
export const GET = route<{ wedding: string; batch: string }>(
  "imports.refused",
  async (_request, { wedding, batch }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "guests.import");
    if (!isUuid(batch)) throw new AppError("not_found", "There is no such list.");
    const rows = await readTenant(scope, async (tx) => {
      await requireBatch(tx, scope, batch);
      return listRows(tx, scope, batch, ["refused", "conflict"], 20_000);
    });
    const csv = stringify(
      rows.map((row) => [
        row.line,
        row.draft.name.full,
        row.conflict?.detail ?? row.draft.problems.map((problem) => problem.message).join(" "),
      ]),
      { header: true, columns: ["Row in your file", "Name", "What is the matter"], escape_formulas: true },
    );
    return new Response(CSV_BOM + csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="rows-to-mend.csv"',
        "cache-control": "private, no-store",
      },
    });
  },
);
