import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";

/**
 * A wedding's guests as one hash, ids and times apart: every household with its people, identifiers, tags, invitations,
 * answers and consent, every open question, every decision, and who is not to be messaged. Two weddings with the same
 * guests have the same hash; this is what the laws of identity compare.
 */
export async function stateHash(
  tx: Transaction,
  scope: Scope,
): Promise<{ hash: string; households: number; people: number; conflicts: number }> {
  const households = (await listHouseholdStates(tx, scope)).map((one) =>
    canonicalJson({ ...one, people: one.people.map(canonicalJson).sort() }),
  );
  const rest = await listOtherState(tx, scope);
  const hash = sha256Hex(canonicalJson({ households: households.sort(), ...rest }));
  return {
    hash,
    households: households.length,
    people: rest.people,
    conflicts: rest.conflicts.length,
  };
}

async function listHouseholdStates(
  tx: Transaction,
  scope: Scope,
): Promise<{ people: unknown[]; [field: string]: unknown }[]> {
  const { rows } = await tx.execute<{ state: { people: unknown[] } }>(sql`
    with member as (
      select p.unit_id, jsonb_agg(jsonb_build_object('name', p.name, 'ageBand', p.age_band, 'rank', p.contact_rank, 'notes', p.notes, 'language', p.language, 'diet', p.diet,
        'identifiers', (select coalesce(jsonb_agg(jsonb_build_array(i.kind, i.value, i.shared, i.assumed_country) order by i.kind, i.value collate "C"), '[]')
          from person_identifiers i where i.wedding_id = p.wedding_id and i.person_id = p.id and i.valid_to is null),
        'diets', (select coalesce(jsonb_agg(jsonb_build_array(e.name, d.diet) order by e.name, d.diet), '[]')
          from person_diets d join events e on e.wedding_id = d.wedding_id and e.id = d.event_id where d.wedding_id = p.wedding_id and d.person_id = p.id))) as people
      from people p where p.wedding_id = ${scope.weddingId} and p.live group by p.unit_id
    ), tagged as (
      select t.unit_id, jsonb_agg(t.tag order by t.tag collate "C") as tags from unit_tags t where t.wedding_id = ${scope.weddingId} group by t.unit_id
    ), invited as (
      select i.unit_id, jsonb_agg(jsonb_build_array(e.name, i.adults, i.children, c.answer, c.adults, c.children) order by e.name, e.id) as events
      from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      where i.wedding_id = ${scope.weddingId} group by i.unit_id
    ), second as (
      select m.unit_id, jsonb_agg(p.name order by p.name collate "C") as guests from unit_members m
      join people p on p.wedding_id = m.wedding_id and p.id = m.person_id and p.live where m.wedding_id = ${scope.weddingId} and m.secondary and m.valid_to is null group by m.unit_id
    )
    select jsonb_build_object('name', u.name, 'side', u.side, 'address', u.address, 'language', u.language, 'unnamed', jsonb_build_array(u.unnamed_adults, u.unnamed_children),
      'people', coalesce(m.people, '[]'), 'tags', coalesce(t.tags, '[]'), 'events', coalesce(i.events, '[]'), 'consented', fence.consented(u.wedding_id, u.id),
      'also', s.guests, 'proxy', x.name) as state
    from guest_units u
    left join member m on m.unit_id = u.id left join tagged t on t.unit_id = u.id left join invited i on i.unit_id = u.id
    left join second s on s.unit_id = u.id
    left join people x on x.wedding_id = u.wedding_id and x.id = u.proxy_person_id and x.live
    where u.wedding_id = ${scope.weddingId} and u.live`);
  return rows.map((row) => row.state);
}

async function listOtherState(
  tx: Transaction,
  scope: Scope,
): Promise<{ people: number; conflicts: unknown[]; suppressed: unknown; decisions: unknown }> {
  const { rows } = await tx.execute<{
    people: number;
    conflicts: unknown[];
    suppressed: unknown;
    decisions: unknown;
  }>(sql`
    select (select count(*)::int from people p where p.wedding_id = ${scope.weddingId} and p.live) as people,
      coalesce((select jsonb_agg(one order by one) from (
        select jsonb_build_array(c.kind, c.field, (select jsonb_agg(o->'value' order by o->'value') from jsonb_array_elements(c.options) o where c.kind = 'field'),
          coalesce((select jsonb_agg(i.kind || ':' || i.value order by i.kind, i.value collate "C") from person_identifiers i where i.wedding_id = c.wedding_id and i.person_id = c.person_id and i.valid_to is null), '[]'),
          (select k.key from claims k where k.wedding_id = c.wedding_id and k.id = c.claim_id)) as one
        from import_conflicts c where c.wedding_id = ${scope.weddingId}) q), '[]') as conflicts,
      (select jsonb_agg(encode(s.fingerprint, 'hex') order by encode(s.fingerprint, 'hex')) from suppressions s where s.wedding_id = ${scope.weddingId} and s.lifted_at is null) as suppressed,
      (select jsonb_agg(d.key order by d.key collate "C") from import_decisions d where d.wedding_id = ${scope.weddingId}) as decisions`);
  return rows[0]!;
}
