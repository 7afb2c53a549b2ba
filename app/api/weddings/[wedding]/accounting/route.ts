import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { countGuests } from "@/lib/guests/queries";
import { privateJson, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { accountFor } from "@/lib/reports/queries";
import { countByChannel } from "@/lib/rsvp/queries/channels";

/** Received = applied + ignored + quarantined, per kind of event; how many people and households there are, and by which channel they answered. */
export const GET = route<{ wedding: string }>("accounting", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "answers.read");
  const body = await readTenant(scope, async (tx) => ({
    message: await accountFor(tx, scope, "message"),
    status: await accountFor(tx, scope, "status"),
    account: await accountFor(tx, scope, "account"),
    ...(await countGuests(tx, scope)),
    channels: await countByChannel(tx, scope),
  }));
  return privateJson(request, body);
});
