import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { savedViews } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";

/** Families, and who is of them, with those who are counted without a name. */
export async function countGuests(tx: Transaction, scope: Scope): Promise<{ people: number; units: number }> {
  const { rows } = await tx.execute<{ people: number; units: number }>(sql`
    select (select count(*)::int from people where wedding_id = ${scope.weddingId} and live) + u.unnamed as people, u.units
    from (select count(*)::int as units, coalesce(sum(unnamed_adults + unnamed_children), 0)::int as unnamed from guest_units where wedding_id = ${scope.weddingId} and live) u`);
  return rows[0]!;
}

/** Every tag in use, with how many households carry it. */
export async function listTags(
  tx: Transaction,
  scope: Scope,
): Promise<{ tag: string; households: number }[]> {
  const { rows } = await tx.execute<{ tag: string; households: number }>(sql`
    select tag, count(*)::int as households from unit_tags where wedding_id = ${scope.weddingId} group by tag order by 2 desc, 1 limit 100`);
  return rows;
}

export interface SuggestionPersonRow {
  id: string;
  unitId: string;
  unitName: string;
  name: string;
  address: string | null;
  side: string;
}

/** Households of one person each, which a shared surname and address may bring together. */
export async function listLoneHouseholds(
  tx: Transaction,
  scope: Scope,
  limit = 2_000,
): Promise<SuggestionPersonRow[]> {
  const { rows } = await tx.execute<{ row: SuggestionPersonRow }>(sql`
    select jsonb_build_object('id', min(p.id::text), 'unitId', u.id, 'unitName', u.name, 'name', min(p.name), 'address', u.address, 'side', u.side) as row
    from guest_units u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
    where u.wedding_id = ${scope.weddingId} and u.live and u.address is not null
    group by u.id having count(*) = 1 order by u.name, u.id limit ${limit}`);
  return rows.map((row) => row.row);
}

/** Keys of suggestions that a human has decided. */
export async function listDecidedSuggestions(tx: Transaction, scope: Scope): Promise<Set<string>> {
  const { rows } = await tx.execute<{ key: string }>(
    sql`select key from unit_suggestion_decisions where wedding_id = ${scope.weddingId}`,
  );
  return new Set(rows.map((row) => row.key));
}

/** A filter of the guest table somebody named, for everybody of the wedding. */
export interface SavedView {
  id: string;
  name: string;
  address: string;
}

export async function listViews(tx: Transaction, scope: Scope): Promise<SavedView[]> {
  return tx
    .select({ id: savedViews.id, name: savedViews.name, address: savedViews.address })
    .from(savedViews)
    .where(eq(savedViews.weddingId, scope.weddingId))
    .orderBy(savedViews.name);
}
