import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { claimMessages } from "./claim-messages";

/**
 * A message that is open on a relative's phone is opened once more: the gate is asked at every opening. Where it keeps the
 * message back, or the run does not send now, what was opened stays open, for it may have been sent: the relative says
 * what became of it. `reopened: false` where it was not open.
 */
export const reopenRelayed = defineCommand({
  name: "messaging.reopen-relayed",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid(), messageId: z.uuid() }),
  irreversible: "Opening sends nothing; the relative says what became of it.",
  async run(tools, { senderId, messageId }): Promise<Outcome<{ reopened: boolean }>> {
    const { tx, scope } = tools;
    const { rowCount } = await tx.execute(sql`
      with back as (
        update messages m set state = 'queued', next_at = now()
        where m.wedding_id = ${scope.weddingId} and m.id = ${messageId} and m.sender_id = ${senderId} and m.state = 'calling' and m.run_id is not null
        returning m.last_attempt_id
      )
      update message_attempts a set state = 'failed', rank = 5, settled_at = now(), error_detail = 'opened again', error_at = now(), provider_id = coalesce(a.provider_id, 'by-hand:' || a.id)
      from back where a.wedding_id = ${scope.weddingId} and a.id = back.last_attempt_id`);
    if (!rowCount) return { unchanged: { reopened: false } };
    const claim = await claimMessages.definition.run(tools, { senderId, limit: 1, messageId });
    if (!("result" in claim) || claim.result.length === 0)
      return refuse("not_now", "It cannot be opened again now. If it was sent, say so.");
    return { ...claim, result: { reopened: true } };
  },
});
