import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { batchOnlyInput } from "@/lib/imports/inputs";
import type { RowDraft } from "@/lib/imports/rules/row";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { type Batch, commitRows, type Row } from "./commit-rows";

const CHUNK = 2_000;

/**
 * Adds the next rows of a committing batch. Each chunk is its own transaction, so a kill loses no row and adds none
 * twice: rows already decided are skipped. Finishes the batch when no row is left.
 */
export const commitChunk = defineCommand({
  name: "imports.commit-chunk",
  permission: "guests.import",
  input: batchOnlyInput,
  irreversible: "Part of adding a list; imports.undo takes back the whole list.",
  timeoutMs: 120_000,
  async run({ tx, scope }, { batchId }) {
    const { rows: batches } = await tx.execute<Batch & { rows_done: number }>(sql`
      select rows_done, side, grouping, attested_at is not null as attested, attested_by, file_name from import_batches
      where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'committing' for update`);
    const batch = batches[0];
    if (!batch) return refuse("not_committing", "This list is not being added.");
    await lockIdentity(tx, scope);
    const rows = await nextRows(tx, scope, batchId);
    if (rows.length === 0) {
      await finishBatch(tx, scope, batchId);
      return {
        result: { left: false, rows: 0 },
        audit: [{ action: "finish", entity: "import_batch", entityId: batchId }],
        topics: [],
      };
    }
    const done = await commitRows(tx, scope, { batchId, batch, rows });
    if (batch.rows_done === 0 || batch.rows_done === 8 * CHUNK)
      await refreshStatistics(tx, rows.length, FILLED);
    return {
      result: { left: true, rows: rows.length },
      audit: [
        {
          action: "add",
          entity: "import_batch",
          entityId: batchId,
          count: rows.length,
          payload: { people: done.created, outcomesHash: done.outcomesHash },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: done.dirty,
    };
  },
});

async function nextRows(tx: Transaction, scope: Scope, batchId: string): Promise<Row[]> {
  const { rows } = await tx.execute<{ row_number: number; draft: RowDraft }>(sql`
    select row_number, draft from import_rows
    where wedding_id = ${scope.weddingId} and batch_id = ${batchId} and outcome = 'ready'
    order by row_number limit ${CHUNK}`);
  return rows.map((row) => ({ rowNumber: row.row_number, draft: row.draft }));
}

/** Tables an import fills; the planner must not work with the counts of an empty wedding while it goes on. */
const FILLED = [
  "guest_units",
  "people",
  "person_identifiers",
  "unit_members",
  "claims",
  "import_rows",
  "consents",
  "unit_tags",
] as const;

async function finishBatch(tx: Transaction, scope: Scope, batchId: string): Promise<void> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    update import_batches set state = 'done', finished_at = now() where wedding_id = ${scope.weddingId} and id = ${batchId} returning rows_done as n`);
  await refreshStatistics(tx, rows[0]!.n, FILLED);
}
