import { Readable } from "node:stream";
import { objectStore } from "@/lib/adapters/object-store";
import { openCard } from "@/lib/cards/loaders";
import { photoVersion } from "@/lib/cards/rules/picture";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";

/**
 * The place's photo, for whoever may open the card, as long as it stands. The address a page gives names its version and
 * may be kept for a day; any other shows the same photo and is kept nowhere, so that guessing fills no cache.
 */
export const GET = route<{ slug: string }>(
  "card.photo",
  async (request, { slug }) => {
    const query = new URL(request.url).searchParams;
    const opened = await openCard(slug, query.get("k"));
    const key = opened && opened.face.state !== "deleted" ? opened.face.photoKey : null;
    if (!opened || !key) throw new AppError("not_found", "There is no such picture.");
    const version = photoVersion(key);
    const etag = `"${version}"`;
    const shared = !opened.face.isPrivate && query.get("v") === version;
    const headers: Record<string, string> = {
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      ...(shared
        ? { "cache-control": "public, max-age=86400, s-maxage=3600, immutable", etag }
        : { "cache-control": "private, no-store", "referrer-policy": "no-referrer" }),
    };
    if (shared && request.headers.get("if-none-match")?.includes(etag))
      return new Response(null, { status: 304, headers });
    const { body, bytes } = await objectStore().get(key);
    headers["content-type"] = "image/jpeg";
    if (request.method === "HEAD") {
      body.destroy();
      return new Response(null, { headers });
    }
    headers["content-length"] = String(bytes);
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { headers });
  },
  { keyed: true },
);
