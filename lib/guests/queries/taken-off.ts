import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/** Guests, and who was taken off the list: lists that name them again mean the same person. */
export const isKnown = (person: string): SQL => sql.raw(`(${person}.live or ${person}.edits ? 'guest')`);

export interface TakenOffEntry {
  /** What puts them back. */
  word: string;
  unitId: string;
  /** Of a single person; null where the family went as a whole. */
  personId: string | null;
  name: string;
  /** The family of a single person; null where it has no other name. */
  family: string | null;
  /** Who is put back with a family. */
  people: string[];
  /** When they left, ISO 8601. */
  at: string | null;
}

const entries = (scope: Scope, unitId: string | null): SQL => sql`
  gone as materialized (
    select p.id, p.name, p.unit_id, p.contact_rank, p.edits->'guest'->>'value' as word from people p
    where p.wedding_id = ${scope.weddingId} and not p.live and p.merged_into is null and p.edits ? 'guest'
      and (${unitId}::uuid is null or p.unit_id = ${unitId} or p.edits->'guest'->>'value' = (select u.edits->>'off' from guest_units u where u.wedding_id = p.wedding_id and u.id = ${unitId}))
      and exists (select 1 from claims c where c.wedding_id = p.wedding_id and c.person_id = p.id and c.rows > 0)
  ), home as materialized (
    select u.id, u.name, case when not u.live then u.edits->>'off' end as word from guest_units u
    where u.wedding_id = ${scope.weddingId} and (u.id in (select unit_id from gone) or not u.live and u.edits ? 'off' and (${unitId}::uuid is null or u.id = ${unitId}))
  ), entry as (
    select h.word, h.id as unit_id, null::uuid as person_id, h.name, null as family,
      coalesce((select jsonb_agg(g.name order by g.contact_rank, g.name, g.id) from gone g where g.word = h.word), '[]') as people from home h where h.word is not null
    union all
    -- A family that somebody new came to is there again; who went with it before is named one by one, and comes back together.
    select g.word, h.id, g.id, g.name, nullif(h.name, g.name), '[]' from gone g join home h on h.id = g.unit_id where not exists (select 1 from home w where w.word = g.word)
  )`;

/**
 * Who was taken off the guest list and could be put back, by name: a person by themselves, or a family as a whole. `unitId`
 * asks for one household alone.
 */
export async function listTakenOff(
  tx: Transaction,
  scope: Scope,
  { unitId = null, limit, offset }: { unitId?: string | null; limit: number; offset: number },
): Promise<{ total: number; entries: TakenOffEntry[] }> {
  const { rows } = await tx.execute<{ total: number; entries: TakenOffEntry[] }>(sql`
    with ${entries(scope, unitId)}, shown as (select * from entry order by name, unit_id, person_id limit ${limit} offset ${offset})
    select (select count(*)::int from entry) as total, coalesce((select jsonb_agg(jsonb_build_object('word', e.word, 'unitId', e.unit_id, 'personId', e.person_id, 'name', e.name,
        'family', e.family, 'people', e.people,
        'at', (select max(m.valid_to) from unit_members m where m.wedding_id = ${scope.weddingId} and m.unit_id = e.unit_id and (e.person_id is null or m.person_id = e.person_id)))
      order by e.name, e.unit_id, e.person_id) from shown e), '[]') as entries`);
  return rows[0]!;
}
