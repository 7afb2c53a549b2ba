import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { listExports } from "@/lib/exports/queries";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

export const GET = route<{ wedding: string }>("exports", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "exports.create");
  return privateJson(request, { files: await readTenant(scope, (tx) => listExports(tx, scope)) });
});
