import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { recipientCtes, recipientLine, recipientsHash } from "@/lib/messaging/queries/recipients";
import type { Run } from "@/lib/messaging/queries/runs";
import { refreshStatistics, roomToSort } from "@/lib/platform/statistics";
import { violatedConstraint } from "@/lib/platform/transaction";

export interface Written {
  hash: string;
  recipients: number;
  blocked: number;
}

/**
 * Turns a run's audience into message rows in one statement, the blocked ones too, with their reasons. Null where
 * another run took a household or a number in the same moment.
 */
export async function writeMessages(tx: Transaction, scope: Scope, run: Run): Promise<Written | null> {
  // Two families that become one while this is written would not be seen as one, and be written to twice.
  await standStill(tx, scope);
  // Every run of thanks is a wave of its own: of two at once the second sees whom the first thanks.
  if (run.purpose === "thanks")
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`thanks:${scope.weddingId}`}, 0))`);
  await roomToSort(tx);
  const written = await tx
    .execute<{ hash: string; recipients: number; blocked: number }>(sql`
      with ${recipientCtes(scope, run)}, added as (
        insert into messages (wedding_id, unit_id, side, sender_id, run_id, wave, kind, destination, shared_destination, country, content, state, reason, next_at)
        select ${scope.weddingId}, unit_id, side, ${run.senderId}, ${run.id}, ${run.wave}, 'template', destination, shared, country, content,
          case when reason is null then 'queued' else 'blocked' end, reason, now()
        from recipient order by unit_id
        returning unit_id, reason is null as goes, ${recipientLine} as line
      )
      select ${recipientsHash} as hash, count(*) filter (where goes)::int as recipients, count(*) filter (where not goes)::int as blocked from added`)
    .then(({ rows }) => rows[0]!)
    .catch((error: unknown) => {
      if (violatedConstraint(error)?.startsWith("messages_once")) return null;
      throw error;
    });
  if (written) await refreshStatistics(tx, written.recipients + written.blocked, ["messages"]);
  return written;
}

/** A run that one act of one person rehearses, approves and sends: a few families, chosen by hand. */
export async function sendWritten(
  tx: Transaction,
  scope: Scope,
  runId: string,
  { written, now }: { written: Written; now: Date },
): Promise<void> {
  await tx
    .update(sendRuns)
    .set({
      state: "sending",
      rehearsalHash: written.hash,
      frozenHash: written.hash,
      recipients: written.recipients,
      blocked: written.blocked,
      rehearsedAt: now,
      frozenAt: now,
      approvedBy: actorLabel(scope.actor),
      approvedAt: now,
      startedAt: now,
    })
    .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
}
