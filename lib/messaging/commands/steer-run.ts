import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { runIdInput } from "@/lib/messaging/inputs";
import { waitsForCancelled } from "@/lib/messaging/queries/called-off";
import { type Run, requireRun } from "@/lib/messaging/queries/runs";
import { nextRunState, type RunStep } from "@/lib/messaging/rules/runs";
import { restrictionOn } from "@/lib/messaging/rules/sender-health";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { CATEGORY_CHANGED, REWORDED, TEXT_CHANGED } from "./approve-run";
import { noteTold } from "./tell-change";

const FUNCTION_CANCELLED =
  "A function in these messages was cancelled. Stop this invite and prepare it anew: then it speaks of what takes place.";

const UTILITY_RESTRICTED =
  "WhatsApp lets this number send no service messages for now. Prepare the invite with a message that counts as marketing, or from another number.";

interface Steer {
  step: Extract<RunStep, "start" | "pause" | "resume" | "stop">;
  permission: "runs.send" | "runs.prepare";
  reversal: { inverse: string } | { irreversible: string };
}

/** Why nothing of a run may leave now, or null. */
async function mayNotSend(tx: Transaction, scope: Scope, run: Run, now: Date): Promise<Refusal | null> {
  if (!run.templateApproved)
    return refuse(
      "template_not_approved",
      "WhatsApp has not approved this message at the moment. Look at it in WhatsApp Manager; nothing can be sent until it is approved again.",
    );
  if (
    run.templateCategory === "UTILITY" &&
    restrictionOn(run.senderRestrictions, "RESTRICTED_UTILITY_TEMPLATES", now)
  )
    return refuse("utility_restricted", UTILITY_RESTRICTED);
  if (run.stateReason === REWORDED) return refuse("text_changed", TEXT_CHANGED);
  if (run.category !== run.templateCategory) return refuse("category_changed", CATEGORY_CHANGED);
  return (await waitsForCancelled(tx, scope, run.id))
    ? refuse("function_cancelled", FUNCTION_CANCELLED)
    : null;
}

/** Start, pause, resume and stop differ in one row's state; dispatch reads that row at every claim, so it acts at once. */
const steer = ({ step, permission, reversal }: Steer) =>
  defineCommand({
    name: `messaging.${step}-run`,
    permission,
    input: runIdInput,
    ...reversal,
    timeoutMs: 60_000,
    async run({ tx, scope, now }, { runId }) {
      const run = await requireRun(tx, scope, runId, true);
      const next = nextRunState(run.state, step);
      if (!next.ok) return next;
      const sends = step === "start" || step === "resume";
      const no = sends ? await mayNotSend(tx, scope, run, now) : null;
      if (no) return no;
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
      // What waited was to be looked at again later; now a human says so. A retry keeps its time.
      if (step === "resume")
        await tx.execute(sql`
          update messages set next_at = now() where wedding_id = ${scope.weddingId} and run_id = ${runId} and state = 'queued' and next_at > now()
            and (attempts = 0 or ${/^(template|function):/.test(run.stateReason ?? "")})`);
      let cancelled = 0;
      if (step === "stop") {
        const { rows } = await tx.execute<{ state: string }>(
          callOff(sql`m.wedding_id = ${scope.weddingId} and m.run_id = ${runId}`),
        );
        cancelled = rows.filter((row) => row.state === "cancelled").length;
      }
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

/**
 * What still waits is called off; but what a human wanted sent again, of which nobody knows whether it went out before,
 * is a doubt as it was. Returns the states they have now.
 */
export const callOff = (which: SQL): SQL => sql`
  update messages m set (state, reason) = (
    select case when count(*) > 0 then 'in_doubt' else 'cancelled' end, case when count(*) > 0 then 'NO_ANSWER' else m.reason end
    from message_attempts a where a.wedding_id = m.wedding_id and a.message_id = m.id and a.state <> 'failed')
  where ${which} and m.state = 'queued' returning m.state`;

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
