import { sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";

export interface EventClaim {
  key: string;
  inboxId: string;
  weddingId: string | null;
  kind: "status" | "message" | "account";
}

/** Takes an event for this transaction; false where another one has it already. Repetitions end here. */
export async function claimEvent(
  tx: Transaction,
  { key, inboxId, weddingId, kind }: EventClaim,
): Promise<boolean> {
  const { rows } = await prepared(
    tx,
    "claim-event",
    sql`
    insert into webhook_events as e (event_key, inbox_id, wedding_id, kind, disposition) values (${key}, ${inboxId}, ${weddingId}::uuid, ${kind}, 'applied')
    on conflict (event_key) do update set wedding_id = excluded.wedding_id, disposition = 'applied', reason = null, event = null
      where e.disposition = 'parked' or (e.disposition = 'quarantined' and e.reason like 'error:%')
    returning 1`,
  );
  return rows.length > 0;
}

export async function settleEvent(
  tx: Transaction,
  key: string,
  settled: {
    disposition: "applied" | "ignored" | "quarantined" | "parked";
    reason?: string;
    event?: unknown;
  },
): Promise<void> {
  await prepared(
    tx,
    "settle-event",
    sql`
    update webhook_events set disposition = ${settled.disposition}, reason = ${settled.reason ?? null},
      event = ${settled.event === undefined ? null : JSON.stringify(settled.event)}::jsonb
    where event_key = ${key}`,
  );
}
