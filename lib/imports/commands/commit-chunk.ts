import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { batchOnlyInput } from "@/lib/imports/inputs";
import type { RowDraft } from "@/lib/imports/rules/row";
import { type Row, type Said, sayings } from "@/lib/imports/rules/sayings";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { deferSearch, refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { type Batch, commitRows } from "./commit-rows";

const CHUNK = 4_000;

type CommittingBatch = Batch & { rows_done: number };

/** The next rows of a list with what they claim, read while the rows before them were being added. */
export interface ReadAhead {
  /** As many rows the list must have added when these are added: else somebody else goes on with it. */
  rowsDone: number;
  rows: Row[];
  said: Map<number, Said>;
}

/**
 * Adds the next rows of a committing batch. Each chunk is its own transaction, so a kill loses no row and adds none
 * twice: rows already decided are skipped. Finishes the batch when no row is left.
 */
export const commitChunk = defineCommand({
  name: "imports.commit-chunk",
  permission: "guests.import",
  input: batchOnlyInput.extend({
    /** Held by the job that adds the list, never sent by anybody. */
    ahead: z.custom<ReadAhead>((ahead) => typeof ahead === "object").optional(),
  }),
  irreversible: "Part of adding a list; imports.undo takes back the whole list.",
  timeoutMs: 120_000,
  async run({ tx, scope }, { batchId, ahead }) {
    const batch = await committingBatch(tx, scope, batchId, sql`for update`);
    if (!batch) return refuse("not_committing", "This list is not being added.");
    await lockIdentity(tx, scope);
    await deferSearch(tx);
    const known = ahead && ahead.rowsDone === batch.rows_done && ahead.rows.length > 0 ? ahead : undefined;
    const rows = known?.rows ?? (await nextRows(tx, scope, batchId, 0));
    if (rows.length === 0) {
      await finishBatch(tx, scope, batchId);
      return {
        result: { left: false, rows: 0 },
        audit: [{ action: "finish", entity: "import_batch", entityId: batchId }],
        topics: [],
      };
    }
    const said = known?.said ?? sayings(rows, batch);
    const done = await commitRows(tx, scope, { batchId, batch, rows, said });
    if (batch.rows_done === 0 || batch.rows_done === 4 * CHUNK)
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

/** Reads what comes after these rows; without them, from the first row that is not added yet. */
export const readAhead = (scope: Scope, batchId: string, before?: ReadAhead): Promise<ReadAhead> =>
  readTenant(scope, async (tx) => {
    const batch = await committingBatch(tx, scope, batchId, sql``);
    const rowsDone = before ? before.rowsDone + before.rows.length : (batch?.rows_done ?? 0);
    if (!batch) return { rowsDone, rows: [], said: new Map() };
    const rows = await nextRows(tx, scope, batchId, before?.rows.at(-1)?.rowNumber ?? 0);
    return { rowsDone, rows, said: sayings(rows, batch) };
  });

async function committingBatch(tx: Transaction, scope: Scope, batchId: string, lock: SQL) {
  const { rows } = await tx.execute<CommittingBatch>(sql`
    select rows_done, side, grouping, attested_at is not null as attested, attested_by, file_name from import_batches
    where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'committing' ${lock}`);
  return rows[0];
}

async function nextRows(tx: Transaction, scope: Scope, batchId: string, after: number): Promise<Row[]> {
  const { rows } = await tx.execute<{ row_number: number; draft: RowDraft }>(sql`
    select row_number, draft from import_rows
    where wedding_id = ${scope.weddingId} and batch_id = ${batchId} and outcome = 'ready' and row_number > ${after}
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
  "unit_search",
] as const;

async function finishBatch(tx: Transaction, scope: Scope, batchId: string): Promise<void> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    update import_batches set state = 'done', finished_at = now() where wedding_id = ${scope.weddingId} and id = ${batchId} returning rows_done as n`);
  await refreshStatistics(tx, rows[0]!.n, FILLED);
}
