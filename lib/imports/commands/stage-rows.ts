import { sql } from "drizzle-orm";
import { stageRowsInput } from "@/lib/imports/inputs";
import { sha256Hex } from "@/lib/kernel/bytes";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** Stores one chunk of rows as they were read. Reading the file again after a crash stores nothing twice. */
export const stageRows = defineCommand({
  name: "imports.stage-rows",
  permission: "guests.import",
  input: stageRowsInput,
  irreversible: "Staged rows change nothing until the list is added.",
  async run({ tx, scope }, input) {
    const rows = JSON.stringify(
      input.rows.map((row, index) => ({
        n: row.rowNumber ?? input.firstRow + index,
        raw: row.raw,
        draft: row.draft,
        outcome: row.draft.outcome === "ready" ? "ready" : "refused",
      })),
    );
    const { rows: updated } = await tx.execute(sql`
      update import_batches set rows_read = greatest(rows_read, ${input.firstRow + input.rows.length - 1}), bytes_read = greatest(bytes_read, ${input.bytesRead})
      where wedding_id = ${scope.weddingId} and id = ${input.batchId} and state = 'reading' returning 1`);
    if (updated.length === 0) return refuse("not_reading", "This list is no longer being read.");
    const { rows: stored } = await tx.execute(sql`
      insert into import_rows (wedding_id, batch_id, side, row_number, raw, draft, outcome)
      select b.wedding_id, b.id, b.side, r.n, r.raw, r.draft, r.outcome
      from jsonb_to_recordset(${rows}::jsonb) as r(n int, raw jsonb, draft jsonb, outcome text)
      join import_batches b on b.wedding_id = ${scope.weddingId} and b.id = ${input.batchId}
      on conflict do nothing returning 1`);
    return {
      result: { stored: stored.length },
      audit: [
        {
          action: "stage",
          entity: "import_batch",
          entityId: input.batchId,
          count: input.rows.length,
          payload: { rowsHash: sha256Hex(rows) },
        },
      ],
      topics: [],
    };
  },
});
