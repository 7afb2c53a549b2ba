import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { templates } from "@/db/schema/senders";
import { refuse } from "@/lib/kernel/result";
import { fillsSchema } from "@/lib/messaging/inputs";
import { isAgreedTo } from "@/lib/messaging/queries/reminders";
import { fillsOf } from "@/lib/messaging/rules/parameters";
import { defineCommand } from "@/lib/platform/command";

/** What each place of a message is filled with. Frozen messages keep what they have. Its own inverse. */
export const setFills = defineCommand({
  name: "messaging.set-fills",
  permission: "runs.prepare",
  input: z.object({ templateId: z.uuid(), fills: fillsSchema.nullable() }),
  inverse: "messaging.set-fills",
  async run({ tx, scope }, { templateId, fills }) {
    const which = and(eq(templates.weddingId, scope.weddingId), eq(templates.id, templateId));
    const [template] = await tx.select().from(templates).where(which).for("update");
    if (!template) return refuse("unknown_template", "There is no such message.");
    if (fills && fills.length !== template.parameters.length)
      return refuse("wrong_number", `This message has ${template.parameters.length} places to fill.`);
    const { rows: plans } = await tx.execute(
      sql`select 1 where ${isAgreedTo(sql`${scope.weddingId}`, sql`${templateId}`)}`,
    );
    const said = (chosen: typeof fills) => JSON.stringify(fillsOf(template.parameters, chosen));
    if (plans.length > 0 && said(fills) !== said(template.fills))
      return refuse(
        "in_use",
        "Reminders are planned with this message as it is. End them first; then change it and plan new ones.",
      );
    await tx.update(templates).set({ fills }).where(which);
    return {
      result: {
        undo: { command: "messaging.set-fills", input: { templateId, fills: template.fills } },
      },
      audit: [
        {
          action: "fill",
          entity: "template",
          entityId: templateId,
          payload: { fills, before: template.fills },
        },
      ],
      topics: [],
    };
  },
});
