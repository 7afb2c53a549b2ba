import { type SQL, sql } from "drizzle-orm";
import { asks, hasLeft } from "@/lib/audience/queries/asking";
import { keptId } from "@/lib/guests/queries/index-keys";
import { COUNT_COLUMNS } from "./headcount-rows";

/**
 * What the projections should say, read from the canonical rows in another way than the refresh does: person by person,
 * without groups, so that the two can disagree. Each gives `key` and `row`, of some households or (`null`) of all.
 */

/** Every household that is not live, with the live one it leads to; and every live one with itself. */
const homes = (weddingId: string, units: SQL | null): SQL => sql`
  home as (
    with recursive down as (
      select u.id as member, u.id as unit_id from guest_units u where u.wedding_id = ${weddingId} and u.live ${among("u.id", units)}
      union select u.id, d.unit_id from down d join guest_units u on u.wedding_id = ${weddingId} and u.joined_into = d.member and not u.live
    ) select * from down
  )`;

const among = (column: string, units: SQL | null): SQL =>
  units ? sql`and ${sql.raw(column)} in ${units}` : sql``;

/** The current answers: of all facts that count, of everybody who is one household now, the last one. */
export const expectedCurrent = (weddingId: string, units: SQL | null): SQL => sql`(
  with recursive ${homes(weddingId, units)}, told as (
    select i.unit_id, i.event_id, a.id, a.answer, a.adults, a.children, a.answered_at,
      row_number() over (partition by i.unit_id, i.event_id
        order by a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc) as latest
    from home h
    join rsvp_answers a on a.wedding_id = ${weddingId} and a.unit_id = h.member
    join invitations i on i.wedding_id = ${weddingId} and i.unit_id = h.unit_id and i.event_id = a.event_id
    left join rsvp_voids v on v.wedding_id = ${weddingId} and v.answer_id = a.id
    left join inbound_messages n on n.wedding_id = ${weddingId} and n.id = a.inbound_id
    where v.answer_id is null
  )
  select unit_id || ' ' || event_id as key, jsonb_build_array(id, answer, adults, children, answered_at) as row from told where latest = 1)`;

/** `pair`: each invitation with what was said, who lives there, and when the family was asked. */
const pairs = (weddingId: string, units: SQL | null): SQL => sql`
  ${homes(weddingId, units)}, lives as (
    select u.id as unit_id, u.unnamed_adults + count(p.id) filter (where p.age_band = 'adult') as adults,
      u.unnamed_children + count(p.id) filter (where p.age_band <> 'adult') as children, count(p.id) filter (where p.age_band = 'infant') as infants
    from guest_units u left join people p on p.wedding_id = ${weddingId} and p.unit_id = u.id and p.live
    where u.wedding_id = ${weddingId} ${among("u.id", units)} group by u.id
  ), asked as (
    select h.unit_id, min(t.started_at) as at, bool_or(m.state <> 'failed') as reached, bool_or(r.status is not null) as read
    from message_attempts t
    join messages m on m.wedding_id = ${weddingId} and m.id = t.message_id and m.kind = 'template'
    join send_runs s on s.wedding_id = ${weddingId} and s.id = m.run_id and ${asks(sql`s`)}
    join home h on h.member = m.unit_id
    left join message_receipts r on r.wedding_id = ${weddingId} and r.attempt_id = t.id and r.status = 'read'
    where t.wedding_id = ${weddingId} and ${hasLeft(sql`t`)} group by h.unit_id
  ), naming as (
    select distinct n.answer_id, p.unit_id, p.id, p.age_band, p.diet from rsvp_current c
    join rsvp_answer_people n on n.wedding_id = ${weddingId} and n.answer_id = c.answer_id
    join people x on x.wedding_id = ${weddingId} and x.id = n.person_id
    join people p on p.wedding_id = ${weddingId} and p.id = ${keptId("x")} and p.live
    where c.wedding_id = ${weddingId} ${among("c.unit_id", units)}
  ), pair as (
    select o.bucket, i.unit_id, i.event_id, i.side, i.adults + i.children as seats, c.answer, c.answer_id, coalesce(c.adults, 0) as a, coalesce(c.children, 0) as c,
      exists (select 1 from naming n where n.answer_id = c.answer_id and n.unit_id = i.unit_id) as named,
      c.adults >= l.adults and c.children >= l.children as all_come, l.children - l.infants as older_at_home, l.infants as infants_at_home,
      case when e.ceiling_persons is null then coalesce(c.adults + c.children, 0) when c.answer = 'yes' then least(c.adults + c.children, coalesce(p.persons, 0)) else 0 end as placed,
      k.at, k.unit_id is not null as asked, coalesce(k.reached, false) as reached, coalesce(k.read, false) as read
    from invitations i join lives l using (unit_id)
    join unit_overview o on o.wedding_id = ${weddingId} and o.unit_id = i.unit_id
    join events e on e.wedding_id = ${weddingId} and e.id = i.event_id
    left join rsvp_current c on c.wedding_id = ${weddingId} and c.unit_id = i.unit_id and c.event_id = i.event_id
    left join event_places p on p.wedding_id = ${weddingId} and p.unit_id = i.unit_id and p.event_id = i.event_id
    left join asked k on k.unit_id = i.unit_id
    where i.wedding_id = ${weddingId}
  )`;

