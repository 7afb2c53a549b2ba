import { and, eq } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { templates } from "@/db/schema/senders";
import { refuse } from "@/lib/kernel/result";
import { createRunInput } from "@/lib/messaging/inputs";
import { fillsForRun, fillsOf } from "@/lib/messaging/rules/parameters";
import { defineCommand } from "@/lib/platform/command";

/** A run in draft: which template, to whom, in which wave. Nothing leaves until it was rehearsed, frozen and approved. */
export const createRun = defineCommand({
  name: "messaging.create-run",
  permission: "runs.prepare",
  input: createRunInput,
  inverse: "messaging.stop-run",
  async run({ tx, scope }, input) {
    const [template] = await tx
      .select({ parameters: templates.parameters, fills: templates.fills })
      .from(templates)
      .where(
        and(
          eq(templates.weddingId, scope.weddingId),
          eq(templates.id, input.templateId),
          eq(templates.senderId, input.senderId),
        ),
      );
    if (!template)
      return refuse("unknown_template", "This message text does not belong to the chosen sender.");
    const fills = fillsOf(template.parameters, template.fills);
    const open = fillsForRun(fills, false).indexOf(null);
    if (open >= 0 && fills[open])
      return refuse(
        "tells_a_change",
        `{{${template.parameters[open]}}} in this message tells what changed about a function. It is prepared from that function’s page.`,
      );
    if (open >= 0)
      return refuse(
        "unfilled_template",
        `Say first what {{${template.parameters[open]}}} in this message stands for, on the page of messages.`,
      );
    await tx.insert(sendRuns).values({ ...input, weddingId: scope.weddingId, purpose: "invitation" });
    return {
      result: { id: input.id },
      audit: [{ action: "create", entity: "send_run", entityId: input.id, payload: input }],
      topics: [],
    };
  },
});
