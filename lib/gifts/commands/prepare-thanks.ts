import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import { countAudience } from "@/lib/audience/queries";
import { prepareThanksInput } from "@/lib/gifts/inputs";
import { refuse } from "@/lib/kernel/result";
import { templateProblem } from "@/lib/messaging/queries/template-problem";
import { defineCommand } from "@/lib/platform/command";

/**
 * Prepares a run that thanks every family whose gift nobody has thanked them for, invited or not. In draft, like any run: it is rehearsed,
 * frozen, approved and sent as an invitation is, through the same gate.
 */
export const prepareThanks = defineCommand({
  name: "gifts.prepare-thanks",
  permission: "runs.prepare",
  input: prepareThanksInput,
  inverse: "messaging.stop-run",
  async run({ tx, scope }, { id, senderId, templateId, language }) {
    const problem = await templateProblem(tx, scope, { senderId, templateId });
    if (problem) return problem;
    const audience = { gift: "not_thanked" as const, ...(language ? { language } : {}) };
    if ((await countAudience(tx, scope, audience)) === 0)
      return refuse("nobody", "Every family that gave something is thanked already.");
    await tx.insert(sendRuns).values({
      id,
      weddingId: scope.weddingId,
      name: "Thank you for the gifts",
      purpose: "thanks",
      wave: `thanks:${id}`,
      senderId,
      templateId,
      audience,
      preparedBy: actorLabel(scope.actor),
    });
    return {
      result: { id },
      audit: [
        { action: "prepare", entity: "send_run", entityId: id, payload: { senderId, templateId, language } },
      ],
      topics: [],
    };
  },
});
