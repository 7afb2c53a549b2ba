import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { LISTING_PROVIDERS } from "@/lib/adapters/messaging-provider";
import { sealLog } from "@/lib/audit/topics";
import { newId } from "@/lib/kernel/ids";
import { dispatchMessages, processInbox, reconcileSender, runReminders } from "@/lib/messaging/topics";
import { keysAtWork, ringDoorbells } from "@/lib/platform/boss";
import { forgetAllowances } from "@/lib/platform/rate-limit";
import { enqueue } from "@/lib/platform/topic";
import { reconcileProjections, refreshProjections, sendDigests } from "@/lib/reports/topics";
import { tidyPictures } from "@/lib/website/topics";

/**
 * Finds work whose doorbell was lost and rings again: due messages, reminders, unread webhooks, dirty projections, an unsealed
 * audit tail, numbers not compared for an hour, senders whose provider's list was not read for a while, daily mails whose
 * hour has come, websites whose pictures are to be looked through. Doorbells are singletons, so sweeping twice does nothing.
 */
export async function sweep(): Promise<{ rang: number }> {
  const [due, plans, dirty, unsealed, digests, stale, unlisted, untidy, inbox] = await Promise.all([
    db().execute<{ wedding_id: string; sender_id: string }>(
      sql`select wedding_id, sender_id from fence.due_messages()`,
    ),
    db().execute<{ wedding_id: string; plan_id: string }>(
      sql`select wedding_id, plan_id from fence.due_plans()`,
    ),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.dirty_projections()`),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.weddings_to_seal()`),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.due_digests()`),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.weddings_to_reconcile()`),
    db().execute<{ wedding_id: string; sender_id: string }>(
      sql`select wedding_id, sender_id from fence.senders_to_list(array(select jsonb_array_elements_text(${JSON.stringify(LISTING_PROVIDERS)}::jsonb)))`,
    ),
    db().execute<{ wedding_id: string }>(sql`select wedding_id from fence.sites_to_tidy()`),
    db().execute(sql`select 1 from webhook_inbox where processed_at is null union all
      select 1 from webhook_events where disposition = 'parked' limit 1`),
  ]);
  // A comparison takes longer than the time between two sweeps, and a doorbell is single only while it waits.
  const [comparing] = await Promise.all([keysAtWork(reconcileProjections.name), forgetAllowances()]);
  const correlationId = `sweep-${newId()}`;
  const doorbells = [
    ...due.rows.map((row) =>
      enqueue(dispatchMessages, { weddingId: row.wedding_id, senderId: row.sender_id }),
    ),
    ...plans.rows.map((row) => enqueue(runReminders, { weddingId: row.wedding_id, planId: row.plan_id })),
    ...dirty.rows.map((row) => enqueue(refreshProjections, { weddingId: row.wedding_id })),
    ...unsealed.rows.map((row) => enqueue(sealLog, { weddingId: row.wedding_id })),
    ...digests.rows.map((row) => enqueue(sendDigests, { weddingId: row.wedding_id })),
    ...stale.rows
      .filter((row) => !comparing.has(row.wedding_id))
      .map((row) => enqueue(reconcileProjections, { weddingId: row.wedding_id })),
    ...unlisted.rows.map((row) =>
      enqueue(reconcileSender, { weddingId: row.wedding_id, senderId: row.sender_id }),
    ),
    ...untidy.rows.map((row) => enqueue(tidyPictures, { weddingId: row.wedding_id })),
    ...(inbox.rows.length > 0 ? [enqueue(processInbox, {})] : []),
  ];
  await ringDoorbells(doorbells, correlationId);
  return { rang: doorbells.length };
}
