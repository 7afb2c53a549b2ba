import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/** The provider does not answer: the sender's runs are paused before an outage turns everybody into a doubt. */
export const tripBreaker = defineCommand({
  name: "messaging.trip-breaker",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "The run is resumed by a human, when the provider answers again.",
  async run({ tx, scope }, { senderId }) {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update send_runs set state = 'paused', state_reason = 'provider:UNREACHABLE'
      where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and state = 'sending' returning id`);
    const [first, ...others] = rows.map((row) => ({ action: "pause", entity: "send_run", entityId: row.id }));
    if (!first) return { unchanged: null };
    return {
      result: null,
      audit: [first, ...others],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: rows.map((row) => ({ kind: "run" as const, key: row.id })),
    };
  },
});
