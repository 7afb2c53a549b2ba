import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface OpeningBudget {
  /** People who may still be written to first within 24 hours, and when there is room again (ISO 8601); null: no limit named. */
  day: { left: number; freeAt: string } | null;
  /** The same for people never written to from this number, within an hour. */
  hour: { left: number; freeAt: string } | null;
}

/** How many conversations a sender may open now; its account may serve other weddings, too. Claims of one account count one after the other. */
export async function openingBudget(tx: Transaction, scope: Scope, senderId: string): Promise<OpeningBudget> {
  const { rows } = await tx.execute<{
    daily_limit: number | null;
    new_per_hour: number | null;
    account: string;
  }>(sql`
    select daily_limit, new_per_hour, business_account_id as account from senders
    where wedding_id = ${scope.weddingId} and id = ${senderId} and (daily_limit is not null or new_per_hour is not null)`);
  const [limits] = rows;
  if (!limits) return { day: null, hour: null };
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`budget:${limits.account}`}, 0))`);
  return {
    day: limits.daily_limit === null ? null : await dayBudget(tx, scope, senderId, limits.daily_limit),
    hour: limits.new_per_hour === null ? null : await hourBudget(tx, scope, senderId, limits.new_per_hour),
  };
}

async function dayBudget(tx: Transaction, scope: Scope, senderId: string, most: number) {
  const { rows } = await tx.execute<{ used: number; free_at: string }>(sql`
    select used, case when used < ${most} then now() + interval '1 minute' else first_at + interval '24 hours' end as free_at
    from fence.opened_today(${scope.weddingId}, ${senderId})`);
  return { left: Math.max(0, most - rows[0]!.used), freeAt: rows[0]!.free_at };
}

async function hourBudget(tx: Transaction, scope: Scope, senderId: string, most: number) {
  const { rows } = await tx.execute<{ used: number; free_at: string }>(sql`
    select count(distinct m.destination)::int as used, coalesce(min(a.started_at) + interval '1 hour', now()) as free_at
    from message_attempts a join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id and m.kind = 'template' and m.sender_id = ${senderId}
    where a.wedding_id = ${scope.weddingId} and a.id > uuidv7(interval '-2 hours') and a.started_at > now() - interval '1 hour' and a.state <> 'failed'
      and not ${writtenBefore(sql`m`, sql`and p.created_at < m.created_at`)}`);
  return { left: Math.max(0, most - rows[0]!.used), freeAt: rows[0]!.free_at };
}

/** Whether the household of message `m` was written to from the same number at the same address before. */
export const writtenBefore = (m: SQL, more: SQL = sql``): SQL => sql`exists (
  select 1 from messages p where p.wedding_id = ${m}.wedding_id and p.unit_id = ${m}.unit_id and p.sender_id = ${m}.sender_id and p.destination = ${m}.destination
    and p.id <> ${m}.id and p.attempts > 0 and p.state not in ('failed', 'blocked', 'cancelled', 'queued') ${more})`;

/** Claims of one wedding count one after the other, where a household is written to only so often from all its numbers. */
export const lockCaps = (tx: Transaction, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`caps:${scope.weddingId}`}, 0))`);
