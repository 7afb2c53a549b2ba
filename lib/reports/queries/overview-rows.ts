import { type SQL, sql } from "drizzle-orm";
import { asks, hasLeft } from "@/lib/audience/queries/asking";
import { cancelledEvents } from "@/lib/events/queries";
import { disagreements } from "@/lib/rsvp/queries/disagreements";
import { homesOf } from "@/lib/rsvp/queries/homes";

/** The columns of `unit_overview` that are computed, in the order `overviewRows` gives them. */
export const OVERVIEW_COLUMNS = [
  "side",
  "adults",
  "children",
  "infants",
  "diets",
  "invited_events",
  "answered_events",
  "answer",
  "last_answer_at",
  "last_reply_id",
  "asked",
  "reached",
  "asked_at",
  "read_at",
  "disagreements",
] as const;

/**
 * Some households, or all of them, as they stand in the canonical rows: `unit_id` and OVERVIEW_COLUMNS. A household that
 * went into another has nothing. Each table is read once and grouped by household before anything is joined; a current
 * answer has an invitation (a foreign key says so), so the two are counted apart. Whether members say different things is
 * asked only of households in which more than one has spoken (`voices`).
 */
export const overviewRows = (weddingId: string, units: SQL | null): SQL => {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  const here = (column: string) => (units ? sql`and ${sql.raw(column)} in ${units}` : sql``);
  const takesPlace = (column: string) => sql`${sql.raw(column)} <> all(${cancelledEvents(weddingId)})`;
  const homes = homesOf(weddingId, units);
  return sql`(
    with recursive ${homes.ctes}, unit as (
      select u.id, u.side, u.live, u.unnamed_adults, u.unnamed_children from guest_units u where ${mine("u")} ${here("u.id")}
    ), member as (
      select unit_id, sum(adults) as adults, sum(n - adults) as children, sum(infants) as infants, jsonb_object_agg(diet, n) filter (where diet <> '') as diets
      from (
        select p.unit_id, coalesce(btrim(p.diet), '') as diet, count(*)::int as n, count(*) filter (where p.age_band = 'adult')::int as adults,
          count(*) filter (where p.age_band = 'infant')::int as infants
        from people p where ${mine("p")} and p.live ${here("p.unit_id")} group by 1, 2) one
      group by unit_id
    ), invited as (
      select i.unit_id, count(*) as functions from invitations i where ${mine("i")} and ${takesPlace("i.event_id")} ${here("i.unit_id")} group by i.unit_id
    ), answered as (
      select c.unit_id, count(*) as functions, bool_or(c.answer = 'yes') as yes, bool_or(c.answer = 'no') as no, bool_or(c.answer = 'maybe') as maybe
      from rsvp_current c where ${mine("c")} and ${takesPlace("c.event_id")} ${here("c.unit_id")} group by c.unit_id
    ), said as materialized (
      select unit_id, max(recorded_at) as recorded_at, (array_agg(inbound_id order by recorded_at desc, id desc))[1] as inbound_id, min(voice) <> max(voice) as voices
      from (
        select ${homes.unit("a")} as unit_id, a.id, a.recorded_at, a.inbound_id,
          case when a.channel in ('phone', 'console') then '\\x01'::bytea else coalesce(uuid_send(a.person_id), '\\x00') end as voice
        from rsvp_answers a ${homes.join("a")} where ${mine("a")} offset 0) a
      group by unit_id
    ), written as (
      select ${homes.unit("m")} as unit_id, min(t.started_at) as asked_at, bool_or(m.state <> 'failed') as reached, min(r.provider_at) as read_at
      from messages m ${homes.join("m")}
      join send_runs s on ${mine("s")} and s.id = m.run_id and ${asks(sql`s`)}
      join message_attempts t on ${mine("t")} and t.message_id = m.id and ${hasLeft(sql`t`)}
      left join message_receipts r on ${mine("r")} and r.attempt_id = t.id and r.status = 'read'
      where ${mine("m")} and m.kind = 'template' group by 1
    ), differs as (
      select d.unit_id, count(*) as functions from ${disagreements(weddingId, sql`(select unit_id from said where voices)`)} d group by d.unit_id
    )
    select u.id as unit_id, u.side, (coalesce(m.adults, 0) + u.unnamed_adults)::int as adults, (coalesce(m.children, 0) + u.unnamed_children)::int as children,
      coalesce(m.infants, 0)::int as infants, coalesce(m.diets, '{}') as diets, coalesce(i.functions, 0)::int as invited_events,
      coalesce(c.functions, 0)::int as answered_events, case when c.unit_id is null then 'none' when c.yes and not (c.no or c.maybe) then 'yes'
        when c.no and not (c.yes or c.maybe) then 'no' when c.maybe and not (c.yes or c.no) then 'maybe' else 'mixed' end as answer,
      a.recorded_at as last_answer_at, n.provider_message_id as last_reply_id, w.unit_id is not null as asked, coalesce(w.reached, false) as reached,
      w.asked_at, w.read_at, coalesce(d.functions, 0)::int as disagreements
    from unit u
    left join member m on m.unit_id = u.id
    left join invited i on i.unit_id = u.id
    left join answered c on c.unit_id = u.id
    left join said a on a.unit_id = u.id and u.live
    left join inbound_messages n on ${mine("n")} and n.id = a.inbound_id
    left join written w on w.unit_id = u.id and u.live
    left join differs d on d.unit_id = u.id and u.live)`;
};
