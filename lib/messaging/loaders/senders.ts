import { loadEntry } from "@/lib/access/loaders";
import { formatPhone } from "@/lib/kernel/phone";
import { listTemplates } from "@/lib/messaging/queries/runs";
import { listSenderFacts } from "@/lib/messaging/queries/senders";
import { exampleOf } from "@/lib/messaging/rules/draft";
import { fillsOf } from "@/lib/messaging/rules/parameters";
import { renderTemplate } from "@/lib/messaging/rules/render";
import { adviceOf } from "@/lib/messaging/rules/sender-advice";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

/** Numbers and messages: how each number does, what may be sent from it, and what to do where something is wrong. */
export async function loadSendersPage(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.prepare")) return { may: false as const };
  return readTenant(scope, async (tx) => {
    const templates = await listTemplates(tx, scope);
    const { hosts, zone } = await requireWedding(tx, scope);
    return {
      may: true as const,
      mayConnect: scope.permissions.has("wedding.edit"),
      maySubmit: scope.permissions.has("runs.approve"),
      mayResume: scope.permissions.has("doubts.settle"),
      zone,
      hosts,
      senders: (await listSenderFacts(tx, scope)).map((sender) => ({
        ...sender,
        displayNumber: formatPhone(sender.displayNumber),
        advice: adviceOf({ ...sender, reason: sender.stateReason }),
        templates: templates
          .filter((one) => one.senderId === sender.id)
          .map(({ syncedAt, senderId, ...one }) => {
            const fills = fillsOf(one.parameters, one.fills);
            return {
              ...one,
              fills,
              sample: renderTemplate(
                one.body,
                fills.map((fill, place) =>
                  fill === null
                    ? `{{${one.parameters[place]}}}`
                    : fill.kind === "hosts"
                      ? hosts
                      : fill.kind === "link"
                        ? null
                        : exampleOf(fill),
                ),
              ),
            };
          }),
      })),
    };
  });
}

type Page = Extract<Awaited<ReturnType<typeof loadSendersPage>>, { may: true }>;
export type SenderView = Page["senders"][number];
export type TemplateView = SenderView["templates"][number];
