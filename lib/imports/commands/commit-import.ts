import { and, eq } from "drizzle-orm";
import { importBatches } from "@/db/schema/imports";
import { actorLabel } from "@/lib/access/policy";
import { commitImportInput } from "@/lib/imports/inputs";
import { commitImportBatch } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Adds a read list to the guests, by a job. Records the host's attestation that these people may be written to. */
export const commitImport = defineCommand({
  name: "imports.commit",
  permission: "guests.import",
  input: commitImportInput,
  inverse: "imports.undo",
  async run({ tx, scope, now }, input) {
    const changed = await tx
      .update(importBatches)
      .set({
        state: "committing",
        grouping: input.grouping,
        attestedAt: now,
        attestedBy: scope.actor.kind === "user" ? scope.actor.userId : null,
      })
      .where(
        and(
          eq(importBatches.weddingId, scope.weddingId),
          eq(importBatches.id, input.batchId),
          eq(importBatches.state, "staged"),
        ),
      )
      .returning({ id: importBatches.id });
    if (changed.length === 0)
      return refuse(
        "not_staged",
        "This list is already being added, was thrown away, or was not read to its end.",
      );
    return {
      result: {
        batchId: input.batchId,
        undo: { command: "imports.undo", input: { batchId: input.batchId } },
      },
      audit: [
        {
          action: "attest",
          entity: "import_batch",
          entityId: input.batchId,
          payload: { grouping: input.grouping, attestedBy: actorLabel(scope.actor) },
        },
      ],
      topics: [
        enqueue(commitImportBatch, { weddingId: scope.weddingId, batchId: input.batchId, side: scope.side }),
      ],
    };
  },
});
