import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendingRules } from "@/db/schema/compliance";
import type { Scope } from "@/lib/access/types";
import { setSendingRulesInput } from "@/lib/compliance/inputs";
import { loadSendingRules } from "@/lib/compliance/queries";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/** When and how often this wedding writes to its guests; asked again before every single message. Its own inverse. */
export const setSendingRules = defineCommand({
  name: "compliance.set-rules",
  permission: "runs.approve",
  input: setSendingRulesInput,
  inverse: "compliance.set-rules",
  async run({ tx, scope }, { quiet, perDay, perWeek, secondApprover }) {
    const before = await loadSendingRules(tx, scope);
    const row = {
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      perDay,
      perWeek,
      secondApprover,
    };
    await tx
      .insert(sendingRules)
      .values({ weddingId: scope.weddingId, ...row })
      .onConflictDoUpdate({ target: sendingRules.weddingId, set: row });
    const senders = await askAgainNow(tx, scope);
    return {
      result: { undo: { command: "compliance.set-rules", input: before } },
      audit: [
        {
          action: "set",
          entity: "sending_rules",
          entityId: scope.weddingId,
          payload: { quiet, perDay, perWeek, secondApprover, before },
        },
      ],
      topics: senders.map((senderId) => enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId })),
    };
  },
});

/** What waits by the rules of before is asked about anew; the gate makes it wait again where it has to. Returns whose it is. */
async function askAgainNow(tx: Transaction, scope: Scope): Promise<string[]> {
  const { rows } = await tx.execute<{ sender_id: string }>(sql`
    with waiting as (
      update messages m set next_at = now() from send_runs r
      where m.wedding_id = ${scope.weddingId} and r.wedding_id = m.wedding_id and r.id = m.run_id and r.state = 'sending'
        and m.state = 'queued' and m.attempts = 0 and m.next_at > now() returning m.sender_id
    )
    select distinct sender_id from waiting`);
  return rows.map((row) => row.sender_id);
}
