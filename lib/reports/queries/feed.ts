import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";

type Said = { answer: "yes" | "no" | "maybe"; adults: number; children: number };

/** Where an item stands: hand `cursor` on as `before` to read what came earlier. */
interface Item {
  at: string;
  cursor: string;
}

export type FeedItem = Item &
  (
    | {
        /** A guest's answer, or what the family entered for one. */
        kind: "answer" | "entry";
        unitId: string;
        household: string;
        /** The guest, or the person of the team who entered it. */
        by: string | null;
        channel: "whatsapp" | "web" | "phone" | "console";
        functions: (Said & {
          id: string;
          name: string;
          /** What stood before; null for a first answer. */
          before: Said | null;
          /** It was taken back since. */
          takenBack: boolean;
        })[];
      }
    | {
        kind: "failures";
        runId: string;
        run: string;
        /** The provider's failure class or our reason code. */
        reason: string | null;
        messages: number;
        units: { id: string; name: string }[];
      }
    /** A family that waited has got its places. */
    | {
        kind: "places";
        unitId: string;
        household: string;
        eventId: string;
        event: string;
        persons: number;
      }
  );

const NAMED = 5;
const CURSOR = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::\d\d)?)\|([\s\S]+)$/;

/** What happened, newest first: answers and what they replace, messages that failed, places that went to those who waited. */
export async function loadFeed(
  tx: Transaction,
  scope: Scope,
  { limit, before }: { limit: number; before: string | null },
): Promise<{ items: FeedItem[]; next: string | null }> {
  // What is no cursor of ours reads from the top.
  const [, at, key] = (before && CURSOR.exec(before)) || [];
  const older = (time: string, name: ReturnType<typeof sql>) =>
    at && key ? sql`and (${sql.raw(time)}, ${name}) < (${at}::timestamptz, ${key})` : sql``;
  const { rows } = await tx.execute<{ item: FeedItem }>(sql`
    with said as (
      select a.recorded_at as at, 'answer:' || a.unit_id as key, a.unit_id from rsvp_answers a
      where a.wedding_id = ${scope.weddingId} ${at ? sql`and a.recorded_at <= ${at}::timestamptz` : sql``} ${older("a.recorded_at", sql`'answer:' || a.unit_id`)}
      group by a.recorded_at, a.unit_id order by a.recorded_at desc, a.unit_id desc limit ${limit}
    ), answered as (
      select s.at, s.key, jsonb_build_object('kind', case when min(a.channel) in ('phone', 'console') then 'entry' else 'answer' end,
        'unitId', s.unit_id, 'household', u.name, 'by', min(coalesce(p.name, ${memberName(scope, "w")})), 'channel', min(a.channel),
        'functions', jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'answer', a.answer, 'adults', a.adults, 'children', a.children,
          'takenBack', v.answer_id is not null,
          'before', case when b.id is not null then jsonb_build_object('answer', b.answer, 'adults', b.adults, 'children', b.children) end) order by e.position, a.id)) as item
      from said s join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.unit_id = s.unit_id and a.recorded_at = s.at
      join guest_units u on u.wedding_id = a.wedding_id and u.id = a.unit_id
      join events e on e.wedding_id = a.wedding_id and e.id = a.event_id
      left join rsvp_answers b on b.wedding_id = a.wedding_id and b.id = a.replaces
      left join rsvp_voids v on v.wedding_id = a.wedding_id and v.answer_id = a.id
      left join people p on p.wedding_id = a.wedding_id and p.id = a.person_id
      left join users w on w.id = case when a.actor like 'user:%' then substr(a.actor, 6)::uuid end
      group by s.at, s.key, s.unit_id, u.name
    ), failed as (
      select max(t.settled_at) as at, 'failures:' || m.run_id || ':' || coalesce(t.error_class, m.reason, '') || ':' || extract(epoch from date_trunc('hour', t.settled_at)) as key,
        jsonb_build_object('kind', 'failures', 'runId', r.id, 'run', r.name, 'reason', coalesce(t.error_class, m.reason), 'messages', count(*),
          'units', (array_agg(distinct jsonb_build_object('id', u.id, 'name', u.name)))[1:${NAMED}]) as item
      from message_attempts t join messages m on m.wedding_id = t.wedding_id and m.id = t.message_id
      join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
      join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
      where t.wedding_id = ${scope.weddingId} and t.state = 'failed' and t.settled_at is not null and m.state = 'failed' and m.last_attempt_id = t.id
      group by m.run_id, r.id, r.name, coalesce(t.error_class, m.reason), coalesce(t.error_class, m.reason, ''), date_trunc('hour', t.settled_at)
    ), placed as (
      select p.given_at as at, 'places:' || p.unit_id || p.event_id as key,
        jsonb_build_object('kind', 'places', 'unitId', u.id, 'household', u.name, 'eventId', e.id, 'event', e.name, 'persons', p.persons) as item
      from event_places p
      join rsvp_current c on c.wedding_id = p.wedding_id and c.unit_id = p.unit_id and c.event_id = p.event_id
      join rsvp_answers a on a.wedding_id = c.wedding_id and a.id = c.answer_id
      join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id
      join events e on e.wedding_id = p.wedding_id and e.id = p.event_id
      where p.wedding_id = ${scope.weddingId} and p.given_at > a.recorded_at ${older("p.given_at", sql`'places:' || p.unit_id || p.event_id`)}
      order by p.given_at desc, key desc limit ${limit}
    ), together as (
      select at, key, item from answered
      union all select f.at, f.key, f.item from failed f where true ${older("f.at", sql`f.key`)}
      union all select at, key, item from placed
    )
    select t.item || jsonb_build_object('at', t.at, 'cursor', t.at || '|' || t.key) as item
    from together t order by t.at desc, t.key desc limit ${limit}`);
  const items = rows.map((row) => row.item);
  return { items, next: items.length === limit ? (items.at(-1)?.cursor ?? null) : null };
}
