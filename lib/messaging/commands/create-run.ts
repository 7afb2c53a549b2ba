import { sendRuns } from "@/db/schema/messaging";
import { createRunInput } from "@/lib/messaging/inputs";
import { templateProblem } from "@/lib/messaging/queries/template-problem";
import { defineCommand } from "@/lib/platform/command";

/** A run in draft: which template, to whom, in which wave. Nothing leaves until it was rehearsed, frozen and approved. */
export const createRun = defineCommand({
  name: "messaging.create-run",
  permission: "runs.prepare",
  input: createRunInput,
  inverse: "messaging.stop-run",
  async run({ tx, scope }, input) {
    const problem = await templateProblem(tx, scope, input);
    if (problem) return problem;
    await tx.insert(sendRuns).values({ ...input, weddingId: scope.weddingId, purpose: "invitation" });
    return {
      result: { id: input.id },
      audit: [{ action: "create", entity: "send_run", entityId: input.id, payload: input }],
      topics: [],
    };
  },
});
