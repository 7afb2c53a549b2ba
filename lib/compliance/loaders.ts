import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { listReached, listStops } from "./queries/stops";

/** Who of a family is not written to, and whether whoever looks may let them, and whom else with them, hear from us again. */
export async function loadStops(weddingId: string, unitId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(unitId)) notFound();
  const mayLift = scope.permissions.has("stops.lift");
  return readTenant(scope, async (tx) => {
    const stops = await listStops(tx, scope, unitId);
    const reached = mayLift && stops.length > 0 ? await listReached(tx, scope, { unitId }) : [];
    return { stops, reached, mayLift };
  });
}
