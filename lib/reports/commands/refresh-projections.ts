import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { defineCommand, type Outcome } from "@/lib/platform/command";

const MARKS_AT_ONCE = 5_000;

type Mark = { kind: "event" | "unit" | "run"; key: string };

/**
 * Recomputes what is marked dirty from the canonical rows, set-based, in one transaction: readers see the old version
 * or the new one. A mark is taken before the rows are read, so a write in between marks again and nothing is missed.
 */
export const refreshProjections = defineCommand({
  name: "reports.refresh",
  permission: "jobs.run",
  input: z.object({ everything: z.boolean().default(false) }),
  irreversible: "A projection is derived; it can be rebuilt at any time.",
  timeoutMs: 120_000,
  async run({ tx, scope }, { everything }): Promise<Outcome<{ refreshed: number }>> {
    // Two refreshes of one wedding would overwrite newer numbers with older ones.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`refresh:${scope.weddingId}`}, 0))`);
    const marks = everything ? await everyKey(tx, scope.weddingId) : await takeMarks(tx, scope.weddingId);
    if (marks.length === 0) return { unchanged: { refreshed: 0 } };
    const keys = (kind: Mark["kind"]) =>
      sql`(select jsonb_array_elements_text(${JSON.stringify(marks.filter((mark) => mark.kind === kind).map((mark) => mark.key))}::jsonb)::uuid)`;
    const has = (kind: Mark["kind"]) => marks.some((mark) => mark.kind === kind);
    // One statement takes one snapshot: the stamp is read before any of the rows.
    const { rows } = await tx.execute<{ as_of: string }>(sql`select clock_timestamp()::text as as_of`);
    const asOf = sql`${rows[0]!.as_of}::timestamptz`;
    if (has("unit")) await refreshUnits(tx, scope.weddingId, keys("unit"), asOf);
    if (has("event")) await refreshHeadcounts(tx, scope.weddingId, keys("event"), asOf);
    if (has("run")) await refreshFunnels(tx, scope.weddingId, keys("run"), asOf);
    await tx.execute(sql`
      insert into projection_stamps as s (wedding_id, as_of) values (${scope.weddingId}, ${asOf})
      on conflict (wedding_id) do update set as_of = excluded.as_of, version = s.version + 1`);
    return {
      result: { refreshed: marks.length },
      audit: [{ action: everything ? "rebuild" : "refresh", entity: "projection", count: marks.length }],
      topics: [],
    };
  },
});

async function takeMarks(tx: Transaction, weddingId: string): Promise<Mark[]> {
  const { rows } = await tx.execute<Mark>(sql`
    with taken as (
      delete from projection_marks p where p.id in (
        select m.id from projection_marks m where m.wedding_id = ${weddingId} order by m.id limit ${MARKS_AT_ONCE} for update skip locked
      ) returning p.kind, p.key
    ) select distinct kind, key from taken`);
  return rows;
}

async function everyKey(tx: Transaction, weddingId: string): Promise<Mark[]> {
  await tx.execute(sql`delete from projection_marks where wedding_id = ${weddingId}`);
  const { rows } = await tx.execute<Mark>(sql`
    select 'event' as kind, id as key from events where wedding_id = ${weddingId}
    union all select 'unit', id from guest_units where wedding_id = ${weddingId}
    union all select 'run', id from send_runs where wedding_id = ${weddingId}`);
  return rows;
}

