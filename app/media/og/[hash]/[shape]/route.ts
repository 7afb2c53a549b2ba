import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { objectStore } from "@/lib/adapters/object-store";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { logger } from "@/lib/platform/logger";
import { type PictureShape, pictureKey } from "@/lib/website/rules/pictures";

/**
 * The picture a chat shows of a page. Where it is not drawn, or the store is away, the plain one of the look stands in,
 * for a minute only, so that whoever asks later gets the drawn one. Nothing is written here, whatever is asked for.
 */
export const GET = route<{ hash: string; shape: string }>(
  "media.preview",
  async (_request, { hash, shape: file }) => {
    const [, look, shape] = /^(genda|motia|raat)-(wide|square)\.jpg$/.exec(file) ?? [];
    if (!look || !shape || !/^[0-9a-f]{64}$/.test(hash))
      throw new AppError("not_found", "There is no such picture.");
    const drawn = await fetchDrawn(pictureKey(hash, shape as PictureShape));
    const plain = () =>
      readFile(
        path.join(/* turbopackIgnore: true */ process.cwd(), "public/pictures", `${look}-${shape}.jpg`),
      );
    const bytes = new Uint8Array(drawn ?? (await plain()));
    return new Response(bytes, {
      headers: {
        "content-type": "image/jpeg",
        "content-length": String(bytes.length),
        "cache-control": drawn ? "public, max-age=31536000, immutable" : "public, max-age=60",
        "x-content-type-options": "nosniff",
      },
    });
  },
  { keyed: true },
);

/** Read whole before a byte is answered: a store that fails midway must not leave half a picture. */
async function fetchDrawn(key: string): Promise<Buffer | null> {
  try {
    return await buffer((await objectStore().get(key)).body);
  } catch (error) {
    if (!(error instanceof AppError)) logger().error({ err: error, key }, "preview");
    return null;
  }
}
