import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { settleDoubtInput } from "@/lib/messaging/inputs";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { GOES_ON } from "./finish-runs";

/** Waits for whoever disconnects it now: either finds what the other did. */
async function isDisconnected(tx: Transaction, { weddingId }: Scope, senderId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ gone: boolean }>(sql`
    select disconnected_at is not null as gone from senders where wedding_id = ${weddingId} and id = ${senderId} for share`);
  return rows[0]!.gone;
}

/** A human decides about a message nobody knows the fate of: send it once more, or leave it. */
export const settleDoubt = defineCommand({
  name: "messaging.settle-doubt",
  permission: "doubts.settle",
  input: settleDoubtInput,
  irreversible: "A message that was sent again cannot be called back.",
  async run({ tx, scope }, { messageId, decision }) {
    const { rows } = await tx.execute<{ sender_id: string; run_id: string | null; unit_id: string }>(sql`
      update messages set state = ${decision === "send_again" ? "queued" : "failed"}, reason = ${decision === "send_again" ? null : "LEFT_IN_DOUBT"}, next_at = now()
      where wedding_id = ${scope.weddingId} and id = ${messageId} and state = 'in_doubt'
      returning sender_id, run_id, unit_id`);
    const row = rows[0];
    if (!row)
      return refuse(
        "not_in_doubt",
        "This message is not in doubt any more: a receipt has settled it, or someone decided already.",
      );
    if (decision === "send_again" && (await isDisconnected(tx, scope, row.sender_id)))
      return refuse(
        "disconnected",
        "The number it went out from is not connected any more. Leave it, and write to them from another number.",
      );
    // A run that was over has something to send again.
    if (decision === "send_again" && row.run_id) {
      const { rows: runs } = await tx.execute<{ state: string }>(sql`
        update send_runs set ${GOES_ON}
        where wedding_id = ${scope.weddingId} and id = ${row.run_id} returning state`);
      if (runs[0]?.state === "stopped")
        return refuse(
          "run_stopped",
          "This invite was stopped. Prepare another one for those who were not reached.",
        );
    }
    return {
      result: null,
      audit: [{ action: decision, entity: "message", entityId: messageId }],
      topics: [
        enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: row.sender_id }),
        enqueue(refreshProjections, { weddingId: scope.weddingId }),
      ],
      dirty: [
        { kind: "unit", key: row.unit_id },
        ...(row.run_id ? [{ kind: "run" as const, key: row.run_id }] : []),
      ],
    };
  },
});
