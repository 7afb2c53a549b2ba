import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { sha256Hex } from "@/lib/kernel/bytes";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";

/** The live numbers, with an ETag over all that is shown. */
export const GET = route<{ wedding: string }>("dashboard", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "answers.read");
  const dashboard = await readTenant(scope, (tx) => loadDashboardNumbers(tx, scope));
  return privateJson(request, dashboard, sha256Hex(JSON.stringify(dashboard)).slice(0, 32));
});
