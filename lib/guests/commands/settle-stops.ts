import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { fingerprintKeyId } from "@/lib/platform/tokens";

/** Who said it, and what of ours it keeps away. Each ground stands by itself: what lifts one does not lift another. */
export interface Ground {
  scope: "all" | "marketing";
  reason: "stop_word" | "provider";
  source: "whatsapp" | "user_preferences" | "status";
}
/** Their own STOP and START. */
export const OWN_WORD: Ground = { scope: "all", reason: "stop_word", source: "whatsapp" };
/** What the provider does not deliver to them any more. */
export const UNDELIVERED: Ground = { scope: "all", reason: "provider", source: "status" };
/** What they chose inside WhatsApp. */
export const MARKETING: Ground = { scope: "marketing", reason: "provider", source: "user_preferences" };

/** That messages were stopped or let come again under one identifier (hex of its fingerprint), and when that was said. */
export interface ToldStop {
  print: string;
  value: "stop" | "resume";
  /** The provider's time. */
  at: string;
}

/** One at a time decides what stands: whoever waits reads it only after. */
export async function lockStops(tx: Transaction, { weddingId }: Scope): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`stops:${weddingId}`}, 0))`);
}

/**
 * Writes who stopped messages, so that any order and any repetition of what was told ends in the same state: under each
 * identifier the latest word stands, and a stop where both were said at once. A stop that stands has its time in
 * `created_at`; a resume is kept as a lifted row, also where nothing was to be lifted, for a stop that comes late.
 */
export async function settleStops(
  tx: Transaction,
  scope: Scope,
  ground: Ground,
  told: readonly ToldStop[],
): Promise<void> {
  if (told.length === 0) return;
  await lockStops(tx, scope);
  // Each part sees the rows as they were before, and none touches those of another.
  await tx.execute(sql`
    with told as (
      select decode(print, 'hex') as print, max(at) filter (where value = 'stop') as stop, max(at) filter (where value = 'resume') as resume
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r(print text, value text, at timestamptz) group by print
    ), latest as (
      select t.print, k.stopped, k.resumed, greatest(t.stop, k.stopped) as stop, greatest(t.resume, k.resumed) as resume
      from told t cross join lateral (
        select max(s.created_at) filter (where s.lifted_at is null) as stopped, max(s.lifted_at) as resumed from suppressions s
        where s.wedding_id = ${scope.weddingId} and s.fingerprint = t.print and s.scope = ${ground.scope} and s.reason = ${ground.reason}
      ) k
    ), settled as (
      select *, stop is not null and (resume is null or stop >= resume) as stands from latest
    ), changed as (
      update suppressions s set created_at = case when n.stands then n.stop else s.created_at end, lifted_at = case when n.stands then null else n.resume end
      from settled n where s.wedding_id = ${scope.weddingId} and s.fingerprint = n.print and s.scope = ${ground.scope} and s.reason = ${ground.reason} and s.lifted_at is null
    ), later as (
      update suppressions s set lifted_at = n.resume
      from settled n where s.wedding_id = ${scope.weddingId} and s.fingerprint = n.print and s.scope = ${ground.scope} and s.reason = ${ground.reason}
        and s.lifted_at = n.resumed and n.resume > n.resumed and n.stopped is null
    )
    insert into suppressions (wedding_id, fingerprint, key_id, scope, reason, source, created_at, lifted_at)
    select ${scope.weddingId}, print, ${fingerprintKeyId()}, ${ground.scope}, ${ground.reason}, ${ground.source},
      case when stands then stop else resume end, case when stands then null else resume end
    from settled where stopped is null and (stands or resumed is null) and (stands or resume is not null)
    on conflict do nothing`);
}
