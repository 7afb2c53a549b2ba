import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import type { EventChange } from "@/lib/events/types";

/** A change with whom it concerns and how far telling them has come. */
export interface ListedChange extends EventChange {
  /** Families that said yes or maybe before, have not answered since, and got nothing about it. */
  unaware: number;
  /** Its runs that were not stopped, newest first. */
  runs: { id: string; name: string; state: string }[];
  /** The date to answer by, of the function. */
  deadline: string | null;
}

const STARTED = sql`r.wedding_id = x.wedding_id and r.change_id = x.id and r.purpose = 'change' and r.change_version = x.event_version and r.started_at is not null`;

/**
 * Said yes or maybe before the change `x`, has not answered since, and got nothing about it: counted one by one. What went
 * to a household that was joined to another since went to that one.
 */
const unaware: SQL = sql`(select count(*) from rsvp_current c
  left join (select distinct coalesce(w.root, m.unit_id) as unit_id from send_runs r
    join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id and m.state <> 'cancelled'
    left join (select u.id, fence.home_of(u.wedding_id, u.id) as root from guest_units u where u.wedding_id = x.wedding_id and u.joined_into is not null) w on w.id = m.unit_id
    where x.state <> 'open' and ${STARTED}
  ) t on t.unit_id = c.unit_id
  where c.wedding_id = x.wedding_id and c.event_id = x.event_id and c.answer in ('yes', 'maybe') and t.unit_id is null
    and (c.answered_at <= x.changed_at or (x.after->>'cancelled')::boolean))`;

/**
 * The same for a screen that asks each second. Of a change nobody was told of, from what is counted already; of one that a
 * run tells to everybody, none; one by one only while it was told to a part of them: in some languages, or by a run that
 * was stopped.
 */
const unawareSoon: SQL = sql`case when x.state = 'open' then (
    select coalesce(sum(h.yes + h.maybe), 0) from event_headcounts h where h.wedding_id = x.wedding_id and h.event_id = x.event_id
  ) - (select count(*) from rsvp_current c where c.wedding_id = x.wedding_id and c.event_id = x.event_id and c.answered_at > x.changed_at
    and c.answer in ('yes', 'maybe') and not (x.after->>'cancelled')::boolean)
  when exists (select 1 from send_runs r where ${STARTED} and r.state <> 'stopped' and not r.audience ? 'language') then 0
  else ${unaware} end`;

/** One change as JSON; `x` is the change, `e` its function. */
const rowOf = (
  count: SQL,
): SQL => sql`jsonb_build_object('id', x.id, 'eventId', x.event_id, 'event', e.name, 'before', x.before, 'after', x.after, 'eventVersion', x.event_version,
  'changedAt', x.changed_at, 'confirmAgain', x.confirm_again, 'state', x.state, 'toldAt', x.told_at, 'deadline', e.rsvp_deadline, 'unaware', greatest(0, ${count}),
  'runs', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'state', r.state) order by r.created_at desc) from send_runs r
    where r.wedding_id = x.wedding_id and r.change_id = x.id and r.purpose = 'change' and r.change_version = x.event_version and r.state <> 'stopped'), '[]'))`;

/**
 * As one JSON array: what nobody has been told of yet, and what was told of a function that has not begun. Of a function
 * that changed again only the latest counts.
 */
const changesOf = (wedding: SQL, count: SQL): SQL => sql`coalesce((
  select jsonb_agg(${rowOf(count)} order by x.changed_at desc, x.id) from event_changes x
  join events e on e.wedding_id = x.wedding_id and e.id = x.event_id
  where x.wedding_id = ${wedding} and x.state <> 'dismissed' and coalesce(e.starts_at > now(), true)
    and not exists (select 1 from event_changes n where n.wedding_id = x.wedding_id and n.event_id = x.event_id and n.event_version > x.event_version and n.state <> 'dismissed')
), '[]'::jsonb)`;

/** For the dashboard, as far as its numbers are counted. */
export const changesJson = (wedding: SQL): SQL => changesOf(wedding, unawareSoon);

export async function listChanges(tx: Transaction, scope: Scope): Promise<ListedChange[]> {
  const { rows } = await tx.execute<{ changes: ListedChange[] }>(
    sql`select ${changesOf(sql`${scope.weddingId}`, unaware)} as changes`,
  );
  return rows[0]!.changes;
}

/** One change; null where it is not there. */
export async function findChange(
  tx: Transaction,
  scope: Scope,
  changeId: string,
  lock = false,
): Promise<ListedChange | null> {
  if (lock)
    await tx.execute(
      sql`select 1 from event_changes where wedding_id = ${scope.weddingId} and id = ${changeId} for update`,
    );
  const { rows } = await tx.execute<{ change: ListedChange }>(sql`
    select ${rowOf(unaware)} as change from event_changes x join events e on e.wedding_id = x.wedding_id and e.id = x.event_id
    where x.wedding_id = ${scope.weddingId} and x.id = ${changeId}`);
  return rows[0]?.change ?? null;
}

/** In which languages the families that a change concerns are written to, most first; those without one are left out. */
export async function countLanguages(
  tx: Transaction,
  scope: Scope,
  changeId: string,
): Promise<{ language: string; families: number }[]> {
  const { rows } = await tx.execute<{ language: string; families: number }>(sql`
    select u.language, count(*)::int as families from guest_units u
    where ${audienceCondition(scope, { change: changeId })} and u.language is not null group by 1 order by 2 desc, 1`);
  return rows;
}