/** Per event and side; a row for a side that has nobody any more goes to zero by being deleted first. */
async function refreshHeadcounts(tx: Transaction, weddingId: string, keys: SQL, asOf: SQL): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from event_headcounts h where h.wedding_id = ${weddingId} and h.event_id in ${keys}
        and not exists (select 1 from invitations i where i.wedding_id = h.wedding_id and i.event_id = h.event_id and i.side = h.side)
    )
    insert into event_headcounts (wedding_id, event_id, side, invited, seats, reached, asked, yes, no, maybe, adults, children, as_of)
    select i.wedding_id, i.event_id, i.side, count(*), sum(i.adults + i.children),
      count(*) filter (where o.reached), count(*) filter (where o.asked),
      count(*) filter (where c.answer = 'yes'), count(*) filter (where c.answer = 'no'), count(*) filter (where c.answer = 'maybe'),
      coalesce(sum(c.adults) filter (where c.answer = 'yes'), 0), coalesce(sum(c.children) filter (where c.answer = 'yes'), 0), ${asOf}
    from invitations i
    left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
    left join unit_overview o on o.wedding_id = i.wedding_id and o.unit_id = i.unit_id
    where i.wedding_id = ${weddingId} and i.event_id in ${keys}
    group by i.wedding_id, i.event_id, i.side
    on conflict (wedding_id, event_id, side) do update set invited = excluded.invited, seats = excluded.seats, reached = excluded.reached,
      asked = excluded.asked, yes = excluded.yes, no = excluded.no, maybe = excluded.maybe, adults = excluded.adults, children = excluded.children, as_of = excluded.as_of`);
}

async function refreshUnits(tx: Transaction, weddingId: string, keys: SQL, asOf: SQL): Promise<void> {
  await tx.execute(sql`
    insert into unit_overview (wedding_id, unit_id, side, adults, children, invited_events, answered_events, answer, last_answer_at, last_reply_id, message_state, asked, reached, as_of)
    select u.wedding_id, u.id, u.side,
      coalesce(p.adults, 0) + u.unnamed_adults, coalesce(p.children, 0) + u.unnamed_children,
      coalesce(i.invited, 0), coalesce(i.answered, 0), coalesce(i.answer, 'none'),
      l.recorded_at, n.provider_message_id, m.state, coalesce(k.asked, false), coalesce(k.reached, false), ${asOf}
    from guest_units u
    left join lateral (
      select count(*) filter (where age_band = 'adult') as adults, count(*) filter (where age_band <> 'adult') as children
      from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live) p on true
    left join lateral (
      select count(*) as invited, count(c.answer) as answered,
        case when count(c.answer) = 0 then 'none' when count(distinct c.answer) = 1 then min(c.answer) else 'mixed' end as answer
      from invitations i left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      where i.wedding_id = u.wedding_id and i.unit_id = u.id) i on true
    left join lateral (
      select a.recorded_at, a.inbound_id from rsvp_answers a where a.wedding_id = u.wedding_id and a.unit_id = u.id order by a.recorded_at desc, a.id desc limit 1) l on true
    left join inbound_messages n on n.wedding_id = u.wedding_id and n.id = l.inbound_id
    left join lateral (
      select m.state from messages m where m.wedding_id = u.wedding_id and m.unit_id = u.id and m.kind = 'template' order by m.created_at desc, m.id desc limit 1) m on true
    left join lateral (
      select true as asked, bool_or(s.state <> 'failed') as reached from messages s
      join message_attempts a on a.wedding_id = s.wedding_id and a.message_id = s.id and a.provider_id is not null
      where s.wedding_id = u.wedding_id and s.unit_id = u.id and s.kind = 'template' having count(*) > 0) k on true
    where u.wedding_id = ${weddingId} and u.id in ${keys}
    on conflict (wedding_id, unit_id) do update set adults = excluded.adults, children = excluded.children, invited_events = excluded.invited_events,
      answered_events = excluded.answered_events, answer = excluded.answer, last_answer_at = excluded.last_answer_at, last_reply_id = excluded.last_reply_id,
      message_state = excluded.message_state, asked = excluded.asked, reached = excluded.reached, as_of = excluded.as_of`);
}

async function refreshFunnels(tx: Transaction, weddingId: string, keys: SQL, asOf: SQL): Promise<void> {
  await tx.execute(sql`
    with now_counted as (
      select m.run_id, m.side, case when m.state in ('blocked', 'failed') then m.state || ':' || coalesce(m.reason, 'UNKNOWN') else m.state end as bucket, count(*)::int as n
      from messages m where m.wedding_id = ${weddingId} and m.run_id in ${keys} group by 1, 2, 3
    ), gone as (
      delete from run_funnels f where f.wedding_id = ${weddingId} and f.run_id in ${keys}
        and not exists (select 1 from now_counted c where c.run_id = f.run_id and c.side = f.side and c.bucket = f.bucket)
    )
    insert into run_funnels (wedding_id, run_id, side, bucket, count, as_of)
    select ${weddingId}::uuid, run_id, side, bucket, n, ${asOf} from now_counted
    on conflict (wedding_id, run_id, side, bucket) do update set count = excluded.count, as_of = excluded.as_of`);
}
