import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

/** Draws the pictures that chats show of a wedding's pages, those that are not drawn yet. */
export const drawPreviews = defineTopic({
  name: "website.draw-previews",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  group: (p) => p.weddingId,
  expireInSeconds: 300,
  // Drawing takes the whole of a processor for a while; answers must not wait for it.
  concurrency: 1,
});

/** Deletes the bytes of pictures that nothing can show any more. */
export const tidyPictures = defineTopic({
  name: "website.tidy",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  group: (p) => p.weddingId,
  expireInSeconds: 300,
  concurrency: 1,
});
