import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface SeriesDay {
  /** The day where the wedding is, YYYY-MM-DD. */
  day: string;
  /** Answers given on that day, changed ones among them. */
  answers: number;
  /** At the end of that day: persons coming, and families that had answered. */
  persons: number;
  families: number;
}

/**
 * Answers over time, for one function or all of them: the days on which there were any. An answer that was taken back
 * does not count, nor does one for a function the family is not invited to any more.
 */
export async function loadAnswerSeries(
  tx: Transaction,
  scope: Scope,
  eventId: string | null,
): Promise<SeriesDay[]> {
  const only = eventId ? sql`and a.event_id = ${eventId}` : sql``;
  const { rows } = await tx.execute<{ series: SeriesDay[] }>(sql`
    with recursive moved as (
      select u.id as member, u.joined_into as home, 1 as step from guest_units u
      where u.wedding_id = ${scope.weddingId} and not u.live and u.joined_into is not null
      union all
      select m.member, u.joined_into, m.step + 1 from moved m join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = m.home
      where not u.live and u.joined_into is not null and m.step < 50
    ), home as (
      select distinct on (member) member, home from moved order by member, step desc
    ), fact as (
      select i.unit_id, a.event_id, (a.answered_at at time zone w.zone)::date as day, a.adults + a.children as persons,
        lag(a.adults + a.children, 1, 0) over (partition by i.unit_id, a.event_id order by a.answered_at, n.inbox_id nulls first, n.position, a.recorded_at, a.id) as before,
        row_number() over (partition by i.unit_id order by a.answered_at) = 1 as first
      from rsvp_answers a join weddings w on w.id = a.wedding_id
      left join home h on h.member = a.unit_id
      join invitations i on i.wedding_id = a.wedding_id and i.unit_id = case when h.home is null then a.unit_id else h.home end and i.event_id = a.event_id
      left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id
      where a.wedding_id = ${scope.weddingId} ${only}
        and not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
    ), daily as (
      select day, count(*)::int as answers, sum(persons - before) as more, count(*) filter (where first) as fresh from fact group by day
    )
    select coalesce(jsonb_agg(d order by d.day), '[]') as series from (
      select day, answers, sum(more) over (order by day) as persons, sum(fresh) over (order by day) as families from daily) d`);
  return rows[0]!.series;
}
