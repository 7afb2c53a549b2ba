import { sql } from "drizzle-orm";
import { z } from "zod";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** The account behind a stopped number is mended, or what it was warned of is settled: it may send again. */
export const resumeSender = defineCommand({
  name: "messaging.resume-sender",
  permission: "doubts.settle",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "The provider stops it again by itself if nothing was mended.",
  async run({ tx, scope }, { senderId }): Promise<Outcome<{ resumed: number }>> {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update senders set state = 'active', state_reason = null, restrictions = '[]'
      where wedding_id = ${scope.weddingId} and id = ${senderId} and (state <> 'active' or state_reason is not null or restrictions <> '[]') and disconnected_at is null returning id`);
    if (rows.length === 0) return { unchanged: { resumed: 0 } };
    return {
      result: { resumed: rows.length },
      audit: [{ action: "resume", entity: "sender", entityId: senderId }],
      topics: [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId })],
    };
  },
});
