import { exports_ } from "@/db/schema/exports";
import { actorLabel } from "@/lib/access/policy";
import { requestGiftsInput } from "@/lib/exports/inputs";
import { generateExport } from "@/lib/exports/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Asks for the book of gifts, or for what was given before, as a file; a job makes it. A side admin's holds that side and both. */
export const requestGifts = defineCommand({
  name: "exports.request-gifts",
  permission: "exports.create",
  input: requestGiftsInput,
  irreversible: "A file that was made can be left unused; its links can be revoked.",
  async run({ tx, scope }, { id, kind }) {
    await tx
      .insert(exports_)
      .values({
        id,
        weddingId: scope.weddingId,
        side: scope.side,
        kind,
        requestedBy: actorLabel(scope.actor),
      });
    return {
      result: { id },
      audit: [{ action: "request", entity: "export", entityId: id, payload: { kind } }],
      topics: [enqueue(generateExport, { weddingId: scope.weddingId, exportId: id, side: scope.side })],
    };
  },
});
