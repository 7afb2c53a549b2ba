import type { Said } from "@/components/cards/card-answer";
import { openCard } from "@/lib/cards/loaders";
import { deviceOf } from "@/lib/cards/rules/device";
import { route } from "@/lib/platform/http";
import { cardPage, noCard } from "../card-page";

const SAID: readonly Said[] = ["thanks", "choose", "needName", "full", "slow"];

/** The card with what this device has answered, which no cache may keep. */
export const GET = route<{ slug: string }>(
  "card.mine",
  async (request, { slug }) => {
    const query = new URL(request.url).searchParams;
    const opened = await openCard(slug, query.get("k"), deviceOf(request.headers.get("cookie")));
    if (!opened) return noCard(request);
    const said = SAID.find((one) => one === query.get("said")) ?? null;
    return cardPage(
      request,
      { face: opened.face, own: opened.own },
      { said: said === "thanks" && !opened.own ? null : said },
    );
  },
  { keyed: true },
);
