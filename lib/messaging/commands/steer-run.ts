import { and, eq, sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { refuse } from "@/lib/kernel/result";
import { runIdInput } from "@/lib/messaging/inputs";
import { waitsForCancelled } from "@/lib/messaging/queries/called-off";
import { requireRun } from "@/lib/messaging/queries/runs";
import { nextRunState, type RunStep } from "@/lib/messaging/rules/runs";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { CATEGORY_CHANGED } from "./approve-run";
import { noteTold } from "./tell-change";

const FUNCTION_CANCELLED =
  "A function in these messages was cancelled. Stop this invite and prepare it anew: then it speaks of what takes place.";

interface Steer {
  step: Extract<RunStep, "start" | "pause" | "resume" | "stop">;
  permission: "runs.send" | "runs.prepare";
  reversal: { inverse: string } | { irreversible: string };
}

/** Start, pause, resume and stop differ in one row's state; dispatch reads that row at every claim, so it acts at once. */
const steer = ({ step, permission, reversal }: Steer) =>
  defineCommand({
    name: `messaging.${step}-run`,
    permission,
    input: runIdInput,
    ...reversal,
    timeoutMs: 60_000,
    async run({ tx, scope }, { runId }) {
      const run = await requireRun(tx, scope, runId, true);
      const next = nextRunState(run.state, step);
      if (!next.ok) return next;
      if ((step === "start" || step === "resume") && !run.templateApproved) {
        return refuse(
          "template_not_approved",
          "WhatsApp has not approved this message at the moment. Look at it in WhatsApp Manager; nothing can be sent until it is approved again.",
        );
      }
      if ((step === "start" || step === "resume") && run.category !== run.templateCategory)
        return refuse("category_changed", CATEGORY_CHANGED);
      if ((step === "start" || step === "resume") && (await waitsForCancelled(tx, scope, runId)))
        return refuse("function_cancelled", FUNCTION_CANCELLED);
      const outdated = step === "start" ? await noteTold(tx, scope, run) : null;
      if (outdated) return outdated;
      await tx
        .update(sendRuns)
        .set({
          state: next.to,
          stateReason: null,
          version: sql`version + 1`,
          ...(step === "start" ? { startedAt: sql`now()` } : {}),
          ...(step === "stop" ? { finishedAt: sql`now()` } : {}),
        })
        .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
      // What was wrong with all of it was to be looked at again in an hour; now a human has.
      if (step === "resume" && /^(template|function):/.test(run.stateReason ?? ""))
        await tx.execute(sql`
          update messages set next_at = now() where wedding_id = ${scope.weddingId} and run_id = ${runId} and state = 'queued' and next_at > now()`);
      let cancelled = 0;
      if (step === "stop") {
        const { rowCount } = await tx.execute(sql`
          update messages set state = 'cancelled' where wedding_id = ${scope.weddingId} and run_id = ${runId} and state = 'queued'`);
        cancelled = rowCount ?? 0;
      }
      const sends = step === "start" || step === "resume";
      return {
        result: { state: next.to, cancelled },
        audit: [
          {
            action: step,
            entity: "send_run",
            entityId: runId,
            count: Math.max(1, cancelled),
            payload: { cancelled },
          },
        ],
        topics: [
          ...(sends
            ? [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: run.senderId })]
            : []),
          enqueue(refreshProjections, { weddingId: scope.weddingId }),
        ],
        dirty: [{ kind: "run", key: runId }],
      };
    },
  });

export const startRun = steer({
  step: "start",
  permission: "runs.send",
  reversal: { inverse: "messaging.pause-run" },
});
export const pauseRun = steer({
  step: "pause",
  permission: "runs.prepare",
  reversal: { inverse: "messaging.resume-run" },
});
export const resumeRun = steer({
  step: "resume",
  permission: "runs.send",
  reversal: { inverse: "messaging.pause-run" },
});
export const stopRun = steer({
  step: "stop",
  permission: "runs.prepare",
  reversal: { irreversible: "What was not sent stays unsent; a new run can be made for it." },
});
