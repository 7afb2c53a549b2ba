import { type SQL, sql } from "drizzle-orm";
import { asks, hasLeft } from "@/lib/messaging/queries/asking";
import { disagreements } from "@/lib/rsvp/queries/disagreements";

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

/** The households as they stand in the canonical rows: `unit_id` and OVERVIEW_COLUMNS. A household that went into another has nothing. */
export const overviewRows = (weddingId: string, units: SQL): SQL => {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  return sql`(
    with recursive unit as materialized (
      select u.id, u.side, u.live, u.unnamed_adults, u.unnamed_children from guest_units u where ${mine("u")} and u.id in ${units}
    ), home as (
      select u.id as member, u.id as unit_id from unit u where u.live
      union
      select u.id, h.unit_id from home h join guest_units u on ${mine("u")} and u.joined_into = h.member and not u.live
    ), member as (
      select p.unit_id, count(*) filter (where p.age_band = 'adult') as adults, count(*) filter (where p.age_band <> 'adult') as children,
        count(*) filter (where p.age_band = 'infant') as infants
      from people p where ${mine("p")} and p.live and p.unit_id in ${units} group by p.unit_id
    ), eats as (
      select unit_id, jsonb_object_agg(diet, n) as diets from (
        select p.unit_id, btrim(p.diet) as diet, count(*) as n from people p
        where ${mine("p")} and p.live and p.unit_id in ${units} and btrim(p.diet) <> '' group by 1, 2) one
      group by unit_id
    ), invited as (
      select i.unit_id, count(*) as functions, count(c.answer) as answered,
        case when count(c.answer) = 0 then 'none' when min(c.answer) = max(c.answer) then min(c.answer) else 'mixed' end as answer
      from invitations i join events e on ${mine("e")} and e.id = i.event_id and e.cancelled_at is null
      left join rsvp_current c on ${mine("c")} and c.unit_id = i.unit_id and c.event_id = i.event_id
      where ${mine("i")} and i.unit_id in ${units} group by i.unit_id
    ), said as (
      select distinct on (h.unit_id) h.unit_id, a.recorded_at, a.inbound_id from home h
      join rsvp_answers a on ${mine("a")} and a.unit_id = h.member order by h.unit_id, a.recorded_at desc, a.id desc
    ), written as (
      select h.unit_id, min(t.started_at) as asked_at, bool_or(m.state <> 'failed') as reached, min(r.provider_at) as read_at
      from home h
      join messages m on ${mine("m")} and m.unit_id = h.member and m.kind = 'template'
      join send_runs s on ${mine("s")} and s.id = m.run_id and ${asks(sql`s`)}
      join message_attempts t on ${mine("t")} and t.message_id = m.id and ${hasLeft(sql`t`)}
      left join message_receipts r on ${mine("r")} and r.attempt_id = t.id and r.status = 'read'
      group by h.unit_id
    ), differs as (
      select d.unit_id, count(*) as functions from ${disagreements(weddingId, units)} d group by d.unit_id
    )
    select u.id as unit_id, u.side, (coalesce(m.adults, 0) + u.unnamed_adults)::int as adults, (coalesce(m.children, 0) + u.unnamed_children)::int as children,
      coalesce(m.infants, 0)::int as infants, coalesce(e.diets, '{}') as diets, coalesce(i.functions, 0)::int as invited_events,
      coalesce(i.answered, 0)::int as answered_events, coalesce(i.answer, 'none') as answer, a.recorded_at as last_answer_at,
      n.provider_message_id as last_reply_id, w.unit_id is not null as asked, coalesce(w.reached, false) as reached, w.asked_at, w.read_at,
      coalesce(d.functions, 0)::int as disagreements
    from unit u
    left join member m on m.unit_id = u.id
    left join eats e on e.unit_id = u.id
    left join invited i on i.unit_id = u.id
    left join said a on a.unit_id = u.id
    left join inbound_messages n on ${mine("n")} and n.id = a.inbound_id
    left join written w on w.unit_id = u.id
    left join differs d on d.unit_id = u.id)`;
};
