import { and, eq, sql } from "drizzle-orm";
import { contactAccounts, importBatches } from "@/db/schema/imports";
import { startSyncInput } from "@/lib/imports/inputs";
import { pullContactsBatch } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Begins a list out of a connected address book: everybody the first time, then who changed. */
export const startSync = defineCommand({
  name: "imports.start-sync",
  permission: "guests.import",
  input: startSyncInput,
  irreversible: "Contacts that were read change nothing until they are added.",
  async run({ tx, scope }, { batchId, accountId }) {
    if (scope.actor.kind !== "user") return refuse("no_user", "Only a person can read their own contacts.");
    const { userId } = scope.actor;
    const [account] = await tx
      .select({ email: contactAccounts.email, sealedToken: contactAccounts.sealedToken })
      .from(contactAccounts)
      .where(
        and(
          eq(contactAccounts.weddingId, scope.weddingId),
          eq(contactAccounts.id, accountId),
          eq(contactAccounts.userId, userId),
        ),
      )
      .for("update");
    if (!account?.sealedToken)
      return refuse(
        "not_connected",
        "This Google account is not connected any more. Please connect it again.",
      );
    const fileName = `Google Contacts (${account.email})`;
    const [under] = await tx
      .select({ id: importBatches.id })
      .from(importBatches)
      .where(
        and(
          eq(importBatches.weddingId, scope.weddingId),
          eq(importBatches.kind, "google"),
          eq(importBatches.state, "reading"),
          eq(importBatches.fileName, fileName),
          eq(importBatches.createdBy, userId),
          sql`created_at > now() - interval '30 minutes'`,
        ),
      )
      .limit(1);
    // A second click is the same wish.
    if (under) return { unchanged: { batchId: under.id } };
    await tx.insert(importBatches).values({
      id: batchId,
      weddingId: scope.weddingId,
      side: scope.side,
      kind: "google",
      fileName,
      objectKey: null,
      bytes: 0,
      createdBy: userId,
    });
    return {
      result: { batchId },
      audit: [{ action: "start", entity: "import_batch", entityId: batchId, payload: { fileName } }],
      topics: [
        enqueue(pullContactsBatch, { weddingId: scope.weddingId, batchId, side: scope.side, accountId }),
      ],
    };
  },
});
