import { loadEntry } from "@/lib/access/loaders";
import { listTeam } from "@/lib/access/queries";
import { listEvents } from "@/lib/events/queries";
import { formatPhone } from "@/lib/kernel/phone";
import { CALL_VIEWS, listCalls } from "@/lib/messaging/queries/calls";
import { sentNote, silentDays } from "@/lib/messaging/rules/sent-notes";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

/** The calls that reach whom no message reaches. */
export async function loadCalls(weddingId: string, params: { view?: string; who?: string }) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("guests.edit")) return { may: false as const };
  const view = CALL_VIEWS.find((one) => one === params.view) ?? "open";
  const { found, zone, team, events } = await readTenant(scope, async (tx) => ({
    found: await listCalls(tx, scope, view, params.who),
    zone: (await requireWedding(tx, scope)).zone,
    events: await listEvents(tx, scope),
    team: (await listTeam(tx, scope)).flatMap((one) => (one.name ? [one.name] : [])),
  }));
  return {
    may: true as const,
    view,
    who: params.who,
    zone,
    counts: found.counts,
    askAgain: found.askAgain,
    callers: [...new Set([...found.callers, ...team])].sort(),
    mayInvite: scope.permissions.has("runs.prepare"),
    mayRecord: scope.permissions.has("answers.record"),
    events: events.map(({ id, name }) => ({ id, name })),
    calls: found.calls.map(({ sent, ...one }) => ({
      ...one,
      sentNote: sentNote(sent, zone),
      silentDays: silentDays(sent, new Date()),
      phone: one.phone ? { href: `tel:${one.phone}`, shown: formatPhone(one.phone) } : null,
    })),
  };
}

export type CallsView = Extract<Awaited<ReturnType<typeof loadCalls>>, { may: true }>;
