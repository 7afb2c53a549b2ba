import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { keepSubmission } from "@/lib/messaging/commands/submit-template";
import { ProviderRefusal } from "@/lib/messaging/ports";
import { requireSender } from "@/lib/messaging/queries/dispatch";
import { findSubmission } from "@/lib/messaging/queries/templates";
import { exampleOf } from "@/lib/messaging/rules/draft";
import { type submitTemplate, syncTemplates } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/**
 * Hands one text to the provider. A retry after a lost answer is refused there by the name, which exists then; the list
 * of templates, asked for afterwards, says what became of it.
 */
export const handle: Handler<z.output<typeof submitTemplate.payload>> = async (
  { weddingId, templateId },
  { correlationId, attempt },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.submit-template" });
  const draft = await readTenant(scope, (tx) => findSubmission(tx, scope, templateId));
  if (!draft) return;
  const sender = await readTenant(scope, (tx) => requireSender(tx, scope, draft.senderId));
  const ctx = { scope, correlationId };
  try {
    const taken = await providerOf(sender.provider).submitTemplate(sender, {
      name: draft.name,
      language: draft.language,
      category: draft.category as "MARKETING" | "UTILITY",
      body: draft.body,
      example: (draft.fills ?? []).map(exampleOf),
      footer: draft.footer,
      buttons: draft.buttons,
      urlButton: draft.urlButton && {
        ...draft.urlButton,
        example: draft.urlButton.variable ? draft.urlButton.url.replace(/\{\{[^}]*\}\}/, "3pTq8Zk2") : null,
      },
      header: draft.header && { format: "LOCATION" },
    });
    await keepSubmission(ctx, { templateId, answer: { kind: "taken", ...taken } });
  } catch (error) {
    if (!(error instanceof ProviderRefusal)) throw error;
    // A refusal of a retry may only mean that the lost first try was taken: then the name is there.
    const taken = attempt > 0 && (await isThere(sender, draft));
    if (!taken) await keepSubmission(ctx, { templateId, answer: { kind: "refused", reason: error.message } });
  }
  await ringDoorbells([enqueue(syncTemplates, { weddingId, senderId: draft.senderId })], correlationId);
};

async function isThere(
  sender: Awaited<ReturnType<typeof requireSender>>,
  draft: { name: string; language: string },
): Promise<boolean> {
  const listed = await providerOf(sender.provider).listTemplates(sender);
  return listed.some((one) => one.name === draft.name && one.language === draft.language);
}
