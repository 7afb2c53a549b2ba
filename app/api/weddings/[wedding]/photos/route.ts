import { Readable } from "node:stream";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { photoReader } from "@/lib/adapters/pictures/photos";
import { turns } from "@/lib/adapters/pictures/turns";
import { sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { CommandContext } from "@/lib/platform/command";
import { problem, readBytes, refusal, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { addPhoto } from "@/lib/website/commands/add-photo";
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
      const photo = { name, sourceHash: sha256Hex(bytes) };
      let done = await addKnown({ scope, correlationId }, photo);
      if (!done) {
        const made = await make(scope, bytes);
        if ("message" in made) return problem(made.code, made.message);
        done = await addPhoto({ scope, correlationId }, { ...photo, made });
      }
      if (!done.ok) return refusal(done);
      const { photoId } = done.value;
      const picture = await readTenant(scope, (tx) => photoFor(tx, scope, { photoId, alt: name }));
      return Response.json({ ...done.value, name, picture }, { headers: { "cache-control": "no-store" } });
    });
  },
);

/**
 * `photos`: those there are, the newest first, to choose from or to remove with `website.remove-photo`; `removed`: those
 * that `website.restore-photo` brings back.
 */
export const GET = route<{ wedding: string }>("photos.list", async (_request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "website.edit");
  const photos = await readTenant(scope, (tx) => listPhotos(tx, scope));
  return Response.json(photos, { headers: { "cache-control": "private, no-store" } });
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

/** The same bytes, uploaded before, are not made again; null where they were not, or are gone. */
async function addKnown(ctx: CommandContext, photo: { name: string; sourceHash: string }) {
  const { scope } = ctx;
  const known = await readTenant(scope, (tx) => photoOfSource(tx, scope, photo.sourceHash));
  const done = known && (await addPhoto(ctx, { ...photo, made: null }));
  return done && !done.ok && done.code === "not_known" ? null : done;
}

/** Under a name of this upload's own, so that whatever is deleted meanwhile, it is nothing of this one. */
async function make(scope: Scope, bytes: Buffer) {
  const read = await photoReader.read(bytes);
  if (!read.ok) return read;
  const uploadId = newId();
  const sizes = await Promise.all(
    read.photo.sizes.map(async ({ jpeg, ...size }) => {
      const key = photoObjectKey(scope.weddingId, uploadId, size.width);
      await objectStore().put(key, Readable.from([jpeg]));
      return { ...size, bytes: jpeg.length };
    }),
  );
  return { uploadId, sizes };
}
