import { Readable } from "node:stream";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { photoReader } from "@/lib/adapters/pictures/photos";
import { turns } from "@/lib/adapters/pictures/turns";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { problem, readBytes, refusal, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { addPhoto } from "@/lib/website/commands/add-photo";
import type { SafePhoto } from "@/lib/website/ports";
import { listPhotos, photoFor, photoOfSource } from "@/lib/website/queries/pictures";
import { photoObjectKey } from "@/lib/website/rules/pictures";

/** The largest photo of a phone has about 20 MB. */
const MAX_BYTES = 25 * 1024 * 1024;

/** Each holds its bytes in memory while it is read; whoever comes on top is told to wait. */
const uploads = turns(8, 0);

/** A photo of the family. What is kept is made anew from its points; what was uploaded is kept nowhere. */
export const POST = route<{ wedding: string }>(
  "photos.add",
  async (request, { wedding }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "website.edit");
    const given = new URL(request.url).searchParams.get("name") ?? "";
    const name = given.replace(/[^\p{L}\p{M}\p{N} ._-]/gu, "").slice(0, 100) || "photo";
    return uploads(async () => {
      const bytes = await readPhoto(request);
      const sourceHash = sha256Hex(bytes);
      const known = await readTenant(scope, (tx) => photoOfSource(tx, scope, sourceHash));
      const sizes = known
        ? known.sizes.map(({ key, ...size }) => ({ ...size, hash: key.slice(-68, -4) }))
        : await made(scope, bytes);
      if ("message" in sizes) return problem(sizes.code, sizes.message);
      const done = await addPhoto({ scope, correlationId }, { name, sourceHash, sizes });
      if (!done.ok) return refusal(done);
      const { photoId } = done.value;
      const picture = await readTenant(scope, (tx) => photoFor(tx, scope, { photoId, alt: name }));
      return Response.json({ ...done.value, name, picture }, { headers: { "cache-control": "no-store" } });
    });
  },
);

/** The photos there are, the newest first: to choose from, or to remove with `website.remove-photo`. */
export const GET = route<{ wedding: string }>("photos.list", async (_request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "website.edit");
  const photos = await readTenant(scope, (tx) => listPhotos(tx, scope));
  return Response.json({ photos }, { headers: { "cache-control": "private, no-store" } });
});

async function readPhoto(request: Request): Promise<Buffer> {
  try {
    return await readBytes(request, MAX_BYTES);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "too_large") throw error;
    throw new AppError(
      "too_large",
      "This photo has more than 25 MB. Please send it to yourself on WhatsApp and choose the photo that arrives: it is smaller and looks the same on a phone.",
    );
  }
}

async function made(scope: Scope, bytes: Buffer) {
  const read = await photoReader.read(bytes);
  if (!read.ok) return read;
  return Promise.all(read.photo.sizes.map((size) => stored(scope, size)));
}

async function stored(scope: Scope, { jpeg, ...size }: SafePhoto["sizes"][number]) {
  const hash = sha256Hex(jpeg);
  await objectStore().put(photoObjectKey(scope.weddingId, hash), Readable.from([jpeg]));
  return { ...size, hash, bytes: jpeg.length };
}
