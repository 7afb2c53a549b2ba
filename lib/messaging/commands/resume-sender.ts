import { sql } from "drizzle-orm";
import { z } from "zod";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** The account behind a stopped number is mended: it may send again. All stopped numbers, or the one that is named. */
export const resumeSender = defineCommand({
  name: "messaging.resume-sender",
  permission: "doubts.settle",
  input: z.object({ senderId: z.uuid().optional() }),
  irreversible: "The provider stops it again by itself if nothing was mended.",
  async run({ tx, scope }, { senderId }): Promise<Outcome<{ resumed: number }>> {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update senders set state = 'active', state_reason = null
      where wedding_id = ${scope.weddingId} and state <> 'active' ${senderId ? sql`and id = ${senderId}` : sql``} returning id`);
    const [first, ...others] = rows.map((row) => ({ action: "resume", entity: "sender", entityId: row.id }));
    if (!first) return { unchanged: { resumed: 0 } };
    return {
      result: { resumed: rows.length },
      audit: [first, ...others],
      topics: rows.map((row) => enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: row.id })),
    };
  },
});
