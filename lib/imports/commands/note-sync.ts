import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { contactAccounts, importBatches } from "@/db/schema/imports";
import type { Scope } from "@/lib/access/types";
import { noteSyncInput } from "@/lib/imports/inputs";
import { defineCommand } from "@/lib/platform/command";

/** From where the next sync of an account goes on, or that its owner took the consent back. */
export const noteSync = defineCommand({
  name: "imports.note-sync",
  permission: "guests.import",
  input: noteSyncInput,
  irreversible: "It only notes what the provider said.",
  async run({ tx, scope, now }, { accountId, batchId, sealed, outcome }) {
    if (outcome.kind === "synced" && (await wasDiscarded(tx, scope, batchId))) return { unchanged: null };
    const noted = await tx
      .update(contactAccounts)
      .set(
        outcome.kind === "synced"
          ? { syncToken: outcome.syncToken, syncedAt: now }
          : { sealedToken: null, syncToken: null, state: "revoked" },
      )
      .where(
        and(
          eq(contactAccounts.weddingId, scope.weddingId),
          eq(contactAccounts.id, accountId),
          eq(contactAccounts.sealedToken, Buffer.from(sealed)),
          // A list before this one that was thrown away meanwhile is to come again: this one began behind it.
          outcome.kind === "synced"
            ? sql`${contactAccounts.syncToken} is not distinct from ${outcome.began}`
            : undefined,
        ),
      )
      .returning({ id: contactAccounts.id });
    if (noted.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: outcome.kind, entity: "contact_account", entityId: accountId }],
      topics: [],
    };
  },
});

/** Whoever was in a list that was thrown away is to come again: the next sync must not go on from behind it. */
async function wasDiscarded(tx: Transaction, scope: Scope, batchId: string): Promise<boolean> {
  const [batch] = await tx
    .select({ state: importBatches.state })
    .from(importBatches)
    .where(and(eq(importBatches.weddingId, scope.weddingId), eq(importBatches.id, batchId)))
    .for("share");
  return batch?.state === "discarded";
}
