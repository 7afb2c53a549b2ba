import { Readable } from "node:stream";
import { objectStore } from "@/lib/adapters/object-store";
import { openCard } from "@/lib/cards/loaders";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";

/** The place's photo, for whoever may open the card, as long as it stands. */
export const GET = route<{ slug: string }>(
  "card.photo",
  async (request, { slug }) => {
    const opened = await openCard(slug, new URL(request.url).searchParams.get("k"));
    const key = opened && opened.face.state !== "deleted" ? opened.face.photoKey : null;
    if (!opened || !key) throw new AppError("not_found", "There is no such picture.");
    const { body, bytes } = await objectStore().get(key);
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "image/jpeg",
        "content-length": String(bytes),
        "cache-control": opened.face.isPrivate ? "private, no-store" : "public, max-age=300, s-maxage=3600",
        "x-content-type-options": "nosniff",
      },
    });
  },
  { keyed: true },
);
