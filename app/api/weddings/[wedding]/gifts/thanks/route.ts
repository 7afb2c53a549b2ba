import { enterWedding } from "@/lib/access/loaders";
import { findWayToThank } from "@/lib/gifts/loaders";
import { route } from "@/lib/platform/http";

/** How somebody can be thanked now: `?family=<id>`, or `?gift=<id>` for who gave it and is on no list. */
export const GET = route<{ wedding: string }>("gifts.thanks", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  const query = new URL(request.url).searchParams;
  const giftId = query.get("gift");
  const way = await findWayToThank(scope, giftId ? { giftId } : { unitId: query.get("family") ?? "" });
  return Response.json(way, { headers: { "cache-control": "private, no-store" } });
});
