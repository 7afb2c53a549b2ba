import { type SQL, sql } from "drizzle-orm";
import { cancelledEvents } from "@/lib/events/queries";
import { type Homes, homesOf } from "./homes";

/** Who says what, as `voices` gives it, to be put into a `with recursive`; whether the family is still invited is not asked yet. */
function voiceCtes(weddingId: string, homes: Homes): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  return sql`
  ${homes.ctes}, several as materialized (
    select ${homes.unit("a")} as unit_id, a.event_id from rsvp_answers a ${homes.join("a")}
    where ${mine("a")} and a.event_id <> all(${cancelledEvents(weddingId)}) group by 1, 2 having count(*) > 1
  ), fact as (
    select s.unit_id, s.event_id, a.id as answer_id, a.answer, a.adults, a.children, a.answered_at, a.channel,
      a.channel in ('phone', 'console') as own, case when a.channel not in ('phone', 'console') then coalesce(p.merged_into, a.person_id, (
        select m.id from people m where ${mine("m")} and m.unit_id = s.unit_id and m.live order by m.contact_rank, m.name collate "C", m.id limit 1)) end as person_id,
      row_number() over (partition by s.unit_id, s.event_id
        order by a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc) as latest
    from (
      select ${homes.unit("a")} as home_id, a.event_id, a.id, a.answer, a.adults, a.children, a.channel, a.answered_at, a.recorded_at, a.person_id, a.inbound_id
      from rsvp_answers a ${homes.join("a")} where ${mine("a")} offset 0) a
    join several s on s.unit_id = a.home_id and s.event_id = a.event_id
    left join inbound_messages n on ${mine("n")} and n.id = a.inbound_id
    left join people p on ${mine("p")} and p.id = a.person_id and p.merged_into is not null
    where not exists (select 1 from rsvp_voids v where ${mine("v")} and v.answer_id = a.id)
  ), since as (
    select f.*, min(f.latest) filter (where f.own) over (partition by f.unit_id, f.event_id) as settled from fact f
  ), voice as (
    select distinct on (unit_id, event_id, own, person_id)
      unit_id, event_id, person_id, answer_id, answer, adults, children, answered_at, channel
    from since where settled is null or latest <= settled
    order by unit_id, event_id, own, person_id, latest
  )`;
}

/** Looked up one by one, after everything else: it is asked of few. */
const stillInvited = (weddingId: string): SQL =>
  sql`(select true from invitations i where i.wedding_id = ${weddingId} and i.unit_id = v.unit_id and i.event_id = v.event_id)`;

/**
 * Who says what for a function, where more than one answer was given for it: each guest's latest answer, and the family's
 * own entry (`person_id` null: after a phone call, or in the console). What was said before the family's latest entry is
 * settled by it, and what is said of a cancelled function needs no settling. An answer that does not say who gave it, as from the household's page, is the contact person's.
 * Rows: unit_id, event_id, person_id, answer_id, answer, adults, children, answered_at, channel.
 */
export const voices = (weddingId: string, units: SQL): SQL => sql`(
  with recursive ${voiceCtes(weddingId, homesOf(weddingId, units))}
  select * from voice v where ${stillInvited(weddingId)})`;

/** The functions of these households, or of all, for which their members say different things. Rows: unit_id, event_id. */
export const disagreements = (weddingId: string, units: SQL | null): SQL => sql`(
  with recursive ${voiceCtes(weddingId, homesOf(weddingId, units))}, apart as (
    select unit_id, event_id from voice group by unit_id, event_id having count(distinct (answer, adults, children)) > 1
  )
  select * from apart v where ${stillInvited(weddingId)})`;
