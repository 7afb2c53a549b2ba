import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { events, venues } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";

export interface NamedVenue {
  name?: string | undefined;
  address?: string | undefined;
  /** Left out: as it is. Null: none any more. */
  mapUrl?: string | null | undefined;
}

/**
 * The venue of that name, made on first mention. A new address or map link corrects it for every function held there,
 * and each of those is a new edition; `except` is the function whose own edition the caller counts.
 */
export async function ensureVenue(
  tx: Transaction,
  scope: Scope,
  { name, address, mapUrl }: NamedVenue,
  except?: string,
): Promise<string | null> {
  if (!name) return null;
  const { weddingId } = scope;
  const [known] = await tx
    .select()
    .from(venues)
    .where(and(eq(venues.weddingId, weddingId), eq(venues.name, name)))
    .for("update");
  if (!known) {
    const [made] = await tx
      .insert(venues)
      .values({ weddingId, name, address: address || null, mapUrl: mapUrl ?? null })
      .onConflictDoUpdate({ target: [venues.weddingId, venues.name], set: { name } })
      .returning({ id: venues.id });
    return made!.id;
  }
  const next = { address: address || known.address, mapUrl: mapUrl === undefined ? known.mapUrl : mapUrl };
  if (next.address !== known.address || next.mapUrl !== known.mapUrl) {
    await tx
      .update(venues)
      .set(next)
      .where(and(eq(venues.weddingId, weddingId), eq(venues.id, known.id)));
    await tx
      .update(events)
      .set({ version: sql`version + 1` })
      .where(
        and(
          eq(events.weddingId, weddingId),
          eq(events.venueId, known.id),
          except ? ne(events.id, except) : undefined,
        ),
      );
  }
  return known.id;
}
