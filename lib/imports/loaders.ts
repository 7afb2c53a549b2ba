import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { googleContactsConfigured } from "@/lib/adapters/google/contacts";
import { pageFromAddress } from "@/lib/audience/rules/address";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { countBatches, listBatches } from "./queries";
import { listAccounts } from "./queries/accounts";
import { countDifferences } from "./queries/differences";
import { isDiscardable } from "./rules/discard";

const LISTS = 50;
const sum = (counts: readonly { count: number }[]) => counts.reduce((all, one) => all + one.count, 0);

/** The lists brought so far, and whether one more may be brought. */
export async function loadImports(
  weddingId: string,
  asked: Record<string, string | string[] | undefined> = {},
) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.import")) return { may: false as const };
  const typed = asked.typed === "1";
  const { batches, brought, page, differences, accounts, zone } = await readTenant(scope, async (tx) => ({
    ...(await pageOfLists(tx, scope, typed, pageFromAddress(asked))),
    zone: (await requireWedding(tx, scope)).zone,
    differences: await countDifferences(tx, scope, null),
    accounts: googleContactsConfigured() ? await listAccounts(tx, scope) : null,
  }));
  return {
    may: true as const,
    mayDecide: scope.permissions.has("guests.edit"),
    differences: sum(differences),
    side: scope.side,
    /** Null where this installation does not offer Google Contacts. */
    google: accounts?.map((one) => ({ ...one, syncedAt: one.syncedAt?.toISOString() ?? null })) ?? null,
    maxBytes: env().MAX_UPLOAD_MB * 1024 * 1024,
    zone,
    typed,
    brought,
    page,
    pageSize: LISTS,
    batches: batches.map(({ rowsDone, ...batch }) => ({
      ...batch,
      createdAt: batch.createdAt.toISOString(),
      discardedAt: batch.discardedAt?.toISOString() ?? null,
      discardable: isDiscardable(batch.state, rowsDone),
    })),
  };
}

/** A page of the lists; behind the last there is the last. */
async function pageOfLists(tx: Transaction, scope: Scope, typed: boolean, asked: number) {
  const brought = await countBatches(tx, scope);
  const last = Math.max(1, Math.ceil((typed ? brought.typed : brought.lists) / LISTS));
  const page = Math.min(asked, last);
  const batches = await listBatches(tx, scope, { typed, limit: LISTS, offset: (page - 1) * LISTS });
  return { batches, brought, page };
}
