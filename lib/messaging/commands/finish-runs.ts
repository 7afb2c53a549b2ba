import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/** Runs with nothing left to send are done; receipts and replies still come in. */
export const finishRuns = defineCommand({
  name: "messaging.finish-runs",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "A run that has sent everything is over.",
  async run({ tx, scope }, { senderId }) {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update send_runs r set state = 'done', finished_at = now()
      where r.wedding_id = ${scope.weddingId} and r.sender_id = ${senderId} and r.state = 'sending'
        and not exists (select 1 from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and m.state in ('queued', 'calling'))
      returning r.id`);
    if (rows.length === 0) return { unchanged: null };
    const [first, ...others] = rows.map((row) => ({
      action: "finish",
      entity: "send_run",
      entityId: row.id,
    }));
    const { rows: asked } = await tx.execute<{ event_id: string }>(sql`
      select distinct i.event_id from messages m join invitations i on i.wedding_id = m.wedding_id and i.unit_id = m.unit_id
      where m.wedding_id = ${scope.weddingId} and m.run_id in (select jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.id))}::jsonb)::uuid)`);
    return {
      result: null,
      audit: [first!, ...others],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...rows.map((row) => ({ kind: "run" as const, key: row.id })),
        // Who was asked is part of each function's numbers.
        ...asked.map((event) => ({ kind: "event" as const, key: event.event_id })),
      ],
    };
  },
});
