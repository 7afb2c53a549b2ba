import { sql } from "drizzle-orm";
import { askColumnsInput } from "@/lib/imports/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/**
 * A sheet's headings say too little: keeps what we think each column is, for a human to confirm or correct. Where
 * somebody said so before, the list is read with that, and the question is kept for whoever wants to correct it.
 */
export const askColumns = defineCommand({
  name: "imports.ask-columns",
  permission: "guests.import",
  input: askColumnsInput,
  irreversible: "A question changes nothing.",
  async run({ tx, scope }, { batchId, question, sheets, known }) {
    const { rows } = await tx.execute(sql`
      update import_batches set state = ${known ? "reading" : "mapping"}, mapping = coalesce(${known ? JSON.stringify(known) : null}::jsonb, mapping), question = ${JSON.stringify(question)}::jsonb, sheets = coalesce(${sheets ? JSON.stringify(sheets) : null}::jsonb, sheets)
      where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'reading' returning 1`);
    if (rows.length === 0) return refuse("not_reading", "This list is no longer being read.");
    return {
      result: null,
      audit: [{ action: "ask", entity: "import_batch", entityId: batchId }],
      topics: [],
    };
  },
});
