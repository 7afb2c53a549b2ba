import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { asksSilent } from "@/lib/audience/queries/asking";

/** The functions of a wedding that do not take place, as one array of ids: worked out once for a statement. */
const calledOff = (weddingId: SQL): SQL =>
  sql`(select coalesce(array_agg(e.id::text), '{}') from events e where e.wedding_id = ${weddingId} and e.cancelled_at is not null)::text[]`;

/** Whether a run for the silent asks about a function that does not take place, and so about nothing. */
export const asksOfCancelled = (weddingId: SQL, eventId: SQL): SQL =>
  sql`coalesce(${eventId} = any(${calledOff(weddingId)}), false)`;

/**
 * Whether the message `m` of the run `r` speaks of a function that does not take place. The one condition for start,
 * resume and dispatch; a run that tells the cancellation itself has to speak of it.
 */
export const speaksOfCancelled = (weddingId: SQL): SQL => sql`(r.id is not null and r.change_id is null and (
  coalesce(m.content->'events' ?| ${calledOff(weddingId)}, false)
  or ${asksSilent(sql`r.purpose`, sql`r.audience`)} and ${asksOfCancelled(weddingId, sql`r.audience->>'event'`)}))`;

/** Whether something that still waits in this run must not leave as it is. */
export async function waitsForCancelled(tx: Transaction, scope: Scope, runId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from messages m join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId} and m.state = 'queued' and ${speaksOfCancelled(sql`${scope.weddingId}`)} limit 1`);
  return rows.length > 0;
}
