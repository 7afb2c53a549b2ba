import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { warningReason } from "@/lib/messaging/rules/sender-advice";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { claimEvent, settleEvent } from "./settle-event";

/** It may write to nobody first, and answers whoever writes. */
const answersWhoWrites = (stopped: string): boolean =>
  /RESTRICTED_BIZ_INITIATED/.test(stopped) && !/RESTRICTED_CUSTOMER_INITIATED/.test(stopped);
/** Said of what was sent, and takes nothing away yet: a restriction that holds is the more important one. */
const REPROACH = "account:ACCOUNT_VIOLATION%";

/**
 * The provider changed how much a number may send, or whether at all. A number that may not open conversations is
 * paused, one that may send nothing is stopped; it goes on when the provider says so, or a human who mended the account.
 */
export const updateSenderHealth = defineCommand({
  name: "messaging.update-sender-health",
  permission: "webhooks.apply",
  input: z.object({
    inboxId: z.uuid(),
    key: z.string(),
    senderId: z.uuid(),
    /** Digits; only the sender of that number is meant. */
    displayNumber: z.string().optional(),
    dailyLimit: z.int().positive().nullable().optional(),
    /** The provider's word for why nothing may be sent; null takes that back. */
    stopped: z.string().max(100).nullable().optional(),
    stoppedUntil: z.iso.datetime().optional(),
    /** GREEN, YELLOW, RED; null where that is not known any more. */
    quality: z.string().max(20).nullable().optional(),
    warned: z.object({ what: z.string().max(200), until: z.iso.datetime().nullable() }).optional(),
  }),
  irreversible: "The provider decides about its accounts.",
  async run({ tx, scope }, input) {
    const { inboxId, key, senderId, displayNumber, dailyLimit, stopped, quality, warned } = input;
    if (!(await claimEvent(tx, { key, inboxId, weddingId: scope.weddingId, kind: "account" })))
      return { unchanged: null };
    const halt = typeof stopped === "string";
    const answersOnly = halt && answersWhoWrites(stopped);
    const why = halt ? warningReason({ what: stopped, until: input.stoppedUntil ?? null }) : null;
    const free = sql`${stopped === null}::boolean and s.state_reason like 'account:%'`;
    const { rows } = await tx.execute<{ id: string }>(sql`
      update senders s set
        daily_limit = case when ${dailyLimit !== undefined}::boolean then ${dailyLimit ?? null}::int else s.daily_limit end,
        state = case when ${answersOnly}::boolean and s.state = 'stopped' then s.state when ${halt}::boolean then ${answersOnly ? "paused" : "stopped"} when ${free} then 'active' else s.state end,
        state_reason = case when ${answersOnly}::boolean and s.state = 'stopped' then s.state_reason when ${halt}::boolean then ${why}::text when ${free} then null else s.state_reason end
      where s.wedding_id = ${scope.weddingId} and s.id = ${senderId} and s.disconnected_at is null
        and (${displayNumber ?? null}::text is null or regexp_replace(s.display_number, '[^0-9]', '', 'g') = ${displayNumber ?? null}::text)
      returning s.id`);
    if (rows[0]) await noteCondition(tx, scope, { senderId, quality, warned });
    const paused =
      rows[0] && warned?.what.includes("RESTRICTED_UTILITY") ? await holdUtility(tx, scope, senderId) : [];
    await settleEvent(
      tx,
      key,
      rows[0] ? { disposition: "applied" } : { disposition: "ignored", reason: "another_number" },
    );
    return {
      result: null,
      audit: [
        {
          action: halt ? "stop" : "update",
          entity: "sender",
          entityId: senderId,
          payload: { dailyLimit, stopped, quality, warned },
        },
      ],
      topics: stopped === null ? [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId })] : [],
      dirty: paused.map((key) => ({ kind: "run" as const, key })),
    };
  },
});

/** Service messages would be refused one by one, with a code that stops the whole number. */
async function holdUtility(tx: Transaction, scope: Scope, senderId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update send_runs set state = 'paused', state_reason = 'account:UTILITY'
    where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and state = 'sending' and category = 'UTILITY' returning id`);
  return rows.map((row) => row.id);
}

interface Condition {
  senderId: string;
  quality?: string | null | undefined;
  warned?: { what: string; until: string | null } | undefined;
}

/** What a number still sends under; a reason for which it stands still is the one that is shown. */
async function noteCondition(
  tx: Transaction,
  scope: Scope,
  { senderId, quality, warned }: Condition,
): Promise<void> {
  const reason = warned ? warningReason(warned) : null;
  if (quality !== undefined || reason)
    await tx.execute(sql`
      update senders s set quality = case when ${quality !== undefined}::boolean then ${quality ?? null} else s.quality end,
        state_reason = case when s.state = 'active' and (s.state_reason is null or ${reason}::text not like ${REPROACH}) then coalesce(${reason}::text, s.state_reason) else s.state_reason end
      where s.wedding_id = ${scope.weddingId} and s.id = ${senderId}`);
}
