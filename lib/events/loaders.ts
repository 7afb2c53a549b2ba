import { notFound } from "next/navigation";
import { cache } from "react";
import { loadEntry } from "@/lib/access/loaders";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { listEvents } from "./queries";

/** The functions in order; whether the reader may change them; the wedding's zone for a new one. */
export const loadFunctions = cache(async (weddingId: string) => {
  const { scope } = await loadEntry(weddingId);
  const [wedding, events] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await listEvents(tx, scope),
  ]);
  return { zone: wedding.zone, events, mayEdit: scope.permissions.has("events.edit") };
});

export type FunctionRow = Awaited<ReturnType<typeof loadFunctions>>["events"][number];

/** For the form of a new function. */
export async function loadNewFunction(weddingId: string) {
  const found = await loadFunctions(weddingId);
  if (!found.mayEdit) notFound();
  return found;
}

/** For the form of one function; a role that may not change functions finds nothing. */
export async function loadFunction(weddingId: string, eventId: string) {
  const { events, mayEdit } = await loadFunctions(weddingId);
  const event = isUuid(eventId) ? events.find((one) => one.id === eventId) : undefined;
  if (!event || !mayEdit) notFound();
  return event;
}
