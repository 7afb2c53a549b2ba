import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { ringDoorbells } from "@/lib/platform/boss";
import { logger } from "@/lib/platform/logger";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { keepPreviews } from "@/lib/website/commands/keep-previews";
import { drawnPreviews, photoKey } from "@/lib/website/queries/pictures";
import { wantedPictures } from "@/lib/website/queries/wanted-pictures";
import { type PictureContent, pictureKey } from "@/lib/website/rules/pictures";
import { drawPreviews } from "@/lib/website/topics";
import type { Handler } from "../job";

interface Wanted {
  pictures: Map<string, PictureContent>;
  photo: { key: string } | null;
}

/**
 * Draws what the standing version's pages name and the store does not have. One that cannot be drawn keeps the others
 * from nothing; it is tried again, and the plain picture stands in for it.
 */
export const handle: Handler<z.output<typeof drawPreviews.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "website.draw-previews" });
  const wanted = await readWanted(scope);
  const photo = wanted.photo && (await buffer((await objectStore().get(wanted.photo.key)).body));
  let failed: unknown;
  for (const [hash, content] of wanted.pictures) {
    // The rest is drawn in the next turn.
    if (Date.now() > deadline) return ringDoorbells([enqueue(drawPreviews, { weddingId })], correlationId);
    try {
      await drawOne(scope, { hash, content, photo, correlationId });
    } catch (error) {
      logger().error({ err: error, hash, weddingId, correlationId }, "drawing");
      failed = error;
    }
  }
  if (failed) throw failed;
};

/** Every picture of the standing version's pages, without those there are. */
const readWanted = (scope: Scope): Promise<Wanted> =>
  readTenant(scope, async (tx) => {
    const { pictures, photo } = await wantedPictures(tx, scope);
    for (const hash of await drawnPreviews(tx, scope, [...pictures.keys()])) pictures.delete(hash);
    const key = photo && (await photoKey(tx, scope, { photoId: photo.id, width: photo.width }));
    return { pictures, photo: key ? { key } : null };
  });

async function drawOne(
  scope: Scope,
  task: { hash: string; content: PictureContent; photo: Buffer | null; correlationId: string },
): Promise<void> {
  const { hash, content, correlationId } = task;
  const { photoUrl, ...ask } = content;
  const drawn = await pictureDrawer.draw({ ...ask, photo: photoUrl ? task.photo : null });
  for (const shape of ["wide", "square"] as const)
    await objectStore().put(pictureKey(hash, shape), Readable.from([drawn[shape]]));
  await keepPreviews(
    { scope, correlationId },
    { hash, bytes: { wide: drawn.wide.length, square: drawn.square.length } },
  );
}
