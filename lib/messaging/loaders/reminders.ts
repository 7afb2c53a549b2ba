import { loadEntry } from "@/lib/access/loaders";
import { listEvents } from "@/lib/events/queries";
import { listTags } from "@/lib/guests/queries";
import { formatPhone } from "@/lib/kernel/phone";
import { listReminderPlans } from "@/lib/messaging/queries/reminders";
import { listRuns, listSenders, listTemplates } from "@/lib/messaging/queries/runs";
import { audienceWords } from "@/lib/messaging/rules/audience-words";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

/** The plans of reminders, and what a new one can be made of. */
export async function loadReminders(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.prepare")) return { may: false as const };
  return readTenant(scope, async (tx) => {
    const events = await listEvents(tx, scope);
    const { zone, hosts } = await requireWedding(tx, scope);
    const usable = (await listTemplates(tx, scope)).filter(
      (one) => one.category !== "PERSONAL" && (one.header === null || one.header.format === "TEXT"),
    );
    return {
      may: true as const,
      mayPlan: scope.permissions.has("runs.approve"),
      zone: events[0]?.zone ?? zone,
      hosts,
      plans: (await listReminderPlans(tx, scope)).map(({ audience, ...plan }) => ({
        ...plan,
        audience: audienceWords(audience, events),
      })),
      events: events.map(({ id, name, invited, rsvpDeadline }) => ({
        id,
        name,
        invited,
        deadline: rsvpDeadline?.toISOString() ?? null,
      })),
      tags: await listTags(tx, scope),
      runs: (await listRuns(tx, scope)).slice(0, 50).map(({ id, name }) => ({ id, name })),
      senders: (await listSenders(tx, scope))
        .filter((one) => one.provider !== "wa_link")
        .map(({ id, displayNumber, label }) => ({ id, name: label ?? formatPhone(displayNumber) })),
      templates: usable.map(({ syncedAt, ...one }) => one),
    };
  });
}

export type RemindersView = Extract<Awaited<ReturnType<typeof loadReminders>>, { may: true }>;
