import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { likelyOf } from "@/lib/guests/rules/likely-pairs";
import type { LikenessPerson } from "@/lib/guests/rules/likeness";

/** Somebody with what is compared of them, and where they are found. */
export interface ComparedPerson extends LikenessPerson {
  id: string;
  unitId: string;
  family: string;
  side: string;
}

/** More people than this are not compared at once. */
export const MOST_PEOPLE = 20_000;

/** Live people (these, or all, `most` at most) with what `likeness` compares. A household named like its one person names no family. */
export async function loadCompared(
  tx: Transaction,
  scope: Scope,
  { ids, most = MOST_PEOPLE }: { ids?: Iterable<string>; most?: number } = {},
): Promise<Map<string, ComparedPerson>> {
  const { rows } = await tx.execute<{ person: ComparedPerson }>(sql`
    select jsonb_strip_nulls(jsonb_build_object('id', p.id, 'unitId', u.id, 'family', u.name, 'name', p.name, 'side', p.side,
      'household', nullif(u.name, p.name), 'ageBand', p.age_band, 'address', u.address,
      'phones', (select coalesce(jsonb_agg(i.value order by i.value), '[]') from person_identifiers i
        where i.wedding_id = p.wedding_id and i.person_id = p.id and i.kind = 'phone' and i.valid_to is null),
      'emails', (select coalesce(jsonb_agg(i.value order by i.value), '[]') from person_identifiers i
        where i.wedding_id = p.wedding_id and i.person_id = p.id and i.kind = 'email' and i.valid_to is null),
      'tags', (select coalesce(jsonb_agg(t.tag), '[]') from unit_tags t where t.wedding_id = p.wedding_id and t.unit_id = u.id),
      'housemates', (select coalesce(jsonb_agg(m.name order by m.id), '[]') from people m
        where m.wedding_id = p.wedding_id and m.unit_id = u.id and m.live and m.id <> p.id))) as person
    from people p join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id
    where p.wedding_id = ${scope.weddingId} and p.live
      ${ids ? sql`and p.id in (select jsonb_array_elements_text(${JSON.stringify([...ids])}::jsonb)::uuid)` : sql``}
    order by p.id limit ${most}`);
  return new Map(rows.map(({ person }) => [person.id, person]));
}

/**
 * How many of the pairs found with the last list may still be one person: of whom the one who asks may see both, as they
 * are now, and not among the `decided`. `more`: others were found with them.
 */
export async function countLikely(
  tx: Transaction,
  scope: Scope,
  decided: ReadonlySet<string>,
): Promise<{ count: number; more: boolean }> {
  const { rows } = await tx.execute<{ pairs: [string, string][]; more: boolean }>(
    sql`select pairs, more from likely_pairs where wedding_id = ${scope.weddingId}`,
  );
  const kept = rows[0];
  if (!kept || kept.pairs.length === 0) return { count: 0, more: false };
  const people = await loadCompared(tx, scope, { ids: new Set(kept.pairs.flat()) });
  const seen = kept.pairs.flatMap(([a, b]) => {
    const [one, other] = [people.get(a), people.get(b)];
    return one && other ? [[one, other] as const] : [];
  });
  return { count: likelyOf(seen, decided).length, more: kept.more };
}
