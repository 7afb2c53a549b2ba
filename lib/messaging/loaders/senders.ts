import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { formatPhone } from "@/lib/kernel/phone";
import { listTemplates } from "@/lib/messaging/queries/runs";
import { listDisconnected, listSenderFacts, listTroubles } from "@/lib/messaging/queries/senders";
import { announcedCategory } from "@/lib/messaging/rules/announced";
import { sampleOf } from "@/lib/messaging/rules/draft";
import { fillsOf } from "@/lib/messaging/rules/parameters";
import { adviceOf } from "@/lib/messaging/rules/sender-advice";
import { mayAnswer } from "@/lib/messaging/rules/sender-health";
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
      disconnected: scope.permissions.has("wedding.edit") ? await listDisconnected(tx, scope) : [],
      senders: (await listSenderFacts(tx, scope)).map((sender) => ({
        ...sender,
        displayNumber: formatPhone(sender.displayNumber),
        advice: adviceOf({ ...sender, reason: sender.stateReason }, new Date()),
        answers: mayAnswer(sender, new Date()),
        templates: templates
          .filter((one) => one.senderId === sender.id)
          .map(({ syncedAt, senderId, announced, ...one }) => ({
            ...one,
            nextCategory: announcedCategory({ category: one.category, announced }, new Date()),
            fills: fillsOf(one.parameters, one.fills),
            sample: sampleOf(one, hosts),
          })),
      })),
    };
  });
}

/** What is wrong with the wedding's numbers, with what to do, for whoever may act; nothing for others. */
export async function readTroubles(tx: Transaction, scope: Scope) {
  if (!scope.permissions.has("runs.prepare")) return [];
  return (await listTroubles(tx, scope)).flatMap((one) => {
    const advice = adviceOf(one, new Date());
    return advice
      ? [{ ...advice, senderId: one.senderId, name: one.label ?? formatPhone(one.displayNumber) }]
      : [];
  });
}

type Page = Extract<Awaited<ReturnType<typeof loadSendersPage>>, { may: true }>;
export type SenderView = Page["senders"][number];
export type TemplateView = SenderView["templates"][number];
