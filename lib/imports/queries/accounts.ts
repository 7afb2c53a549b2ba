import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { contactAccounts, importRows } from "@/db/schema/imports";
import type { Scope } from "@/lib/access/types";

/** The address books this user connected; those of others are nobody's business. */
export async function listAccounts(tx: Transaction, scope: Scope) {
  if (scope.actor.kind !== "user") return [];
  return tx
    .select({
      id: contactAccounts.id,
      email: contactAccounts.email,
      state: contactAccounts.state,
      syncedAt: contactAccounts.syncedAt,
    })
    .from(contactAccounts)
    .where(
      and(eq(contactAccounts.weddingId, scope.weddingId), eq(contactAccounts.userId, scope.actor.userId)),
    )
    .orderBy(asc(contactAccounts.createdAt));
}

/** What a pull needs of an account; null where it was disconnected. */
export async function findGrant(tx: Transaction, scope: Scope, accountId: string) {
  const [account] = await tx
    .select({ sealedToken: contactAccounts.sealedToken, syncToken: contactAccounts.syncToken })
    .from(contactAccounts)
    .where(
      and(
        eq(contactAccounts.weddingId, scope.weddingId),
        eq(contactAccounts.id, accountId),
        isNotNull(contactAccounts.sealedToken),
      ),
    );
  return account ? { sealed: account.sealedToken!.toString("utf8"), syncToken: account.syncToken } : null;
}

/** The rows an interrupted pull has staged already. */
export async function listStaged(tx: Transaction, scope: Scope, batchId: string) {
  return tx
    .select({ rowNumber: importRows.rowNumber, raw: importRows.raw, draft: importRows.draft })
    .from(importRows)
    .where(and(eq(importRows.weddingId, scope.weddingId), eq(importRows.batchId, batchId)))
    .orderBy(asc(importRows.rowNumber));
}
