import { exports_ } from "@/db/schema/exports";
import { actorLabel } from "@/lib/access/policy";
import { requestExportInput } from "@/lib/exports/inputs";
import { generateExport } from "@/lib/exports/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Asks for a function's guest list as a file; a job makes it. A side admin's file holds that side and shared households. */
export const requestExport = defineCommand({
  name: "exports.request",
  permission: "exports.create",
  input: requestExportInput,
  irreversible: "A file that was made can be left unused; its links can be revoked.",
  async run({ tx, scope }, { id, eventId }) {
    await tx.insert(exports_).values({
      id,
      weddingId: scope.weddingId,
      side: scope.side,
      kind: "event_guest_list",
      eventId,
      requestedBy: actorLabel(scope.actor),
    });
    return {
      result: { id },
      audit: [{ action: "request", entity: "export", entityId: id, payload: { eventId } }],
      topics: [enqueue(generateExport, { weddingId: scope.weddingId, exportId: id, side: scope.side })],
    };
  },
});
