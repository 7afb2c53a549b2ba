import { type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/** Whose list an open link leads to, without a session; null for anything unknown, expired or taken back. */
export async function locateRelayLink(
  tokenHash: string,
): Promise<{ weddingId: string; senderId: string } | null> {
  const { rows } = await db().execute<{ wedding_id: string; subject_id: string }>(
    sql`select wedding_id, subject_id from fence.locate_token(${tokenHash}) where kind = 'relay'`,
  );
  return rows[0] ? { weddingId: rows[0].wedding_id, senderId: rows[0].subject_id } : null;
}

/** Whether the household of the message `m` is on the guest list, by itself or as part of the one it went into. */
export const stillGuests: SQL = sql`(exists (select 1 from guest_units h where h.wedding_id = m.wedding_id and h.id = m.unit_id and h.live)
  or exists (select 1 from guest_units h where h.wedding_id = m.wedding_id and h.live and h.id = (select fence.home_of(m.wedding_id, m.unit_id))))`;

/** Relatives with a run in which nothing waits but for families that are off the guest list: their lists do not show them. */
export async function relaysThatEnded(tx: Transaction, { weddingId }: Scope): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct n.id from senders n join send_runs r on r.wedding_id = n.wedding_id and r.sender_id = n.id and r.state = 'sending'
    where n.wedding_id = ${weddingId} and n.provider = 'wa_link' and not exists (
      select 1 from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and (m.state = 'calling' or m.state = 'queued' and ${stillGuests}))`);
  return rows.map(({ id }) => id);
}

export interface RelayedMessage {
  messageId: string;
  household: string;
  destination: string;
  /** queued: to be sent. calling: opened, not settled. sent, failed. */
  state: "queued" | "calling" | "sent" | "failed" | "blocked";
  reason: string | null;
}

/** What a relative has to send, and has sent: of runs that are under way or over; what is open first. */
export async function listRelayed(
  tx: Transaction,
  scope: Scope,
  senderId: string,
): Promise<RelayedMessage[]> {
  const { rows } = await tx.execute<{ row: RelayedMessage }>(sql`
    select jsonb_build_object('messageId', m.id, 'household', u.name, 'destination', m.destination, 'state', m.state, 'reason', m.reason) as row
    from send_runs r
    join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id
    join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
    where r.wedding_id = ${scope.weddingId} and r.sender_id = ${senderId} and (r.state in ('sending', 'done', 'stopped') or m.state = 'calling') and m.destination is not null
      and (m.state in ('queued', 'calling', 'sent', 'failed') or m.state = 'blocked' and m.attempts > 0)
      and (m.state <> 'queued' or r.state <> 'stopped' and ${stillGuests})
    order by m.state in ('sent', 'failed', 'blocked'), m.state = 'queued', u.name, m.id limit 2000`);
  return rows.map((row) => row.row);
}

/** How many of a relative's messages were called off before they were sent. */
export async function countCalledOff(tx: Transaction, scope: Scope, senderId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from send_runs r join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id and m.state = 'cancelled'
    where r.wedding_id = ${scope.weddingId} and r.sender_id = ${senderId} and r.state = 'stopped' and r.finished_at > now() - interval '14 days'`);
  return rows[0]!.n;
}

/** The parts of a message that was opened: where it goes, and what fills its text; null where it is not open. */
export async function readRelayed(tx: Transaction, scope: Scope, senderId: string, messageId: string) {
  const { rows } = await tx.execute<{
    unit_id: string;
    destination: string;
    body: string;
    params: (string | null)[];
  }>(sql`
    select m.unit_id, m.destination, t.body, m.content->'params' as params
    from messages m join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
    where m.wedding_id = ${scope.weddingId} and m.id = ${messageId} and m.sender_id = ${senderId} and m.state = 'calling' and r.state = 'sending'`);
  return rows[0] ?? null;
}
