import { sql } from "drizzle-orm";
import { z } from "zod";
import { requireConnected } from "@/lib/messaging/queries/dispatch";
import { checkSender, syncTemplates } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** Asks the provider again what it thinks of a number and its messages. */
export const refreshSender = defineCommand({
  name: "messaging.refresh-sender",
  permission: "runs.prepare",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "Asking changes nothing.",
  async run({ tx, scope }, { senderId }) {
    await requireConnected(tx, scope, senderId);
    return {
      result: null,
      audit: [{ action: "refresh", entity: "sender", entityId: senderId }],
      topics: [
        enqueue(syncTemplates, { weddingId: scope.weddingId, senderId }),
        enqueue(checkSender, { weddingId: scope.weddingId, senderId }),
      ],
    };
  },
});

/** What the provider said of a number when it was asked. */
export const keepHealth = defineCommand({
  name: "messaging.keep-health",
  permission: "jobs.run",
  input: z.object({
    senderId: z.uuid(),
    quality: z.string().max(20).nullable(),
    dailyLimit: z.int().positive().nullable().optional(),
  }),
  irreversible: "What a provider says is a fact.",
  async run({ tx, scope }, { senderId, quality, dailyLimit }) {
    await tx.execute(sql`
      update senders set quality = ${quality}, checked_at = now(),
        daily_limit = case when ${dailyLimit !== undefined} then ${dailyLimit ?? null}::int else daily_limit end
      where wedding_id = ${scope.weddingId} and id = ${senderId}`);
    return {
      result: null,
      audit: [{ action: "health", entity: "sender", entityId: senderId, payload: { quality, dailyLimit } }],
      topics: [],
    };
  },
});
