import { sql } from "drizzle-orm";
import { importMappings } from "@/db/schema/imports";
import { chooseColumnsInput } from "@/lib/imports/inputs";
import { headerSignature, mapFromChoice } from "@/lib/imports/rules/map-choice";
import { readImportFile } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

type Asked = { question: { header: string[]; sample: string[][]; hasHeader: boolean } | null };

/** A human's word on what the columns are; the list is read with it, and the next one of these headings is not asked about. */
export const chooseColumns = defineCommand({
  name: "imports.choose-columns",
  permission: "guests.import",
  input: chooseColumnsInput,
  irreversible: "Reading a list changes nothing by itself; the next choice replaces this one.",
  async run({ tx, scope }, { batchId, mapping, sheet }) {
    const { rows } = await tx.execute<Asked>(sql`
      select question from import_batches where wedding_id = ${scope.weddingId} and id = ${batchId} and state in ('mapping', 'staged', 'failed') and object_key is not null and rows_done = 0 for update`);
    const question = rows[0]?.question;
    if (!rows[0]) return refuse("not_asked", "This list is not waiting for its columns.");
    if (question && mapping) {
      const map = mapFromChoice(question.header, mapping.columns, { hasHeader: mapping.hasHeader });
      if (!map.ok) return refuse("columns", map.reason);
      await tx
        .insert(importMappings)
        .values({ weddingId: scope.weddingId, signature: headerSignature(question.header), mapping })
        .onConflictDoUpdate({
          target: [importMappings.weddingId, importMappings.signature],
          set: { mapping },
        });
    }
    await tx.execute(
      sql`delete from import_rows where wedding_id = ${scope.weddingId} and batch_id = ${batchId}`,
    );
    await tx.execute(sql`
      update import_batches set state = 'reading', mapping = ${mapping ? JSON.stringify(mapping) : null}::jsonb, sheet = coalesce(${sheet ?? null}, sheet), question = case when ${sheet !== undefined} then null else question end, failure = null, rows_read = 0, bytes_read = 0
      where wedding_id = ${scope.weddingId} and id = ${batchId}`);
    return {
      result: { batchId },
      audit: [{ action: "choose", entity: "import_batch", entityId: batchId, payload: { mapping, sheet } }],
      topics: [enqueue(readImportFile, { weddingId: scope.weddingId, batchId, side: scope.side })],
    };
  },
});
