import { sql } from "drizzle-orm";
import { db, prepared, transaction } from "@/db/client";
import { sha256 } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import { enqueueWithin } from "./boss";
import { ring } from "./ring";
import type { Enqueue } from "./topic";

interface Waiting {
  provider: string;
  body: Buffer;
  doorbell: Enqueue;
  resolve: (stored: { stored: boolean }) => void;
  reject: (error: unknown) => void;
}

const MAX_TOGETHER = 200;
const waiting: Waiting[] = [];
let committing = false;

/**
 * Stores a verified webhook's raw bytes and its doorbell in one transaction. Requests that arrive while one commit is
 * under way share the next one; each is answered only after its commit. The same bytes again change nothing
 * (`stored: false`) and may be acknowledged like the first time.
 */
export function storeWebhook(
  provider: string,
  body: Buffer,
  doorbell: Enqueue,
): Promise<{ stored: boolean }> {
  return new Promise((resolve, reject) => {
    waiting.push({ provider, body, doorbell, resolve, reject });
    if (!committing) void commitWaiting();
  });
}

async function commitWaiting(): Promise<void> {
  committing = true;
  while (waiting.length > 0) {
    const group = waiting.splice(0, MAX_TOGETHER);
    try {
      const stored = await commitGroup(group);
      for (const one of group) one.resolve({ stored: stored.has(hashOf(one.body)) });
      if (stored.size > 0) ring(group.map((one) => one.doorbell.topic.name));
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  }
  committing = false;
}

const hashOf = (body: Buffer): string => sha256(body).toString("hex");

async function commitGroup(group: readonly Waiting[]): Promise<Set<string>> {
  const bodies = [...new Map(group.map((one) => [hashOf(one.body), one])).values()];
  const rows = sql.join(
    bodies.map((one) => sql`(${one.provider}, ${sha256(one.body)}::bytea, ${one.body}::bytea)`),
    sql`, `,
  );
  return transaction("", async (tx) => {
    // Neither waits for the other: a doorbell for bytes that were here before finds nothing to do.
    const [{ rows: stored }] = await Promise.all([
      prepared<{ hash: string }>(
        tx,
        `webhooks-${bodies.length}`,
        sql`insert into webhook_inbox (provider, body_hash, body) values ${rows} on conflict (body_hash) do nothing returning encode(body_hash, 'hex') as hash`,
      ),
      enqueueWithin(tx, [group[0]!.doorbell], `webhook-${newId()}`),
    ]);
    return new Set(stored.map((row) => row.hash));
  });
}

export interface InboxItem {
  id: string;
  provider: string;
  /** `list`: what the provider's list of messages said, in bytes made here. */
  source: "webhook" | "list";
  body: Buffer;
  receivedAt: Date;
  failures: number;
}

export async function pendingWebhooks(limit: number): Promise<InboxItem[]> {
  const { rows } = await db().execute<{
    id: string;
    provider: string;
    source: "webhook" | "list";
    body: Buffer;
    received_at: Date | string;
    failures: number;
  }>(sql`
    select id, provider, source, body, received_at, failures from webhook_inbox where processed_at is null order by received_at, id limit ${limit}`);
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
