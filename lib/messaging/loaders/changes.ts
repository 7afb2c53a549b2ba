import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { changeTitle, changeWords } from "@/lib/events/rules/change-words";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { AWARE_KINDS, type AwareKind, readAwareness } from "@/lib/messaging/queries/awareness";
import { countLanguages, findChange, type ListedChange, listChanges } from "@/lib/messaging/queries/changes";
import { listSenders, listTemplates } from "@/lib/messaging/queries/runs";
import { hoursToWait } from "@/lib/messaging/rules/news-texts";
import { type Fill, fillsOf, tellsChange } from "@/lib/messaging/rules/parameters";
import { readTenant } from "@/lib/platform/transaction";
import { countToConfirm } from "@/lib/rsvp/queries/confirm-again";
import { requireWedding } from "@/lib/weddings/queries";

const rights = (scope: Scope) => ({
  tell: scope.permissions.has("runs.prepare"),
  dismiss: scope.permissions.has("events.edit"),
  handIn: scope.permissions.has("runs.approve"),
});

/** What changed about the functions and whom nobody has told; `eventId` narrows to one, with who has to confirm again. */
export async function loadChanges(weddingId: string, eventId?: string) {
  const { scope } = await loadEntry(weddingId);
  return readTenant(scope, async (tx) => ({
    changes: (await listChanges(tx, scope))
      .filter((one) => eventId === undefined || one.eventId === eventId)
      .map((one) => ({
        id: one.id,
        eventId: one.eventId,
        title: changeTitle(one),
        state: one.state,
        unaware: one.unaware,
        prepared: one.runs.length > 0,
      })),
    confirm: eventId && isUuid(eventId) ? await countToConfirm(tx, scope, eventId) : 0,
    may: rights(scope),
  }));
}

export const AWARE_PER_PAGE = 50;

/** One change: how to tell it, and who has seen it. */
export async function loadChange(
  weddingId: string,
  eventId: string,
  changeId: string,
  params: { who?: string; page?: string },
) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(changeId)) notFound();
  const which: AwareKind = AWARE_KINDS.find((one) => one === params.who) ?? "unseen";
  const page = Math.min(10_000, Math.max(1, Math.floor(Number(params.page)) || 1));
  return readTenant(scope, async (tx) => {
    const change = await findChange(tx, scope, changeId);
    if (change?.eventId !== eventId) notFound();
    const may = rights(scope);
    const latest = (await listChanges(tx, scope)).find((one) => one.eventId === eventId);
    const { families, counts } = await readAwareness(tx, scope, changeId, {
      which,
      limit: AWARE_PER_PAGE,
      offset: (page - 1) * AWARE_PER_PAGE,
    });
    return {
      change,
      title: changeTitle(change),
      /** Another change of the function came after it, or it began. */
      past: latest?.id !== changeId,
      which,
      page,
      families,
      counts,
      hours: hoursToWait(change.after.startsAt, new Date()),
      may,
      texts: may.tell ? await readTexts(tx, scope, change) : null,
    };
  });
}

export type ChangeView = Awaited<ReturnType<typeof loadChange>>;

/** What it can be told with: the numbers, their texts, those that can tell a change first, and in which languages. */
async function readTexts(tx: Transaction, scope: Scope, change: ListedChange) {
  const { hosts, zone } = await requireWedding(tx, scope);
  const wordsIn = (language: string) => ({
    ...changeWords(change, language, zone),
    function: change.event,
  });
  const templates = (await listTemplates(tx, scope)).map(({ syncedAt, ...template }) => {
    const fills = fillsOf(template.parameters, template.fills);
    const words = wordsIn(template.language);
    return {
      ...template,
      tells: tellsChange(fills),
      /** With the words of this change, as a family will read it; null where a place is not explained. */
      fills: fills.every((fill) => fill !== null)
        ? fills.map(
            (fill): Fill =>
              fill.kind in words ? { kind: "text", text: words[fill.kind as keyof typeof words] } : fill,
          )
        : null,
    };
  });
  return {
    hosts,
    words: { en: wordsIn("en"), hi: wordsIn("hi") },
    senders: (await listSenders(tx, scope)).map(({ id, displayNumber, label, provider }) => ({
      id,
      name: label ?? formatPhone(displayNumber),
      byHand: provider === "wa_link",
    })),
    templates: templates.sort((a, b) => Number(b.tells) - Number(a.tells)),
    languages: await countLanguages(tx, scope, change.id),
  };
}
