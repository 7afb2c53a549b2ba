import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { countOutcomes, requireBatch } from "@/lib/imports/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

/** How far a list is: state, rows read and added, outcomes. */
export const GET = route<{ wedding: string; batch: string }>(
  "imports.status",
  async (request, { wedding, batch }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "guests.import");
    if (!isUuid(batch)) throw new AppError("not_found", "There is no such list.");
    const status = await readTenant(scope, async (tx) => {
      const { objectKey, homeCountry, ...found } = await requireBatch(tx, scope, batch);
      return { ...found, outcomes: await countOutcomes(tx, scope, batch) };
    });
    return privateJson(request, status);
  },
);
