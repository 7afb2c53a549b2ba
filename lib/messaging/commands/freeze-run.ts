import { and, eq, sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { refuse } from "@/lib/kernel/result";
import { runIdInput } from "@/lib/messaging/inputs";
import { requireRun } from "@/lib/messaging/queries/runs";
import { unfilled } from "@/lib/messaging/rules/asks-more";
import { headerMissing } from "@/lib/messaging/rules/headers";
import { nextRunState } from "@/lib/messaging/rules/runs";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { writeMessages } from "./write-messages";

/** Freezes exactly what was rehearsed; refused where the rows would be others by now. */
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
    const open = unfilled(run);
    if (open) return open;
    const missing = headerMissing(run.templateHeader, run.header);
    if (missing) return refuse("header_missing", missing);
    if (run.category !== run.templateCategory)
      return refuse(
        "rehearsal_outdated",
        "WhatsApp has put this message into another category since the rehearsal. Please rehearse again and look at what that changes.",
      );
    const frozen = await writeMessages(tx, scope, run);
    if (!frozen || frozen.hash !== run.rehearsalHash) {
      return refuse(
        "rehearsal_outdated",
        "Something changed since the rehearsal: a guest, a function, or another run. Please rehearse again and look at it.",
      );
    }
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
