import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { findGuests } from "@/lib/guests/loaders";
import { privateJson, route } from "@/lib/platform/http";

/** At most twenty guests by name or number; with `of=families` their families. For choosing one in a dialog. */
export const GET = route<{ wedding: string }>("people", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "guests.read");
  const params = new URL(request.url).searchParams;
  const of = params.get("of") === "families" ? "families" : "people";
  return privateJson(request, { hits: await findGuests(scope, params.get("q") ?? "", of) });
});
