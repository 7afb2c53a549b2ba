import { type SQL, sql } from "drizzle-orm";
import { takesPlace } from "@/lib/events/queries";

/**
 * Who says what for a function, where more than one answer was given for it: each guest's latest answer, and the family's
 * own entry (`person_id` null: after a phone call, or in the console). What was said before the family's latest entry is
 * settled by it, and what is said of a cancelled function needs no settling. An answer that does not say who gave it, as from the household's page, is the contact person's.
 * Rows: unit_id, event_id, person_id, answer_id, answer, adults, children, answered_at, channel.
 */
export const voices = (weddingId: string, units: SQL): SQL => sql`(
  with recursive lived as (
    select u.id as member, u.id as unit_id from guest_units u where u.wedding_id = ${weddingId} and u.live and u.id in ${units}
    union
    select u.id, l.unit_id from lived l join guest_units u on u.wedding_id = ${weddingId} and u.joined_into = l.member and not u.live
  ), several as (
    select l.unit_id, a.event_id from lived l join rsvp_answers a on a.wedding_id = ${weddingId} and a.unit_id = l.member
    where ${takesPlace(sql`a.wedding_id`, sql`a.event_id`)}
    group by l.unit_id, a.event_id having count(*) > 1
  ), fact as (
    select s.unit_id, s.event_id, a.id as answer_id, a.answer, a.adults, a.children, a.answered_at, a.channel,
      a.channel in ('phone', 'console') as own, coalesce(p.merged_into, a.person_id, c.id) as person_id,
      row_number() over (partition by s.unit_id, s.event_id
        order by a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc) as latest
    from several s join lived l on l.unit_id = s.unit_id
    join rsvp_answers a on a.wedding_id = ${weddingId} and a.unit_id = l.member and a.event_id = s.event_id
    join invitations i on i.wedding_id = ${weddingId} and i.unit_id = s.unit_id and i.event_id = s.event_id
    left join inbound_messages n on n.wedding_id = ${weddingId} and n.id = a.inbound_id
    left join people p on p.wedding_id = ${weddingId} and p.id = a.person_id
    left join lateral (
      select m.id from people m where m.wedding_id = ${weddingId} and m.unit_id = s.unit_id and m.live and a.person_id is null
      order by m.contact_rank, m.name collate "C", m.id limit 1) c on true
    where not exists (select 1 from rsvp_voids v where v.wedding_id = ${weddingId} and v.answer_id = a.id)
  ), since as (
    select f.*, min(f.latest) filter (where f.own) over (partition by f.unit_id, f.event_id) as settled from fact f
  )
  select distinct on (unit_id, event_id, own, person_id)
    unit_id, event_id, case when not own then person_id end as person_id, answer_id, answer, adults, children, answered_at, channel
  from since where settled is null or latest <= settled
  order by unit_id, event_id, own, person_id, latest)`;

/** The functions of these households for which their members say different things. Rows: unit_id, event_id. */
export const disagreements = (weddingId: string, units: SQL): SQL => sql`(
  select v.unit_id, v.event_id from ${voices(weddingId, units)} v
  group by v.unit_id, v.event_id having count(distinct (v.answer, v.adults, v.children)) > 1)`;
