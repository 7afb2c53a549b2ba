import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ReasonCode } from "@/lib/compliance/rules";
import { stillGuests } from "@/lib/messaging/queries/relay";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * What a run is set to whose message waits again: over or not, so that its row is held, and nobody ends it meanwhile who
 * does not see that message yet.
 */
export const GOES_ON = sql`state = case when state = 'done' then 'sending' else state end, finished_at = case when state = 'done' then null else finished_at end`;

/**
 * Runs with nothing left to send are done; receipts and replies still come in. A relative is shown nothing for whoever is
 * off the guest list, so where nothing else waits, that is refused here as the gate would at its turn.
 */
export const finishRuns = defineCommand({
  name: "messaging.finish-runs",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "A run that has sent everything is over.",
  async run({ tx, scope }, { senderId }) {
    const over = sql`r.wedding_id = ${scope.weddingId} and r.sender_id = ${senderId} and r.state = 'sending'
      and not exists (select 1 from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and m.state in ('queued', 'calling')
        and (m.state = 'calling' or not (select n.provider = 'wa_link' from senders n where n.wedding_id = ${scope.weddingId} and n.id = ${senderId}) or ${stillGuests}))`;
    // Whoever lets a message wait again holds its run: once they are through, it is looked at anew.
    const { rowCount: held } = await tx.execute(
      sql`select 1 from send_runs r where ${over} order by r.id for no key update`,
    );
    if (!held) return { unchanged: null };
    const { rows } = await tx.execute<{ id: string }>(
      sql`update send_runs r set state = 'done', finished_at = now() where ${over} returning r.id`,
    );
    if (rows.length === 0) return { unchanged: null };
    const [first, ...others] = rows.map((row) => ({
      action: "finish",
      entity: "send_run",
      entityId: row.id,
    }));
    const ended = sql`(select jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.id))}::jsonb)::uuid)`;
    const { rows: refused } = await tx.execute<{ unit_id: string }>(sql`
      update messages set state = 'blocked', reason = ${"NOT_INVITED" satisfies ReasonCode}
      where wedding_id = ${scope.weddingId} and run_id in ${ended} and state = 'queued' returning unit_id`);
    const { rows: asked } = await tx.execute<{ event_id: string }>(sql`
      select distinct i.event_id from messages m join invitations i on i.wedding_id = m.wedding_id and i.unit_id = m.unit_id
      where m.wedding_id = ${scope.weddingId} and m.run_id in ${ended}`);
    return {
      result: null,
      audit: [first!, ...others],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...rows.map((row) => ({ kind: "run" as const, key: row.id })),
        ...refused.map((row) => ({ kind: "unit" as const, key: row.unit_id })),
        // Who was asked is part of each function's numbers.
        ...asked.map((event) => ({ kind: "event" as const, key: event.event_id })),
      ],
    };
  },
});
