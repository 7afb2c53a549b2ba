import { sql } from "drizzle-orm";
import { batchOnlyInput } from "@/lib/imports/inputs";
import { defineCommand } from "@/lib/platform/command";

/** The bytes of a list that was thrown away are deleted: nothing names them any more. */
export const forgetFile = defineCommand({
  name: "imports.forget-file",
  permission: "jobs.run",
  input: batchOnlyInput,
  irreversible: "Deleted bytes do not come back.",
  async run({ tx, scope }, { batchId }) {
    const { rows } = await tx.execute(sql`
      update import_batches set object_key = null
      where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'discarded' and object_key is not null returning 1`);
    if (rows.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "forget", entity: "import_batch", entityId: batchId }],
      topics: [],
    };
  },
});
