import { enterWedding } from "@/lib/access/loaders";
import { findWayToThank } from "@/lib/gifts/loaders";
import { route } from "@/lib/platform/http";

/** How one family can be thanked now: `?family=<id>`. */
export const GET = route<{ wedding: string }>("gifts.thanks", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  const way = await findWayToThank(scope, new URL(request.url).searchParams.get("family") ?? "");
  return Response.json(way, { headers: { "cache-control": "private, no-store" } });
});
