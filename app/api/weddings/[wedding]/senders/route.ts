import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { listSenders, listTemplates } from "@/lib/messaging/queries/runs";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

export const GET = route<{ wedding: string }>("senders", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "runs.prepare");
  return privateJson(
    request,
    await readTenant(scope, async (tx) => ({
      senders: await listSenders(tx, scope),
      templates: await listTemplates(tx, scope),
    })),
  );
});
