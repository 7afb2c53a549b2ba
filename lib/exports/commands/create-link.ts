import { sql } from "drizzle-orm";
import { exportLinks } from "@/db/schema/exports";
import { actorLabel } from "@/lib/access/policy";
import { createLinkInput } from "@/lib/exports/inputs";
import { requireExport } from "@/lib/exports/queries";
import { newId } from "@/lib/kernel/ids";
import { defineCommand } from "@/lib/platform/command";

/** A link that opens one file until it expires or is revoked. The token itself never reaches the database. */
export const createLink = defineCommand({
  name: "exports.create-link",
  permission: "exports.create",
  input: createLinkInput,
  inverse: "exports.revoke-link",
  async run({ tx, scope }, { exportId, tokenHash, label, expiresInHours }) {
    // Its row-level security is the side's: whoever may not see the file cannot hand it out.
    await requireExport(tx, scope, exportId);
    const id = newId();
    await tx.insert(exportLinks).values({
      id,
      weddingId: scope.weddingId,
      exportId,
      tokenHash,
      label,
      expiresAt: sql`now() + make_interval(hours => ${expiresInHours})`,
      createdBy: actorLabel(scope.actor),
    });
    return {
      result: { id },
      audit: [
        {
          action: "create",
          entity: "export_link",
          entityId: id,
          payload: { exportId, label, expiresInHours },
        },
      ],
      topics: [],
    };
  },
});
