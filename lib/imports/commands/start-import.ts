import { importBatches } from "@/db/schema/imports";
import { startImportInput } from "@/lib/imports/inputs";
import { readImportFile } from "@/lib/imports/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Registers an uploaded file and starts reading it; the upload itself is already in the object store. */
export const startImport = defineCommand({
  name: "imports.start",
  permission: "guests.import",
  input: startImportInput,
  irreversible: "A list that was read changes nothing until it is added.",
  async run({ tx, scope }, input) {
    await tx.insert(importBatches).values({
      id: input.batchId,
      weddingId: scope.weddingId,
      side: scope.side,
      kind: input.kind,
      fileName: input.fileName,
      objectKey: input.objectKey,
      bytes: input.bytes,
      createdBy: scope.actor.kind === "user" ? scope.actor.userId : null,
    });
    return {
      result: { batchId: input.batchId },
      audit: [
        {
          action: "upload",
          entity: "import_batch",
          entityId: input.batchId,
          payload: { fileName: input.fileName, bytes: input.bytes },
        },
      ],
      topics: [
        enqueue(readImportFile, { weddingId: scope.weddingId, batchId: input.batchId, side: scope.side }),
      ],
    };
  },
});
