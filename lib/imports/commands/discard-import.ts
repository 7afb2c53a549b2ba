import { sql } from "drizzle-orm";
import { batchOnlyInput } from "@/lib/imports/inputs";
import { discardRefusal } from "@/lib/imports/rules/discard";
import { forgetImportFile } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

type Asked = { state: string; rows_done: number; rows_read: number; kind: string };

/**
 * Throws away a list of which nothing was added: its rows, what was asked about it, and, by a job, the bytes. That it
 * was brought, and who threw it away, stays. Whatever still reads it finds that it is not wanted and stops.
 */
export const discardImport = defineCommand({
  name: "imports.discard",
  permission: "guests.import",
  input: batchOnlyInput,
  irreversible:
    "What was thrown away is deleted; nothing of it was added, and the list can be brought again.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { batchId }) {
    const { rows } = await tx.execute<Asked>(sql`
      select state, rows_done, rows_read, kind from import_batches where wedding_id = ${scope.weddingId} and id = ${batchId} for update`);
    const batch = rows[0];
    if (!batch) return refuse("no_list", "There is no such list.");
    if (batch.state === "discarded") return { unchanged: { batchId } };
    const refusal = discardRefusal(batch.state, batch.rows_done);
    if (refusal) return refuse("not_discardable", refusal);
    await tx.execute(
      sql`delete from import_rows where wedding_id = ${scope.weddingId} and batch_id = ${batchId}`,
    );
    await tx.execute(sql`
      update import_batches set state = 'discarded', discarded_at = now(), discarded_by = ${scope.actor.kind === "user" ? scope.actor.userId : null},
        question = null, mapping = null, sheets = null, sheet = null, failure = null, note = null
      where wedding_id = ${scope.weddingId} and id = ${batchId}`);
    // Whoever was in it is to come again with the next sync, which otherwise brings only what changed since.
    if (batch.kind === "google")
      await tx.execute(sql`
        update contact_accounts a set sync_token = null from import_batches b
        where b.wedding_id = ${scope.weddingId} and b.id = ${batchId} and a.wedding_id = b.wedding_id and a.user_id = b.created_by`);
    return {
      result: { batchId },
      audit: [
        {
          action: "discard",
          entity: "import_batch",
          entityId: batchId,
          payload: { was: batch.state, rows: batch.rows_read },
        },
      ],
      topics: [enqueue(forgetImportFile, { weddingId: scope.weddingId, batchId, side: scope.side })],
    };
  },
});
