import { noteOpen } from "@/lib/cards/commands/note-open";
import { openCard, overLimit } from "@/lib/cards/loaders";
import { isRobot } from "@/lib/cards/rules/crawlers";
import { deviceCookie, deviceOf } from "@/lib/cards/rules/device";
import { env } from "@/lib/platform/env";
import { readBytes, route } from "@/lib/platform/http";
import { currentUser } from "@/lib/platform/session";
import { hashToken, newToken } from "@/lib/platform/tokens";

/** The card's own small script says that a person has it before them. Robots, and the host, count for nothing. */
export const POST = route<{ slug: string }>(
  "card.opened",
  async (request, { slug }, { correlationId }) => {
    const nothing = (headers = {}) =>
      new Response(null, { status: 204, headers: { "cache-control": "no-store", ...headers } });
    const token = (await readBytes(request, 256)).toString("utf8");
    if (isRobot(request.headers) || (await overLimit("open", request.headers, null))) return nothing();
    const opened = await openCard(slug, token || null);
    if (!opened || opened.face.state === "deleted") return nothing();
    if ((await currentUser())?.id === opened.scope.ownerId) return nothing();
    const device = deviceOf(request.headers.get("cookie")) ?? newToken();
    await noteOpen(
      { scope: opened.scope, correlationId },
      { cardId: opened.face.id, deviceHash: hashToken(device) },
    );
    return nothing({ "set-cookie": deviceCookie(slug, device, env().APP_URL.startsWith("https:")) });
  },
  { keyed: true },
);
