import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { inUseWords } from "@/lib/messaging/rules/in-use";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { endAnswers } from "./end-answers";

/**
 * A number is no number of this wedding any more: nothing leaves by it, and a relative's list is closed. What still comes
 * in for it (a late receipt, an answer, a STOP) is dealt with as before. There is no secret of it here to delete: those
 * are the installation's.
 */
export const disconnectSender = defineCommand({
  name: "messaging.disconnect-sender",
  permission: "wedding.edit",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "Connect it again; what waited for it does not go out by itself.",
  async run({ tx, scope }, { senderId }): Promise<Outcome<{ calledOff: number }>> {
    const { rows } = await tx.execute<{ gone: boolean }>(sql`
      select disconnected_at is not null as gone from senders where wedding_id = ${scope.weddingId} and id = ${senderId} for update`);
    if (!rows[0]) return refuse("not_there", "This number is not there.");
    if (rows[0].gone) return { unchanged: { calledOff: 0 } };
    const users = await listUsers(tx, scope, senderId);
    if (users.length > 0) return refuse("in_use", inUseWords(users));
    const { runs, calledOff } = await endAnswers(tx, scope, senderId);
    await tx.execute(sql`
      with closed as (
        update relay_links set revoked_at = now() where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and revoked_at is null
      )
      update senders set state = 'stopped', state_reason = 'disconnected', disconnected_at = now()
      where wedding_id = ${scope.weddingId} and id = ${senderId}`);
    return {
      result: { calledOff },
      audit: [{ action: "disconnect", entity: "sender", entityId: senderId, payload: { calledOff } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: runs.map((key) => ({ kind: "run" as const, key })),
    };
  },
});

/** What would go out by it: invites that have not ended, and reminders that are agreed to. */
async function listUsers(tx: Transaction, { weddingId }: Scope, senderId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select name from (
      select name, created_at from send_runs where wedding_id = ${weddingId} and sender_id = ${senderId}
        and state not in ('done', 'stopped') and purpose not in ('answer', 'test')
      union all
      select name, created_at from reminder_plans where wedding_id = ${weddingId} and sender_id = ${senderId} and state in ('draft', 'active')
    ) using_it order by created_at desc limit 20`);
  return rows.map((row) => row.name);
}
