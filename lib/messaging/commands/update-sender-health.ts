import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { senders } from "@/db/schema/senders";
import type { Scope } from "@/lib/access/types";
import { RESTRICTIONS } from "@/lib/messaging/ports";
import { type HealthTold, type SenderStanding, standingAfter } from "@/lib/messaging/rules/sender-health";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { claimEvent, settleEvent } from "./settle-event";

/**
 * The provider changed how much a number may send, or whether at all; how it stands then is `standingAfter`. It goes on
 * when the provider says so, or a human who mended the account.
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
    /** The provider's word for why nothing may be sent; null takes everything back. */
    stopped: z.string().max(100).nullable().optional(),
    restrictions: z
      .array(z.object({ type: z.enum(RESTRICTIONS), until: z.iso.datetime().nullable() }))
      .optional(),
    reproach: z.string().max(100).optional(),
    /** GREEN, YELLOW, RED; null where that is not known any more. */
    quality: z.string().max(20).nullable().optional(),
  }),
  irreversible: "The provider decides about its accounts.",
  async run({ tx, scope }, input) {
    const { inboxId, key, senderId, displayNumber, ...told } = input;
    if (!(await claimEvent(tx, { key, inboxId, weddingId: scope.weddingId, kind: "account" })))
      return { unchanged: null };
    const before = await lockStanding(tx, scope, senderId, displayNumber);
    const after = before && standingAfter(before, told);
    if (after) await keep(tx, scope, { senderId, after, told });
    const paused =
      after && told.restrictions?.some(({ type }) => type === "RESTRICTED_UTILITY_TEMPLATES")
        ? await holdUtility(tx, scope, senderId)
        : [];
    await settleEvent(
      tx,
      key,
      after ? { disposition: "applied" } : { disposition: "ignored", reason: "another_number" },
    );
    return {
      result: null,
      audit: [
        {
          action: after && after.state !== "active" && after.state !== before?.state ? "stop" : "update",
          entity: "sender",
          entityId: senderId,
          payload: told,
        },
      ],
      topics:
        told.stopped === null ? [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId })] : [],
      dirty: paused.map((key) => ({ kind: "run" as const, key })),
    };
  },
});

/** How the number stands, if it is the one that is meant; nobody else changes that meanwhile. */
async function lockStanding(
  tx: Transaction,
  scope: Scope,
  senderId: string,
  displayNumber: string | undefined,
): Promise<SenderStanding | undefined> {
  const { rows } = await tx.execute<SenderStanding & Record<string, unknown>>(sql`
    select s.state, s.state_reason as reason, s.restrictions from senders s
    where s.wedding_id = ${scope.weddingId} and s.id = ${senderId} and s.disconnected_at is null
      and (${displayNumber ?? null}::text is null or regexp_replace(s.display_number, '[^0-9]', '', 'g') = ${displayNumber ?? null}::text)
    for update`);
  return rows[0];
}

interface Kept {
  senderId: string;
  after: SenderStanding;
  told: HealthTold & { dailyLimit?: number | null | undefined; quality?: string | null | undefined };
}

async function keep(tx: Transaction, scope: Scope, { senderId, after, told }: Kept): Promise<void> {
  await tx
    .update(senders)
    .set({
      state: after.state,
      stateReason: after.reason,
      restrictions: [...after.restrictions],
      ...(told.dailyLimit === undefined ? {} : { dailyLimit: told.dailyLimit }),
      ...(told.quality === undefined ? {} : { quality: told.quality }),
    })
    .where(and(eq(senders.weddingId, scope.weddingId), eq(senders.id, senderId)));
}

/** Service messages would be refused one by one, with a code that stops the whole number. */
async function holdUtility(tx: Transaction, scope: Scope, senderId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update send_runs set state = 'paused', state_reason = 'account:UTILITY'
    where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and state = 'sending' and category = 'UTILITY' returning id`);
  return rows.map((row) => row.id);
}
