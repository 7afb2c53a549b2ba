import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/**
 * Whether the message `m` of the run `r` speaks of a function that its household `unit` is not invited to any more: it
 * was taken off it after the freeze. Thanks speak of what was given, news of who said they come.
 */
export const uninvitedSince = (
  unit: SQL,
): SQL => sql`(coalesce(r.purpose not in ('thanks', 'change'), false) and not coalesce(m.content->'events' <@ (
  select coalesce(jsonb_agg(i.event_id), '[]') from invitations i where i.wedding_id = m.wedding_id and i.unit_id = ${unit}), true))`;

/** Of a run that is frozen and not sent: for how many of its families nobody is a guest any more. They get nothing. */
export async function countOff(tx: Transaction, scope: Scope, runId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from messages m join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id and not u.live
    where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId} and m.state = 'queued'
      and not exists (select 1 from guest_units h where h.wedding_id = m.wedding_id and h.live and h.id = (select fence.home_of(m.wedding_id, m.unit_id)))`);
  return rows[0]!.n;
}
