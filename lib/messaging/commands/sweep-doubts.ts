import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/** Calls whose process died before their answer was recorded become doubts: named, shown, never sent again by itself. */
export const sweepDoubts = defineCommand({
  name: "messaging.sweep-doubts",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "A doubt is settled by a receipt or by a human.",
  async run({ tx, scope }, { senderId }) {
    const { rows } = await tx.execute<{ id: string; run_id: string | null; unit_id: string }>(sql`
      update messages set state = 'in_doubt', reason = 'NO_ANSWER'
      where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and state = 'calling' and next_at <= now()
      returning id, run_id, unit_id`);
    if (rows.length === 0) return { unchanged: 0 };
    return {
      result: rows.length,
      audit: [{ action: "doubt", entity: "message", count: rows.length, payload: rows.map((row) => row.id) }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: rows.flatMap((row) => [
        { kind: "unit" as const, key: row.unit_id },
        ...(row.run_id ? [{ kind: "run" as const, key: row.run_id }] : []),
      ]),
    };
  },
});
