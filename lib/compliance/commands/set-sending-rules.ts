import { sendingRules } from "@/db/schema/compliance";
import { setSendingRulesInput } from "@/lib/compliance/inputs";
import { loadSendingRules } from "@/lib/compliance/queries";
import { defineCommand } from "@/lib/platform/command";

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
      topics: [],
    };
  },
});
