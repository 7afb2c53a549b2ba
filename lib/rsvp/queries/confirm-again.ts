import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/**
 * Whether an answer was given before a change that asked everybody to confirm again. The yes stays a yes; an answer
 * after the change ends it.
 */
export const hasToConfirm = (at: { wedding: SQL; event: SQL; answer: SQL; answeredAt: SQL }): SQL =>
  sql`coalesce(${at.answer} in ('yes', 'maybe'), false) and exists (
    select 1 from event_changes x join events e on e.wedding_id = x.wedding_id and e.id = x.event_id and e.cancelled_at is null
    where x.wedding_id = ${at.wedding} and x.event_id = ${at.event} and x.state = 'told' and x.confirm_again and x.changed_at >= ${at.answeredAt})`;

/** How many families of a function have to confirm again. */
export async function countToConfirm(tx: Transaction, scope: Scope, eventId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from rsvp_current c where c.wedding_id = ${scope.weddingId} and c.event_id = ${eventId}
      and ${hasToConfirm({ wedding: sql`c.wedding_id`, event: sql`c.event_id`, answer: sql`c.answer`, answeredAt: sql`c.answered_at` })}`);
  return rows[0]!.n;
}
