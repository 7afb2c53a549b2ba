import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { listStops } from "./queries/stops";

/** Who of a family is not written to, and whether whoever looks may let them hear from us again. */
export async function loadStops(weddingId: string, unitId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(unitId)) notFound();
  return {
    stops: await readTenant(scope, (tx) => listStops(tx, scope, unitId)),
    mayLift: scope.permissions.has("stops.lift"),
  };
}
