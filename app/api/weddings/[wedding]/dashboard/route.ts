import { z } from "zod";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { listRecentAnswers, loadDashboardNumbers } from "@/lib/reports/queries";

const recentSchema = z.coerce.number().int().min(1).max(500).optional();

/** The live numbers, with an ETag over all that is shown. With `recent=200` as many of those who answered last. */
export const GET = route<{ wedding: string }>("dashboard", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "answers.read");
  const asked = recentSchema.safeParse(new URL(request.url).searchParams.get("recent") ?? undefined);
  if (!asked.success)
    throw new AppError("invalid_input", "“recent” is how many of the latest answers to list: 1 to 500.");
  const most = asked.data;
  const dashboard = await readTenant(scope, async (tx) => {
    const more = most ? { recent: await listRecentAnswers(tx, scope, most) } : {};
    return { ...(await loadDashboardNumbers(tx, scope)), ...more };
  });
  return privateJson(request, dashboard, sha256Hex(JSON.stringify(dashboard)).slice(0, 32));
});