/** The parts of the headcounts: whoever is in a part is taken from where the families stand, nothing else is. */
export const expectedParts = (weddingId: string, units: SQL | null): SQL => sql`(
  with recursive ${pairs(weddingId, units)}, known as (
    select p.unit_id, p.event_id, n.id, n.age_band, n.diet from pair p join naming n on n.answer_id = p.answer_id and n.unit_id = p.unit_id where p.answer = 'yes'
    union all
    select p.unit_id, p.event_id, m.id, m.age_band, m.diet from pair p join people m on m.wedding_id = ${weddingId} and m.unit_id = p.unit_id and m.live
    where p.answer = 'yes' and p.all_come and not p.named
  ), person as (
    select k.unit_id, k.event_id, k.age_band, btrim(coalesce(d.diet, k.diet, '')) as diet,
      row_number() over (partition by k.unit_id, k.event_id, k.age_band order by k.id) as nth
    from known k left join person_diets d on d.wedding_id = ${weddingId} and d.person_id = k.id and d.event_id = k.event_id
  ), infant as (
    select unit_id, event_id, count(*) as n from person where age_band = 'infant' group by 1, 2
  ), seated as (
    select p.*, least(p.a, p.placed) as adults, greatest(0, p.placed - p.a) as children,
      case when p.named then least(p.c, coalesce(b.n, 0)) else least(p.infants_at_home, greatest(0, p.c - p.older_at_home)) end as infants_said
    from pair p left join infant b using (unit_id, event_id)
  ), counted as (
    select s.*, greatest(0, s.children - (s.c - s.infants_said)) as infants, s.asked and s.answer is null as silent from seated s
  ), eaten as (
    select c.bucket, c.event_id, c.side, p.diet, count(*) as n from counted c join person p using (unit_id, event_id)
    where p.diet <> '' and p.nth <= case p.age_band when 'adult' then c.adults when 'infant' then c.infants else c.children - c.infants end group by 1, 2, 3, 4
  ), plate as (
    select bucket, event_id, side, jsonb_object_agg(diet, n) as diets from (
      select bucket, event_id, side, diet, sum(n) as n from (
        select * from eaten union all select bucket, event_id, side, '', -n from eaten union all select bucket, event_id, side, '', adults + children from counted) one
      group by 1, 2, 3, 4 having sum(n) <> 0) one
    group by 1, 2, 3
  ), day as (
    select bucket, event_id, side, jsonb_object_agg(day, n) as days from (
      select bucket, event_id, side, (at at time zone 'UTC')::date as day, count(*) as n from counted where silent group by 1, 2, 3, 4) one
    group by 1, 2, 3
  ), total as (
    select bucket, event_id, side, jsonb_build_object(
      'invited', count(*), 'seats', sum(seats), 'reached', count(*) filter (where reached), 'asked', count(*) filter (where asked),
      'yes', count(*) filter (where answer = 'yes'), 'no', count(*) filter (where answer = 'no'), 'maybe', count(*) filter (where answer = 'maybe'),
      'adults', sum(adults), 'children', sum(children), 'infants', sum(infants), 'waiting', sum(a + c - placed), 'expected', coalesce(sum(seats) filter (where asked), 0),
      'silent', count(*) filter (where silent), 'silent_read', count(*) filter (where silent and read)) as row
    from counted group by 1, 2, 3
  )
  select bucket || ' ' || event_id || ' ' || side as key, row || jsonb_build_object('diets', coalesce(p.diets, '{}'), 'silent_days', coalesce(d.days, '{}')) as row
  from total left join plate p using (bucket, event_id, side) left join day d using (bucket, event_id, side))`;

/** The sums by function and side, added up from the parts. */
export const summedParts = (weddingId: string): SQL => {
  const merged = (column: "diets" | "silent_days") => sql`
    select event_id, side, jsonb_object_agg(k, n) as ${sql.raw(column)} from (
      select p.event_id, p.side, x.key as k, sum(x.value::int) as n from headcount_parts p cross join jsonb_each_text(p.${sql.raw(column)}) x
      where p.wedding_id = ${weddingId} group by 1, 2, 3) one
    group by 1, 2`;
  const total = sql.raw(COUNT_COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(", "));
  return sql`(
    select event_id || ' ' || side as key, ${countsRow} as row from (
      select t.*, coalesce(diets, '{}') as diets, coalesce(silent_days, '{}') as silent_days
      from (select event_id, side, ${total} from headcount_parts where wedding_id = ${weddingId} group by 1, 2) t
      left join (${merged("diets")}) d using (event_id, side) left join (${merged("silent_days")}) s using (event_id, side)) one)`;
};

/** A row of counts as `key` and `row`, to be compared with what is expected. */
export const countsRow = sql`jsonb_build_object(${sql.join(
  [...COUNT_COLUMNS, "diets", "silent_days"].map((column) => sql.raw(`'${column}', ${column}`)),
  sql`, `,
)})`;
