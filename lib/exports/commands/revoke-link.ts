import { and, eq, isNull, sql } from "drizzle-orm";
import { exportLinks } from "@/db/schema/exports";
import { revokeLinkInput } from "@/lib/exports/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

export const revokeLink = defineCommand({
  name: "exports.revoke-link",
  permission: "exports.create",
  input: revokeLinkInput,
  irreversible: "A revoked link stays closed; a new one can be made.",
  async run({ tx, scope, now }, { linkId }) {
    const changed = await tx
      .update(exportLinks)
      .set({ revokedAt: now })
      .where(
        and(
          eq(exportLinks.weddingId, scope.weddingId),
          eq(exportLinks.id, linkId),
          isNull(exportLinks.revokedAt),
          sql`exists (select 1 from exports e where e.wedding_id = ${exportLinks.weddingId} and e.id = ${exportLinks.exportId})`,
        ),
      )
      .returning({ id: exportLinks.id });
    if (changed.length === 0) return refuse("not_open", "This link is closed already.");
    return {
      result: null,
      audit: [{ action: "revoke", entity: "export_link", entityId: linkId }],
      topics: [],
    };
  },
});
