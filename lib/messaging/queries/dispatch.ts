import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { senders } from "@/db/schema/senders";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";
import type { RestrictionType } from "@/lib/messaging/ports";

export async function requireSender(tx: Transaction, scope: Scope, senderId: string) {
  const [sender] = await tx
    .select()
    .from(senders)
    .where(and(eq(senders.weddingId, scope.weddingId), eq(senders.id, senderId)));
  if (!sender) throw new AppError("not_found", "There is no such sender.");
  return sender;
}

/** For whatever somebody does with a number: one that was disconnected is not there for it. */
export async function requireConnected(tx: Transaction, scope: Scope, senderId: string) {
  const sender = await requireSender(tx, scope, senderId);
  if (sender.disconnectedAt) throw new AppError("not_found", "This number is not connected any more.");
  return sender;
}

/** Whether a run has a file to go on top of its text; one that was moved may have a text without such a place by now. */
const carriesFile: SQL = sql`(r.header->>'kind' = 'media' and exists (
  select 1 from templates t where t.wedding_id = r.wedding_id and t.id = r.template_id and t.header->>'format' in ('IMAGE', 'VIDEO', 'DOCUMENT')))`;

/** Whether the run `r` waits for its file to be brought to the provider: nothing of it leaves before. */
export const awaitsFile: SQL = sql`coalesce(r.header->>'mediaId' is null and ${carriesFile}, false)`;

const restricted = (type: RestrictionType): SQL => sql`exists (
  select 1 from jsonb_to_recordset(s.restrictions) as held(type text, until timestamptz)
  where held.type = ${type} and (held.until is null or held.until > now()))`;

/** Whether the sender `s` may answer nobody for now, though it may write first: its replies wait until that ends. */
export const answersNobody: SQL = restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING");

/** Whether it may send no service messages for now: runs of them wait, however they were begun. */
export const sendsNoUtility: SQL = restricted("RESTRICTED_UTILITY_TEMPLATES");

/**
 * Milliseconds until the next message of this sender is due (0 or less: now), null where nothing waits. A stopped sender
 * has nothing to send, a paused one replies alone; what its dead calls left behind is still swept.
 */
export async function nextDue(tx: Transaction, scope: Scope, senderId: string): Promise<number | null> {
  const { rows } = await tx.execute<{ ms: number | null }>(sql`
    with sender as (
      select s.state, ${answersNobody} as mute, ${sendsNoUtility} as no_utility from senders s where s.wedding_id = ${scope.weddingId} and s.id = ${senderId} and s.state <> 'stopped'
    )
    select extract(epoch from min(next_at) - clock_timestamp())::float8 * 1000 as ms from (
      (select m.next_at from messages m
       where m.wedding_id = ${scope.weddingId} and exists (select 1 from sender where not mute) and m.run_id is null and m.state = 'queued' and m.sender_id = ${senderId} order by m.next_at limit 1)
      union all
      (select q.next_at from send_runs r cross join lateral (
        select m.next_at from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and m.state = 'queued' order by m.next_at limit 1) q
       where r.wedding_id = ${scope.weddingId} and exists (select 1 from sender where state = 'active' and not (no_utility and coalesce(r.category, '') = 'UTILITY')) and r.sender_id = ${senderId} and r.state = 'sending'
         and not ${awaitsFile})
      union all
      (select m.next_at from messages m
       where m.wedding_id = ${scope.weddingId} and m.sender_id = ${senderId} and m.state = 'calling' order by m.next_at limit 1)
    ) due`);
  return rows[0]!.ms;
}

/** Files of runs that are sending, which the provider has not, or soon has no more. */
export async function listMediaToUpload(
  tx: Transaction,
  scope: Scope,
  senderId: string,
): Promise<{ runId: string; objectKey: string; mimeType: string; fileName: string }[]> {
  const { rows } = await tx.execute<{
    row: { runId: string; objectKey: string; mimeType: string; fileName: string };
  }>(sql`
    select jsonb_build_object('runId', id, 'objectKey', header->>'objectKey', 'mimeType', header->>'mimeType', 'fileName', header->>'fileName') as row
    from send_runs r where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and state = 'sending' and ${carriesFile}
      and (header->>'mediaId' is null or (header->>'mediaAt')::timestamptz < now() - interval '25 days')`);
  return rows.map(({ row }) => row);
}
