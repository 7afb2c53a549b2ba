import { sql } from "drizzle-orm";
import { z } from "zod";
import { templates } from "@/db/schema/senders";
import { refuse } from "@/lib/kernel/result";
import { variablesOf } from "@/lib/kernel/template-text";
import { fillsSchema } from "@/lib/messaging/inputs";
import { requireConnected } from "@/lib/messaging/queries/dispatch";
import { problemOfDraft } from "@/lib/messaging/rules/draft";
import { submitTemplate as submitTopic } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";

/** Our own words of a template's state, until the provider has its own. */
export const SUBMITTING = "SUBMITTING";

/** Writes a text down and hands it to the provider to be approved; a job does the asking. */
export const submitTemplate = defineCommand({
  name: "messaging.submit-template",
  permission: "runs.approve",
  input: z.object({
    id: z.uuid(),
    senderId: z.uuid(),
    name: z.string().trim().min(1, "Give the message a name.").max(60),
    language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "Choose a language."),
    category: z.enum(["MARKETING", "UTILITY"]),
    body: z.string().max(2_000),
    fills: fillsSchema,
    footer: z.string().trim().max(100).nullable(),
    buttons: z.array(z.string().trim().max(40)).max(10),
    linkButton: z.string().trim().max(40).nullable(),
    /** Pictures need a sample that only the provider's own manager takes: such messages are made there. */
    header: z.enum(["LOCATION"]).nullable(),
  }),
  irreversible: "What was submitted is the provider's to decide; it can be deleted in its own manager.",
  async run({ tx, scope }, input) {
    const wrong = problemOfDraft(input);
    if (wrong) return refuse("not_acceptable", wrong);
    const sender = await requireConnected(tx, scope, input.senderId);
    if (sender.provider === "wa_link")
      return refuse("not_needed", "A relative's own phone needs nobody's approval: write its text instead.");
    try {
      await tx.insert(templates).values({
        id: input.id,
        weddingId: scope.weddingId,
        senderId: input.senderId,
        providerId: "",
        name: input.name,
        language: input.language,
        category: input.category,
        status: SUBMITTING,
        body: input.body,
        parameters: variablesOf(input.body),
        fills: input.fills,
        header: input.header ? { format: input.header } : null,
        footer: input.footer,
        buttons: input.buttons,
        urlButton: input.linkButton
          ? {
              index: input.buttons.length,
              text: input.linkButton,
              url: `${env().APP_URL.replace(/\/$/, "")}/g/{{1}}`,
              variable: true,
            }
          : null,
      });
    } catch (error) {
      if (violatedConstraint(error) === "templates_name")
        return refuse("name_taken", "There is a message of this name in this language. Choose another name.");
      throw error;
    }
    return {
      result: { id: input.id },
      audit: [{ action: "submit", entity: "template", entityId: input.id, payload: input }],
      topics: [enqueue(submitTopic, { weddingId: scope.weddingId, templateId: input.id })],
    };
  },
});

/** What the provider said to a submission: its id and state, or why it refused. */
export const keepSubmission = defineCommand({
  name: "messaging.keep-submission",
  permission: "jobs.run",
  input: z.object({
    templateId: z.uuid(),
    answer: z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("taken"),
        providerId: z.string(),
        status: z.string(),
        category: z.string(),
      }),
      z.object({ kind: z.literal("refused"), reason: z.string().max(1_000) }),
    ]),
  }),
  irreversible: "What a provider answered is a fact.",
  async run({ tx, scope }, { templateId, answer }) {
    const taken = answer.kind === "taken" ? answer : null;
    await tx.execute(sql`
      update templates set provider_id = coalesce(${taken?.providerId ?? null}, provider_id), status = ${taken?.status ?? "REFUSED"},
        category = coalesce(${taken?.category ?? null}, category), rejected_reason = ${answer.kind === "refused" ? answer.reason : null}, synced_at = now()
      where wedding_id = ${scope.weddingId} and id = ${templateId} and status = ${SUBMITTING}`);
    return {
      result: null,
      audit: [{ action: answer.kind, entity: "template", entityId: templateId, payload: answer }],
      topics: [],
    };
  },
});
