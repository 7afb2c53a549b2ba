import { and, eq, sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { refuse } from "@/lib/kernel/result";
import { runIdInput } from "@/lib/messaging/inputs";
import { recipientCtes, recipientsHash } from "@/lib/messaging/queries/recipients";
import { requireRun } from "@/lib/messaging/queries/runs";
import { nextRunState } from "@/lib/messaging/rules/runs";
import { defineCommand } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * Turns the audience into message rows in one statement, the blocked ones too, with their reasons. Refused where the
 * rows are not exactly what was rehearsed.
 */
export const freezeRun = defineCommand({
  name: "messaging.freeze-run",
  permission: "runs.prepare",
  input: runIdInput,
  inverse: "messaging.stop-run",
  timeoutMs: 120_000,
  async run({ tx, scope, now }, { runId }) {
    const run = await requireRun(tx, scope, runId, true);
    const step = nextRunState(run.state, "freeze");
    if (!step.ok) return step;
    if (run.category !== run.templateCategory)
      return refuse(
        "rehearsal_outdated",
        "WhatsApp has put this message into another category since the rehearsal. Please rehearse again and look at what that changes.",
      );
    const frozen = await tx
      .execute<{ hash: string; recipients: number; blocked: number }>(sql`
        with ${recipientCtes(scope, run)}, added as (
          insert into messages (wedding_id, unit_id, side, sender_id, run_id, wave, kind, destination, shared_destination, country, content, state, reason, next_at)
          select ${scope.weddingId}, unit_id, side, ${run.senderId}, ${runId}, ${run.wave}, 'template', destination, shared, country, content,
            case when reason is null then 'queued' else 'blocked' end, reason, now()
          from recipient
          returning unit_id, destination, content, reason
        )
        select (select ${recipientsHash(sql`added`)}) as hash,
          (select count(*) from added where reason is null)::int as recipients, (select count(*) from added where reason is not null)::int as blocked`)
      .then(({ rows }) => rows[0]!)
      .catch((error: unknown) => {
        if (violatedConstraint(error)?.startsWith("messages_once")) return null;
        throw error;
      });
    if (!frozen || frozen.hash !== run.rehearsalHash) {
      return refuse(
        "rehearsal_outdated",
        "Something changed since the rehearsal: a guest, a function, or another run. Please rehearse again and look at it.",
      );
    }
    await refreshStatistics(tx, frozen.recipients + frozen.blocked, ["messages"]);
    await tx
      .update(sendRuns)
      .set({
        state: step.to,
        frozenHash: frozen.hash,
        recipients: frozen.recipients,
        blocked: frozen.blocked,
        frozenAt: now,
        version: sql`version + 1`,
      })
      .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
    return {
      result: frozen,
      audit: [
        {
          action: "freeze",
          entity: "send_run",
          entityId: runId,
          count: frozen.recipients + frozen.blocked,
          payload: frozen,
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "run", key: runId }],
    };
  },
});
