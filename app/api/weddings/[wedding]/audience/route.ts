import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { countAudience, listAudienceUnits } from "@/lib/audience/queries";
import { audienceFromAddress } from "@/lib/audience/rules/address";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

/** How many families an audience names, before anything is done to them; with `ids=1` also which. */
export const GET = route<{ wedding: string }>("audience", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "guests.read");
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const audience = audienceFromAddress(params);
  const body = await readTenant(scope, async (tx) => ({
    households: await countAudience(tx, scope, audience),
    ...(params.ids === "1" ? { units: await listAudienceUnits(tx, scope, audience) } : {}),
  }));
  return privateJson(request, body);
});
