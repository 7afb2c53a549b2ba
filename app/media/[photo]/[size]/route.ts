import { Readable } from "node:stream";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { photoKey, readPhotoWord } from "@/lib/website/queries/pictures";

const GONE = "This photo is not here, or not any more.";

/**
 * One size of a photo, as it was made once and never changes. The word in the address is checked before the database is
 * asked, so that guessing costs nothing; a photo that was removed is gone at once.
 */
export const GET = route<{ photo: string; size: string }>(
  "media.photo",
  async (_request, { photo, size }) => {
    const width = /^([1-9]\d{2,3})\.jpg$/.exec(size)?.[1];
    const named = readPhotoWord(photo);
    if (!width || !named) throw new AppError("not_found", GONE);
    const scope = mintScope(named.weddingId, { kind: "system", job: "media.photo" });
    const key = await readTenant(scope, (tx) =>
      photoKey(tx, scope, { photoId: named.photoId, width: Number(width) }),
    );
    if (!key) throw new AppError("not_found", GONE);
    const { body, bytes } = await objectStore().get(key);
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "image/jpeg",
        "content-length": String(bytes),
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      },
    });
  },
  { keyed: true },
);
