import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { shareOutPlaces, type Waiting } from "@/lib/rsvp/rules/places";

/**
 * Brings the places of functions with a ceiling up to date with the current answers: what is not wanted any more is
 * free again and goes to those who wait, the earliest answer first. The function's row is the lock, so that two answers
 * of one moment cannot both take the last place. Who sees one side only gives places to that side's families; the others
 * get theirs from `sharePlaces`. Returns the families that got places. `whose`: the only family whose answers changed;
 * without it, what every family wants is looked at.
 */
export async function givePlaces(
  tx: Transaction,
  scope: Scope,
  eventIds: readonly string[],
  whose: string | null = null,
): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const { rows: limited } = await tx.execute<{ id: string; ceiling: number }>(sql`
    select id, ceiling_persons as ceiling from events
    where wedding_id = ${scope.weddingId} and ceiling_persons is not null
      and id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)
    order by id for no key update`);
  const given: string[] = [];
  for (const event of limited) given.push(...(await shareOut(tx, scope, event, whose)));
  return given;
}

async function shareOut(
  tx: Transaction,
  { weddingId }: Scope,
  event: { id: string; ceiling: number },
  whose: string | null,
): Promise<string[]> {
  await tx.execute(sql`
    with wanted as (
      select p.unit_id, c.adults + c.children as persons from event_places p
      left join rsvp_current c on c.wedding_id = p.wedding_id and c.event_id = p.event_id and c.unit_id = p.unit_id and c.answer = 'yes'
      where p.wedding_id = ${weddingId} and p.event_id = ${event.id} ${whose ? sql`and p.unit_id = ${whose}` : sql``}
    ), gone as (
      delete from event_places p using wanted w
      where p.wedding_id = ${weddingId} and p.event_id = ${event.id} and p.unit_id = w.unit_id and w.persons is null
    )
    update event_places p set persons = w.persons from wanted w
    where p.wedding_id = ${weddingId} and p.event_id = ${event.id} and p.unit_id = w.unit_id and w.persons < p.persons`);
  const { rows } = await tx.execute<{ free: number; waiting: Waiting[] }>(sql`
    select f.free, case when f.free > 0 then coalesce((
      select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'persons', c.adults + c.children, 'held', coalesce(p.persons, 0)) order by c.answered_at, c.unit_id)
      from rsvp_current c left join event_places p on p.wedding_id = c.wedding_id and p.event_id = c.event_id and p.unit_id = c.unit_id
      where c.wedding_id = ${weddingId} and c.event_id = ${event.id} and c.answer = 'yes' and c.adults + c.children > coalesce(p.persons, 0)
    ), '[]') else '[]' end as waiting
    from (select ${event.ceiling}::int - fence.places_taken(${weddingId}, ${event.id})::int as free) f`);
  const { free, waiting } = rows[0]!;
  const given = shareOutPlaces(free, waiting);
  if (given.length === 0) return [];
  await tx.execute(sql`
    insert into event_places as p (wedding_id, event_id, unit_id, side, persons)
    select ${weddingId}, ${event.id}, u.id, u.side, g.held
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g("unitId" uuid, held int)
    join guest_units u on u.wedding_id = ${weddingId} and u.id = g."unitId"
    on conflict (wedding_id, event_id, unit_id) do update set persons = excluded.persons, given_at = now()`);
  return given.map((one) => one.unitId);
}
