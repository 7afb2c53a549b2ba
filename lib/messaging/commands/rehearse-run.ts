import { and, eq, sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import { runIdInput } from "@/lib/messaging/inputs";
import { rehearse } from "@/lib/messaging/queries/rehearsal";
import { requireRun } from "@/lib/messaging/queries/runs";
import { unfilled } from "@/lib/messaging/rules/asks-more";
import { nextRunState } from "@/lib/messaging/rules/runs";
import { defineCommand } from "@/lib/platform/command";

/** Computes what would be sent and keeps its hash; freezing is allowed only while it still holds. */
export const rehearseRun = defineCommand({
  name: "messaging.rehearse-run",
  permission: "runs.prepare",
  input: runIdInput,
  irreversible: "A rehearsal sends nothing and can be repeated.",
  timeoutMs: 120_000,
  async run({ tx, scope, now }, { runId }) {
    const run = await requireRun(tx, scope, runId, true);
    const step = nextRunState(run.state, "rehearse");
    if (!step.ok) return step;
    const open = unfilled(run);
    if (open) return open;
    const found = await rehearse(tx, scope, run);
    const blocked = Object.values(found.blocked).reduce((sum, n) => sum + n, 0);
    await tx
      .update(sendRuns)
      .set({
        state: step.to,
        rehearsalHash: found.hash,
        category: run.templateCategory,
        preparedBy: actorLabel(scope.actor),
        recipients: found.recipients,
        blocked,
        rehearsedAt: now,
        version: sql`version + 1`,
      })
      .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
    return {
      result: found,
      audit: [{ action: "rehearse", entity: "send_run", entityId: runId, payload: found }],
      topics: [],
    };
  },
});
