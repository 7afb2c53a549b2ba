import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sealLog } from "@/lib/audit/topics";
import { newId } from "@/lib/kernel/ids";
import { dispatchMessages, processInbox } from "@/lib/messaging/topics";
import { boss, envelope } from "@/lib/platform/boss";
import type { Topic } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * Finds work whose doorbell was lost and rings again: due messages, unread webhooks, dirty projections, an unsealed
 * audit tail. Doorbells are singletons, so sweeping twice does nothing.
 */
export async function sweep(): Promise<{ rang: number }> {
  const [due, dirty, unsealed, inbox] = await Promise.all([
    db().execute<{ wedding_id: string; sender_id: string }>(
      sql`select wedding_id, sender_id from fence.due_messages()`,
    ),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.dirty_projections()`),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.weddings_to_seal()`),
    db().execute(sql`select 1 from webhook_inbox where processed_at is null union all
      select 1 from webhook_events where disposition = 'parked' limit 1`),
  ]);
  const correlationId = `sweep-${newId()}`;
  await Promise.all([
    ring(
      dispatchMessages,
      due.rows.map((row) => ({ weddingId: row.wedding_id, senderId: row.sender_id })),
      correlationId,
    ),
    ring(
      refreshProjections,
      dirty.rows.map((row) => ({ weddingId: row.wedding_id })),
      correlationId,
    ),
    ring(
      sealLog,
      unsealed.rows.map((row) => ({ weddingId: row.wedding_id })),
      correlationId,
    ),
    ring(processInbox, inbox.rows.length > 0 ? [{}] : [], correlationId),
  ]);
  return { rang: due.rows.length + dirty.rows.length + unsealed.rows.length + inbox.rows.length };
}

async function ring<T>(topic: Topic<T>, payloads: readonly T[], correlationId: string): Promise<void> {
  if (payloads.length === 0) return;
  const queue = await boss();
  await queue.insert(
    topic.name,
    payloads.map((payload) => ({
      data: envelope(topic, payload, correlationId),
      ...(topic.singleton ? { singletonKey: topic.singleton(payload) } : {}),
      ...(topic.group ? { group: { id: topic.group(payload) } } : {}),
    })),
  );
}
