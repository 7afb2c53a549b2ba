import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { Restriction } from "@/lib/messaging/ports";

export interface SenderFacts {
  id: string;
  provider: "meta" | "twilio" | "wa_link";
  label: string | null;
  displayNumber: string;
  state: "active" | "paused" | "stopped";
  stateReason: string | null;
  restrictions: Restriction[];
  quality: string | null;
  dailyLimit: number | null;
  ratePerSecond: number;
  checkedAt: string | null;
  /** People its account has written to first within the last 24 hours. */
  usedToday: number;
  /** ISO 3166 codes the provider has refused. */
  blockedCountries: string[];
  /** Until when a relative's list is open; null where it is not. */
  listUntil: string | null;
}

/** Every number that is connected and how it does, the oldest first. */
export async function listSenderFacts(tx: Transaction, scope: Scope): Promise<SenderFacts[]> {
  const { rows } = await tx.execute<{ row: SenderFacts }>(sql`
    select jsonb_build_object('id', s.id, 'provider', s.provider, 'label', s.label, 'displayNumber', s.display_number, 'state', s.state,
      'stateReason', s.state_reason, 'restrictions', s.restrictions, 'quality', s.quality, 'dailyLimit', s.daily_limit, 'ratePerSecond', s.rate_per_second, 'checkedAt', s.checked_at,
      'usedToday', (select o.used from fence.opened_today(s.wedding_id, s.id) o), 'blockedCountries', s.blocked_countries,
      'listUntil', (select max(l.expires_at) from relay_links l where l.wedding_id = s.wedding_id and l.sender_id = s.id and l.revoked_at is null and l.expires_at > now())
    ) as row
    from senders s where s.wedding_id = ${scope.weddingId} and s.disconnected_at is null order by s.provider = 'wa_link', s.created_at, s.id`);
  return rows.map(({ row }) => row);
}

/** People a number's account has written to first within the last 24 hours. */
export async function countOpened(tx: Transaction, scope: Scope, senderId: string): Promise<number> {
  const { rows } = await tx.execute<{ used: number }>(
    sql`select used from fence.opened_today(${scope.weddingId}, ${senderId})`,
  );
  return rows[0]!.used;
}

/** A number of the provider's that sends no more, with all that connects it again. */
export interface DisconnectedSender {
  id: string;
  provider: "meta" | "twilio";
  displayNumber: string;
  phoneNumberId: string;
  businessAccountId: string;
  ratePerSecond: number;
  at: string;
}

export async function listDisconnected(tx: Transaction, scope: Scope): Promise<DisconnectedSender[]> {
  const { rows } = await tx.execute<{ row: DisconnectedSender }>(sql`
    select jsonb_build_object('id', id, 'provider', provider, 'displayNumber', display_number, 'phoneNumberId', phone_number_id,
      'businessAccountId', business_account_id, 'ratePerSecond', rate_per_second, 'at', disconnected_at) as row
    from senders where wedding_id = ${scope.weddingId} and disconnected_at is not null and provider <> 'wa_link' order by disconnected_at desc, id`);
  return rows.map(({ row }) => row);
}

export interface Trouble {
  senderId: string;
  displayNumber: string;
  label: string | null;
  provider: "meta" | "twilio" | "wa_link";
  state: "active" | "paused" | "stopped";
  reason: string | null;
  restrictions: Restriction[];
  quality: string | null;
}

/** Numbers that may not send, or are about to lose it: for the banner on every page of those who may act. */
export async function listTroubles(tx: Transaction, scope: Scope): Promise<Trouble[]> {
  const { rows } = await tx.execute<{ row: Trouble }>(sql`
    select jsonb_build_object('senderId', id, 'displayNumber', display_number, 'label', label, 'provider', provider, 'state', state, 'reason', state_reason, 'restrictions', restrictions, 'quality', quality) as row
    from senders where wedding_id = ${scope.weddingId} and disconnected_at is null and (state <> 'active' or quality = 'RED' or state_reason is not null or restrictions <> '[]') order by created_at`);
  return rows.map(({ row }) => row);
}
