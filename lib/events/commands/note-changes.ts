import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { notesOfChanges, type PlannedEvent } from "@/lib/events/rules/changes";
import type { PlanFacts } from "@/lib/events/types";

/**
 * Every function of the wedding as it is planned now, locked in one order: a corrected address moves all that are held
 * there, and two who change at the same time must not each miss what the other did. Answers may go on meanwhile.
 */
export async function lockPlan(tx: Transaction, { weddingId }: Scope): Promise<PlannedEvent[]> {
  await tx.execute(sql`select 1 from events where wedding_id = ${weddingId} order by id for no key update`);
  return readPlan(tx, weddingId);
}

async function readPlan(tx: Transaction, weddingId: string): Promise<PlannedEvent[]> {
  const { rows } = await tx.execute<Omit<PlannedEvent, "startsAt"> & { starts_at: Date | string | null }>(sql`
    select e.id, e.version, e.starts_at, e.zone, v.name as venue, v.address, e.cancelled_at is not null as cancelled
    from events e left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id
    where e.wedding_id = ${weddingId} order by e.id`);
  return rows.map(({ starts_at, ...row }) => ({
    ...row,
    startsAt: starts_at === null ? null : new Date(starts_at).toISOString(),
  }));
}

/**
 * Writes down what was moved since `before`, in the transaction that moved it. A function that moved because its venue's
 * address was corrected is a new edition too. Returns the functions that changed.
 */
export async function noteChanges(
  tx: Transaction,
  scope: Scope,
  before: readonly PlannedEvent[],
): Promise<string[]> {
  const { weddingId } = scope;
  // An open change that concerns nobody, because whoever said yes did so after it, is where the next one begins anew.
  const { rows } = await tx.execute<{ event_id: string; facts: PlanFacts }>(sql`
    select x.event_id, x.before as facts from event_changes x where x.wedding_id = ${weddingId} and x.state = 'open'
      and exists (select 1 from rsvp_current c where c.wedding_id = x.wedding_id and c.event_id = x.event_id and c.answer in ('yes', 'maybe') and c.answered_at <= x.changed_at)
    for update`);
  const told = await tx.execute<{ event_id: string; facts: PlanFacts }>(sql`
    select distinct on (x.event_id) x.event_id, x.after as facts from event_changes x where x.wedding_id = ${weddingId} and x.state = 'told'
    order by x.event_id, x.event_version desc`);
  const byEvent = (found: typeof rows) => new Map(found.map((row) => [row.event_id, row.facts]));
  const versions = new Map(before.map((one) => [one.id, one.version]));
  const after = await readPlan(tx, weddingId);
  const notes = notesOfChanges(before, after, byEvent(rows), byEvent(told.rows)).map((note) => ({
    ...note,
    version: Math.max(note.version, versions.get(note.eventId)! + 1),
  }));
  if (notes.length === 0) return [];
  const given = sql`jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as n("eventId" uuid, version int, before jsonb, after jsonb, "takenBack" boolean)`;
  await tx.execute(sql`
    update events e set version = n.version from ${given}
    where e.wedding_id = ${weddingId} and e.id = n."eventId" and e.version < n.version`);
  await tx.execute(sql`
    insert into event_changes as c (wedding_id, event_id, before, after, event_version, changed_by, state, dismissed_by)
    select ${weddingId}, n."eventId", n.before, n.after, n.version, ${actorLabel(scope.actor)}, 'open', null from ${given}
    on conflict (wedding_id, event_id) where state = 'open' do update
      set before = excluded.before, after = excluded.after, event_version = excluded.event_version, changed_at = now(), changed_by = excluded.changed_by`);
  await tx.execute(sql`
    update event_changes c set state = 'dismissed', dismissed_by = 'system' from ${given}
    where c.wedding_id = ${weddingId} and c.event_id = n."eventId" and c.state = 'open' and n."takenBack"`);
  return notes.map((note) => note.eventId);
}
