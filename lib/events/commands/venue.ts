import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { venues } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";

/** The venue of that name, made on first mention. A new address corrects it for every function held there. */
export async function ensureVenue(
  tx: Transaction,
  scope: Scope,
  name?: string,
  address?: string,
): Promise<string | null> {
  if (!name) return null;
  const [venue] = await tx
    .insert(venues)
    .values({ weddingId: scope.weddingId, name, address: address || null })
    .onConflictDoUpdate({
      target: [venues.weddingId, venues.name],
      set: { address: sql`coalesce(excluded.address, ${venues.address})` },
    })
    .returning({ id: venues.id });
  return venue!.id;
}
