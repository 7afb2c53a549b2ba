import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sha256Hex } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import { ringDoorbells, waitsAlready } from "./boss";
import { ring } from "./ring";
import type { Enqueue } from "./topic";

interface Waiting {
  provider: string;
  body: Buffer;
  hash: string;
  doorbell: Enqueue;
  resolve: (stored: { stored: boolean }) => void;
  reject: (error: unknown) => void;
}

const MAX_TOGETHER = 200;
/** Waking the drain makes it look at every queue: where a doorbell waits, so often is enough. */
const WAKE_EVERY_MS = 100;
const waiting: Waiting[] = [];
let committing = false;
let wokeAt = Number.NEGATIVE_INFINITY;

/**
 * Stores a verified webhook's raw bytes and rings; it is answered only after both. Requests that arrive while one commit
 * is under way share the next one. The same bytes again change nothing (`stored: false`) and may be acknowledged like
 * the first time.
 */
export function storeWebhook(
  provider: string,
  body: Buffer,
  doorbell: Enqueue,
): Promise<{ stored: boolean }> {
  return new Promise((resolve, reject) => {
    waiting.push({ provider, body, hash: sha256Hex(body), doorbell, resolve, reject });
    if (!committing) void commitWaiting();
  });
}

async function commitWaiting(): Promise<void> {
  committing = true;
  while (waiting.length > 0) {
    const group = waiting.splice(0, MAX_TOGETHER);
    try {
      const stored = await commitGroup(group);
      for (const one of group) one.resolve({ stored: stored.has(one.hash) });
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  }
  committing = false;
}

/**
 * One statement, which is its own transaction, also says whether a doorbell waits already; only where none does, one is
 * made. Should the process die between the two, nothing was acknowledged, and the sweep finds the rows.
 */
async function commitGroup(group: readonly Waiting[]): Promise<Set<string>> {
  const bodies = sql.join(
    [...new Map(group.map((one) => [one.hash, one])).values()].map(
      (one) => sql`(${one.provider}, ${Buffer.from(one.hash, "hex")}::bytea, ${one.body}::bytea)`,
    ),
    sql`, `,
  );
  const { doorbell } = group[0]!;
  const { rows } = await db().execute<{ hash: string; ringing: boolean }>(sql`
    insert into webhook_inbox (provider, body_hash, body) values ${bodies} on conflict (body_hash) do nothing
    returning encode(body_hash, 'hex') as hash, ${waitsAlready(doorbell)} as ringing`);
  if (rows.length === 0) return new Set();
  if (!rows[0]!.ringing) await ringDoorbells([doorbell], `webhook-${newId()}`);
  else if (performance.now() - wokeAt > WAKE_EVERY_MS) {
    wokeAt = performance.now();
    ring();
  }
  return new Set(rows.map((row) => row.hash));
}

export interface InboxItem {
  id: string;
  provider: string;
  body: Buffer;
  receivedAt: Date;
  failures: number;
}

export async function pendingWebhooks(limit: number): Promise<InboxItem[]> {
  const { rows } = await db().execute<{
    id: string;
    provider: string;
    body: Buffer;
    received_at: Date | string;
    failures: number;
  }>(sql`
    select id, provider, body, received_at, failures from webhook_inbox where processed_at is null order by received_at, id limit ${limit}`);
  return rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: new Date(received_at) }));
}

export async function markProcessed(ids: readonly string[]): Promise<void> {
  await db().execute(sql`
    update webhook_inbox set processed_at = now() where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);
}

/** Statuses that came before our own record of the call; whoever processes the inbox tries them again. */
export async function parkedEvents(
  limit: number,
): Promise<{ inboxId: string; provider: string; event: unknown }[]> {
  const { rows } = await db().execute<{ inbox_id: string; provider: string; event: unknown }>(sql`
    select e.inbox_id, i.provider, e.event from webhook_events e join webhook_inbox i on i.id = e.inbox_id
    where e.disposition = 'parked' order by e.recorded_at limit ${limit}`);
  return rows.map((row) => ({ inboxId: row.inbox_id, provider: row.provider, event: row.event }));
}

/** An event of no wedding of ours (a number that was disconnected, bytes that are not JSON): counted and kept. */
export async function noteHomeless(
  inboxId: string,
  key: string,
  kind: "status" | "message" | "account",
  reason: string,
  event: unknown,
): Promise<void> {
  await db().execute(sql`
    insert into webhook_events (event_key, inbox_id, kind, disposition, reason, event)
    values (${key}, ${inboxId}, ${kind}, 'quarantined', ${reason}, ${JSON.stringify(event)}::jsonb) on conflict do nothing`);
}

export interface SenderHome {
  weddingId: string;
  senderId: string;
  ratePerSecond: number;
}

/** Which weddings and senders a provider's number (one) or account (all of its numbers) belongs to. */
export async function locateSenders(
  provider: string,
  by: { phoneNumberId: string } | { businessAccountId: string },
): Promise<SenderHome[]> {
  const { rows } = await db().execute<{ wedding_id: string; sender_id: string; rate_per_second: number }>(
    "phoneNumberId" in by
      ? sql`select * from fence.locate_sender(${provider}, ${by.phoneNumberId})`
      : sql`select * from fence.locate_business_account(${provider}, ${by.businessAccountId})`,
  );
  return rows.map((row) => ({
    weddingId: row.wedding_id,
    senderId: row.sender_id,
    ratePerSecond: row.rate_per_second,
  }));
}
