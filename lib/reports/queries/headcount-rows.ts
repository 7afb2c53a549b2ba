import { type SQL, sql } from "drizzle-orm";
import { keptId } from "@/lib/guests/queries/index-keys";

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

/** What is counted of a family's invitation, and what of its answer: of the other it says nothing. */
const INVITED = ["invited", "seats", "reached", "asked", "expected"] as const;
const ANSWERED = ["yes", "no", "maybe", "adults", "children", "infants", "waiting"] as const;

/**
 * The headcounts of some parts, or of all, from the canonical rows and the households as they were just computed:
 * bucket, event_id, side, COUNT_COLUMNS, diets, silent_days. Says in SQL what `rules/headcount.ts` says of one family; a
 * property test holds the two together.
 *
 * Invitations and answers are counted apart and added up, never joined: an answer has an invitation, so the silent are
 * those who were asked less those of them who answered. Families that are alike in what they eat and when they were
 * asked are counted in one pass; only those of whom persons must be looked at one by one (`special`) are.
 */
export function headcountRows(weddingId: string, parts: Parts | null): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  const here = parts ? sql`and o.bucket in ${parts.buckets}` : sql``;
  return sql`(
    with family as materialized (
      select o.bucket, o.unit_id, o.adults, o.children, o.infants, o.diets, o.reached, o.read_at is not null as read, (o.asked_at at time zone 'UTC')::date as asked_on
      from unit_overview o where ${mine("o")} ${here}
    ), kept as (
      select o.bucket, i.event_id, i.side, o.asked_on, count(*)::int as invited, sum(i.adults + i.children)::int as seats,
        count(*) filter (where o.reached)::int as reached, count(*) filter (where o.read)::int as read
      from family o join invitations i on ${mine("i")} and i.unit_id = o.unit_id group by 1, 2, 3, 4
    ), ${answerCtes(weddingId, parts)}, ${dietCtes(weddingId)}, total as (
      select bucket, event_id, side, ${sumOf(COUNT_COLUMNS)} from (
        select bucket, event_id, side, invited, seats, reached, case when asked_on is not null then invited else 0 end as asked,
          case when asked_on is not null then seats else 0 end as expected, ${zero(ANSWERED)},
          case when asked_on is not null then invited else 0 end as silent, read as silent_read from kept
        union all
        select bucket, event_id, side, ${zero(INVITED)}, ${sql.raw(ANSWERED.join(", "))},
          case when asked_on is not null then -families else 0 end, -read from alike) one
      group by 1, 2, 3
    ), diet as (
      select bucket, event_id, side, jsonb_object_agg(diet, n) as diets, sum(n)::int as told from (
        select bucket, event_id, side, diet, sum(n) as n from told group by 1, 2, 3, 4) one
      group by 1, 2, 3
    ), day as (
      select bucket, event_id, side, jsonb_object_agg(asked_on, n) as days from (
        select bucket, event_id, side, asked_on, sum(n) as n from (
          select bucket, event_id, side, asked_on, invited as n from kept where asked_on is not null
          union all select bucket, event_id, side, asked_on, -families from alike where asked_on is not null) one
        group by 1, 2, 3, 4 having sum(n) <> 0) one
      group by 1, 2, 3
    )
    select t.*, coalesce(d.diets, '{}') || case when t.adults + t.children > coalesce(d.told, 0)
        then jsonb_build_object('', t.adults + t.children - coalesce(d.told, 0)) else '{}' end as diets, coalesce(s.days, '{}') as silent_days from total t
    left join diet d using (bucket, event_id, side)
    left join day s using (bucket, event_id, side))`;
}

const sumOf = (columns: readonly string[]): SQL =>
  sql.raw(columns.map((column) => `sum(${column})::int as ${column}`).join(", "));
const zero = (columns: readonly string[]): SQL =>
  sql.raw(columns.map((column) => `0 as ${column}`).join(", "));

/**
 * `alike`: the current answers of the families, grouped by what counts. Whoever's persons count one by one (`special`) is a
 * row alone, by the answer's id in `eats`: one key more or less is a tenth of the work.
 */
