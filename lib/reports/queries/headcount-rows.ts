import { type SQL, sql } from "drizzle-orm";

/** What adds up over families, in the order `headcountRows` gives it; after these come `diets` and `silent_days`. */
export const COUNT_COLUMNS = [
  "invited",
  "seats",
  "reached",
  "asked",
  "yes",
  "no",
  "maybe",
  "adults",
  "children",
  "infants",
  "waiting",
  "expected",
  "silent",
  "silent_read",
] as const;

/** Some parts of the headcounts, and whether they are few. */
export interface Parts {
  buckets: SQL;
  few: boolean;
}

/**
 * The headcounts of some parts, or of all, from the canonical rows and the households as they were just computed:
 * bucket, event_id, side, COUNT_COLUMNS, diets, silent_days. Says in SQL what `rules/headcount.ts` says of one family; a
 * property test holds the two together. Families that are alike in what they eat and when they were asked are counted
 * in one pass; only those of whom persons must be looked at one by one (`special`) are.
 */
export function headcountRows(weddingId: string, parts: Parts | null): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  const here = parts ? sql`and o.bucket in ${parts.buckets}` : sql``;
  // Of a few families these are looked up one by one, of many together, of all of them as they stand.
  const named = (condition: SQL) => sql`
    select n.answer_id, p.unit_id, count(distinct p.id) filter (where p.age_band = 'infant') as infants from rsvp_answer_people n
    join people x on ${mine("x")} and x.id = n.person_id
    join people p on ${mine("p")} and p.id = coalesce(x.merged_into, x.id) and p.live
    where ${mine("n")} ${condition} group by n.answer_id, p.unit_id`;
  const different = (condition: SQL) => sql`
    select distinct p.unit_id, d.event_id from people p
    join person_diets d on ${mine("d")} and d.person_id = p.id where ${mine("p")} and p.live ${condition}`;
  const answers = sql`select c.answer_id from family f join rsvp_current c on ${mine("c")} and c.unit_id = f.unit_id and c.answer = 'yes'`;
  const special = parts?.few
    ? sql`
      left join lateral (${named(sql`and n.answer_id = c.answer_id and p.unit_id = i.unit_id`)}) n on true
      left join lateral (${different(sql`and p.unit_id = i.unit_id and d.event_id = i.event_id`)}) d on c.answer = 'yes'`
    : sql`
      left join (${named(parts ? sql`and n.answer_id in (${answers})` : sql``)}) n on n.answer_id = c.answer_id and n.unit_id = i.unit_id
      left join (${different(parts ? sql`and p.unit_id in (select f.unit_id from family f)` : sql``)}) d on d.unit_id = i.unit_id and d.event_id = i.event_id`;
  return sql`(
    with family as materialized (
      select o.* from unit_overview o where ${mine("o")} ${here}
    ), pair as (
      select o.bucket, i.event_id, i.side, i.unit_id, i.adults + i.children as seats, o.asked, o.reached, o.asked_at, o.read_at, o.diets,
        c.answer, n.answer_id, coalesce(c.adults, 0) as said_adults, coalesce(c.children, 0) as said_children,
        case when e.ceiling_persons is null then coalesce(c.adults + c.children, 0) else least(c.adults + c.children, coalesce(p.persons, 0)) end as placed,
        case when n.answer_id is not null then least(c.children, n.infants)
          else greatest(0, least(o.infants, coalesce(c.children, 0) - (o.children - o.infants))) end as said_infants,
        c.answer = 'yes' and n.answer_id is null and c.adults >= o.adults and c.children >= o.children as all_come,
        d.unit_id is not null as different
      from family o
      join invitations i on ${mine("i")} and i.unit_id = o.unit_id
      join events e on ${mine("e")} and e.id = i.event_id
      left join rsvp_current c on ${mine("c")} and c.unit_id = i.unit_id and c.event_id = i.event_id
      left join event_places p on ${mine("p")} and p.event_id = i.event_id and p.unit_id = i.unit_id and c.answer = 'yes'
      ${special}
    ), seated as (
      select pair.*, least(said_adults, placed) as adults, placed - least(said_adults, placed) as children,
        least(said_children - said_infants, placed - least(said_adults, placed)) as older,
        placed > 0 and (answer_id is not null or all_come and (different or placed < said_adults + said_children)) as special,
        asked and answer is null as silent
      from pair
    ), alike as materialized (
      select bucket, event_id, side, case when special then unit_id end as unit_id, case when special then answer_id end as answer_id,
        case when all_come and placed > 0 and not special then diets end as eats, case when silent then (asked_at at time zone 'UTC')::date end as silent_day,
        count(*)::int as invited, sum(seats)::int as seats, count(*) filter (where reached)::int as reached, count(*) filter (where asked)::int as asked,
        count(*) filter (where answer = 'yes')::int as yes, count(*) filter (where answer = 'no')::int as no, count(*) filter (where answer = 'maybe')::int as maybe,
        sum(adults)::int as adults, sum(children)::int as children, sum(children - older)::int as infants,
        sum(said_adults + said_children - placed)::int as waiting, coalesce(sum(seats) filter (where asked), 0)::int as expected,
        count(*) filter (where silent)::int as silent, count(*) filter (where silent and read_at is not null)::int as silent_read
      from seated group by 1, 2, 3, 4, 5, 6, 7
    ), coming as (
      select a.bucket, a.event_id, a.side, a.unit_id, a.adults, a.children - a.infants as older, a.infants, p.id, p.age_band, p.diet
      from alike a join people p on ${mine("p")} and p.unit_id = a.unit_id and p.live where a.answer_id is null
      union
      select a.bucket, a.event_id, a.side, a.unit_id, a.adults, a.children - a.infants, a.infants, p.id, p.age_band, p.diet
      from alike a join rsvp_answer_people n on ${mine("n")} and n.answer_id = a.answer_id
      join people x on ${mine("x")} and x.id = n.person_id
      join people p on ${mine("p")} and p.id = coalesce(x.merged_into, x.id) and p.unit_id = a.unit_id and p.live
    ), told as (
      select a.bucket, a.event_id, a.side, x.key as diet, sum(x.value::int * a.invited) as n
      from alike a cross join jsonb_each_text(a.eats) x group by 1, 2, 3, 4
      union all
      select bucket, event_id, side, eats, count(*) from (
        select c.*, btrim(coalesce(d.diet, c.diet)) as eats, row_number() over (partition by c.unit_id, c.event_id, c.age_band order by c.id) as nth
        from coming c left join person_diets d on ${mine("d")} and d.person_id = c.id and d.event_id = c.event_id) one
      where eats <> '' and nth <= case age_band when 'adult' then adults when 'child' then older else infants end
      group by 1, 2, 3, 4
    ), total as (
      select bucket, event_id, side, ${sql.join(
        COUNT_COLUMNS.map((column) => sql.raw(`sum(${column})::int as ${column}`)),
        sql`, `,
      )}
      from alike group by 1, 2, 3
    ), diet as (
      select bucket, event_id, side, jsonb_object_agg(diet, n) as diets from (
        select bucket, event_id, side, diet, sum(n) as n from (
          select bucket, event_id, side, diet, n from told
          union all select bucket, event_id, side, '', -n from told
          union all select bucket, event_id, side, '', adults + children from total) one
        group by 1, 2, 3, 4 having sum(n) <> 0) one
      group by 1, 2, 3
    ), day as (
      select bucket, event_id, side, jsonb_object_agg(silent_day, n) as days from (
        select bucket, event_id, side, silent_day, sum(invited) as n from alike where silent_day is not null group by 1, 2, 3, 4) one
      group by 1, 2, 3
    )
    select t.*, coalesce(d.diets, '{}') as diets, coalesce(s.days, '{}') as silent_days from total t
    left join diet d using (bucket, event_id, side)
    left join day s using (bucket, event_id, side))`;
}
