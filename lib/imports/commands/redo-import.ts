import { sql } from "drizzle-orm";
import { batchOnlyInput } from "@/lib/imports/inputs";
import { commitImportBatch } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Adds a list again that was taken back, with the grouping and the word given then. */
export const redoImport = defineCommand({
  name: "imports.redo",
  permission: "guests.import",
  input: batchOnlyInput,
  inverse: "imports.undo",
  timeoutMs: 60_000,
  async run({ tx, scope }, { batchId }) {
    const { rows } = await tx.execute(sql`
      update import_batches set state = 'committing', undone_at = null, undone_by = null, rows_done = 0, finished_at = null
      where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'undone' returning 1`);
    if (rows.length === 0) return refuse("not_undone", "This list was not taken back.");
    await tx.execute(sql`
      update import_rows set outcome = 'ready', conflict = null, claim_id = null, outdated = false where wedding_id = ${scope.weddingId} and batch_id = ${batchId} and outcome = 'undone'`);
    return {
      result: { batchId, undo: { command: "imports.undo", input: { batchId } } },
      audit: [{ action: "redo", entity: "import_batch", entityId: batchId }],
      topics: [enqueue(commitImportBatch, { weddingId: scope.weddingId, batchId, side: scope.side })],
    };
  },
});
