import { and, eq, sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import { loadSendingRules } from "@/lib/compliance/queries";
import { refuse } from "@/lib/kernel/result";
import { approveRunInput } from "@/lib/messaging/inputs";
import { requireRun } from "@/lib/messaging/queries/runs";
import { nextRunState } from "@/lib/messaging/rules/runs";
import { defineCommand } from "@/lib/platform/command";

const TYPE_THE_NUMBER_ABOVE = 100;

export const CATEGORY_CHANGED =
  "WhatsApp has put this message into another category than the one you rehearsed, which changes what it costs and whom it reaches. Stop this invite and prepare it again.";

/** Set where a template got other words: `storeTemplates`. */
export const REWORDED = "template:TEXT";
export const TEXT_CHANGED =
  "The text of this message was changed at WhatsApp since it was approved here. Stop this invite and prepare it again, so that you see what goes out.";

/** A human says yes to exactly this hash. Above 100 households the number must be typed. */
export const approveRun = defineCommand({
  name: "messaging.approve-run",
  permission: "runs.approve",
  input: approveRunInput,
  inverse: "messaging.stop-run",
  async run({ tx, scope, now }, { runId, hash, typedCount }) {
    const run = await requireRun(tx, scope, runId, true);
    const step = nextRunState(run.state, "approve");
    if (!step.ok) return step;
    if (hash !== run.frozenHash)
      return refuse("wrong_hash", "This is not the version that was rehearsed. Please look at it again.");
    if (run.preparedBy === actorLabel(scope.actor) && (await loadSendingRules(tx, scope)).secondApprover)
      return refuse(
        "second_person_needed",
        "You rehearsed this invite yourself. In this wedding another of the owner and admins looks at it and says yes.",
      );
    if (run.stateReason === REWORDED) return refuse("text_changed", TEXT_CHANGED);
    if (run.category !== run.templateCategory) return refuse("category_changed", CATEGORY_CHANGED);
    if (run.recipients! > TYPE_THE_NUMBER_ABOVE && typedCount !== run.recipients) {
      return refuse("number_differs", `Please type the number of families this goes to: ${run.recipients}.`);
    }
    await tx
      .update(sendRuns)
      .set({
        state: step.to,
        approvedBy: actorLabel(scope.actor),
        approvedAt: now,
        version: sql`version + 1`,
      })
      .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
    return {
      result: null,
      audit: [{ action: "approve", entity: "send_run", entityId: runId, payload: { hash } }],
      topics: [],
    };
  },
});
