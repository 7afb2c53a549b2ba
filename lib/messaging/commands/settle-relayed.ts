import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { GOES_ON } from "./finish-runs";

/**
 * What became of a message that a relative sends by hand: it went out, the number is not on WhatsApp, or it was not sent
 * after all and may be opened again.
 */
export const settleRelayed = defineCommand({
  name: "messaging.settle-relayed",
  permission: "jobs.run",
  input: z.object({
    senderId: z.uuid(),
    messageId: z.uuid(),
    outcome: z.enum(["sent", "unreachable", "not_sent"]),
  }),
  inverse: "messaging.settle-relayed",
  async run({ tx, scope }, { senderId, messageId, outcome }) {
    const from = outcome === "not_sent" ? sql`('calling', 'sent')` : sql`('calling')`;
    const { rows } = await tx.execute<{ run_id: string; unit_id: string }>(sql`
      with moved as (
        update messages m set
          -- Of a run that was stopped nothing waits any more.
          state = case when ${outcome === "not_sent"} and r.state = 'stopped' then 'cancelled' else ${{ sent: "sent", unreachable: "failed", not_sent: "queued" }[outcome]} end,
          reason = ${outcome === "unreachable" ? "RECIPIENT" : null}, next_at = now()
        from send_runs r
        where m.wedding_id = ${scope.weddingId} and m.id = ${messageId} and m.sender_id = ${senderId} and m.state in ${from}
          and r.wedding_id = m.wedding_id and r.id = m.run_id
        returning m.run_id, m.unit_id, m.last_attempt_id
      ), attempt as (
        update message_attempts a set
          state = ${outcome === "sent" ? "sent" : "failed"}, rank = ${outcome === "sent" ? 2 : 5}, settled_at = now(),
          provider_id = coalesce(a.provider_id, 'by-hand:' || a.id),
          error_class = ${outcome === "unreachable" ? "RECIPIENT" : null}, error_detail = ${outcome === "not_sent" ? "not sent after all" : null},
          error_at = case when ${outcome !== "sent"} then now() end
        from moved where a.wedding_id = ${scope.weddingId} and a.id = moved.last_attempt_id returning a.id
      ), receipt as (
        insert into message_receipts (wedding_id, attempt_id, status, provider_at)
        select ${scope.weddingId}, id, 'sent', now() from attempt where ${outcome === "sent"} on conflict do nothing
      ), reopened as (
        update send_runs set ${GOES_ON}
        where wedding_id = ${scope.weddingId} and id in (select run_id from moved) and ${outcome === "not_sent"}
      )
      select run_id, unit_id from moved`);
    const row = rows[0];
    if (!row)
      return refuse("settled_already", "This message was settled already. Please look at the list again.");
    return {
      result: null,
      audit: [{ action: outcome, entity: "message", entityId: messageId }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        { kind: "run", key: row.run_id },
        { kind: "unit", key: row.unit_id },
      ],
    };
  },
});
