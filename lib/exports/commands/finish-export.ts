import { and, eq } from "drizzle-orm";
import { exports_ } from "@/db/schema/exports";
import { finishExportInput } from "@/lib/exports/inputs";
import { defineCommand } from "@/lib/platform/command";

/** The file is whole in the store: its size, hash and age become known. */
export const finishExport = defineCommand({
  name: "exports.finish",
  permission: "jobs.run",
  input: finishExportInput,
  irreversible: "A file in the store is a fact.",
  async run({ tx, scope, now }, { exportId, file }) {
    const changed = await tx
      .update(exports_)
      .set({ ...file, state: "ready", finishedAt: now })
      .where(
        and(eq(exports_.weddingId, scope.weddingId), eq(exports_.id, exportId), eq(exports_.state, "queued")),
      )
      .returning({ id: exports_.id });
    if (changed.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [
        {
          action: "ready",
          entity: "export",
          entityId: exportId,
          count: Math.max(1, file.rows),
          payload: { sha256: file.sha256, bytes: file.bytes },
        },
      ],
      topics: [],
    };
  },
});
