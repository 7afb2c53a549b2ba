import { openCard } from "@/lib/cards/loaders";
import { route } from "@/lib/platform/http";
import { cardPage, noCard } from "./card-page";

/** An invite card, the same for everybody who may open it. Reading it changes nothing and counts for nothing. */
export const GET = route<{ slug: string }>(
  "card.page",
  async (request, { slug }) => {
    const opened = await openCard(slug, new URL(request.url).searchParams.get("k"));
    return opened ? cardPage(request, { face: opened.face }) : noCard(request);
  },
  { keyed: true },
);