function answerCtes(weddingId: string, parts: Parts | null): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  return sql`
    said as (
      select o.bucket, c.event_id, c.side, c.unit_id, c.answer_id as current_id, n.answer_id is not null as named, c.answer, c.adults as said_adults, c.children as said_children, o.asked_on, o.read, o.diets,
        case when c.event_id = any(array(select e.id from events e where ${mine("e")} and e.ceiling_persons is not null))
          then least(c.adults + c.children, coalesce(p.persons, 0)) else c.adults + c.children end as placed,
        case when n.answer_id is not null then least(c.children, n.infants) else greatest(0, least(o.infants, c.children - (o.children - o.infants))) end as said_infants,
        c.answer = 'yes' and n.answer_id is null and c.adults >= o.adults and c.children >= o.children as all_come,
        d.unit_id is not null as different
      from family o join rsvp_current c on ${mine("c")} and c.unit_id = o.unit_id
      left join event_places p on ${mine("p")} and p.event_id = c.event_id and p.unit_id = c.unit_id and c.answer = 'yes'
      ${personsOf(weddingId, parts)} offset 0
    ), seated as (
      select said.*, least(said_adults, placed) as adults, placed - least(said_adults, placed) as children,
        least(said_children - said_infants, placed - least(said_adults, placed)) as older,
        placed > 0 and (named or all_come and (different or placed < said_adults + said_children)) as special
      from said offset 0
    ), alike as materialized (
      select bucket, event_id, side, asked_on, case when special then to_jsonb(current_id) when all_come and placed > 0 then diets end as eats,
        bool_or(special) as special, bool_or(named) as named, any_value(unit_id) as unit_id, any_value(current_id) as answer_id, count(*)::int as families, count(*) filter (where read)::int as read,
        count(*) filter (where answer = 'yes')::int as yes, count(*) filter (where answer = 'no')::int as no, count(*) filter (where answer = 'maybe')::int as maybe,
        sum(adults)::int as adults, sum(children)::int as children, sum(children - older)::int as infants, sum(said_adults + said_children - placed)::int as waiting
      from seated group by 1, 2, 3, 4, 5
    )`;
}

/** Whether an answer names its people, and whether anybody of the family eats something else at this function. */
function personsOf(weddingId: string, parts: Parts | null): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  // Of a few families these are looked up one by one, of many together, of all of them as they stand.
  const named = (condition: SQL) => sql`
    select n.answer_id, p.unit_id, count(distinct p.id) filter (where p.age_band = 'infant') as infants from rsvp_answer_people n
    join people x on ${mine("x")} and x.id = n.person_id
    join people p on ${mine("p")} and p.id = ${keptId("x")} and p.live
    where ${mine("n")} ${condition} group by n.answer_id, p.unit_id`;
  const different = (condition: SQL) => sql`
    select distinct p.unit_id, d.event_id from people p
    join person_diets d on ${mine("d")} and d.person_id = p.id where ${mine("p")} and p.live ${condition}`;
  const answers = sql`select c.answer_id from family f join rsvp_current c on ${mine("c")} and c.unit_id = f.unit_id and c.answer = 'yes'`;
  return parts?.few
    ? sql`
      left join lateral (${named(sql`and n.answer_id = c.answer_id and p.unit_id = c.unit_id`)}) n on true
      left join lateral (${different(sql`and p.unit_id = c.unit_id and d.event_id = c.event_id`)}) d on c.answer = 'yes'`
    : sql`
      left join (${named(parts ? sql`and n.answer_id in (${answers})` : sql``)}) n on n.answer_id = c.answer_id and n.unit_id = c.unit_id
      left join (${different(parts ? sql`and p.unit_id in (select f.unit_id from family f)` : sql``)}) d on d.unit_id = c.unit_id and d.event_id = c.event_id`;
}

/** `told`: what those eat who come and of whom it is known, by bucket, function and side. */
function dietCtes(weddingId: string): SQL {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  return sql`
    coming as (
      select a.bucket, a.event_id, a.side, a.unit_id, a.adults, a.children - a.infants as older, a.infants, p.id, p.age_band, p.diet
      from alike a join people p on ${mine("p")} and p.unit_id = a.unit_id and p.live where a.special and not a.named
      union
      select a.bucket, a.event_id, a.side, a.unit_id, a.adults, a.children - a.infants, a.infants, p.id, p.age_band, p.diet
      from alike a join rsvp_answer_people n on ${mine("n")} and n.answer_id = a.answer_id and a.special and a.named
      join people x on ${mine("x")} and x.id = n.person_id
      join people p on ${mine("p")} and p.id = ${keptId("x")} and p.unit_id = a.unit_id and p.live
    ), told as (
      select a.bucket, a.event_id, a.side, x.key as diet, sum(x.value::int * a.families) as n
      from alike a cross join jsonb_each_text(a.eats) x where not a.special and a.eats <> '{}' group by 1, 2, 3, 4
      union all
      select bucket, event_id, side, eats, count(*) from (
        select c.*, btrim(coalesce(d.diet, c.diet)) as eats, row_number() over (partition by c.unit_id, c.event_id, c.age_band order by c.id) as nth
        from coming c left join person_diets d on ${mine("d")} and d.person_id = c.id and d.event_id = c.event_id) one
      where eats <> '' and nth <= case age_band when 'adult' then adults when 'child' then older else infants end
      group by 1, 2, 3, 4
    )`;
}
