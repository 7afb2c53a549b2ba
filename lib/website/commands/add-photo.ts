import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { sitePhotos } from "@/db/schema/website";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type Tools, type UndoStep } from "@/lib/platform/command";
import { addPhotoInput } from "@/lib/website/inputs";
import { photoOfSource } from "@/lib/website/queries/pictures";
import { photoObjectKey } from "@/lib/website/rules/pictures";

const MOST = 60;

interface AddedPhoto {
  photoId: string;
  /** Null where the photo was there already. */
  undo: UndoStep | null;
}

/**
 * A photo whose sizes lie in the store, as the upload has made them; not a command of the console. The same bytes are
 * one photo, however often they are uploaded; one that was removed comes back, until it is deleted for good.
 */
export const addPhoto = defineCommand({
  name: "website.add-photo",
  permission: "website.edit",
  input: addPhotoInput,
  inverse: "website.remove-photo",
  async run({ tx, scope }, { name, sourceHash, made }): Promise<Outcome<AddedPhoto>> {
    const there = await photoOfSource(tx, scope, sourceHash);
    if (there?.state === "ready") return { unchanged: { photoId: there.id, undo: null } };
    if (await isFull(tx, scope))
      return refuse(
        "too_many_photos",
        `A wedding keeps at most ${MOST} photos. Please remove one that is not shown any more.`,
      );
    const photo = made
      ? await insertPhoto(tx, scope, { name, sourceHash, made })
      : await bringBack(tx, scope, { name, sourceHash });
    if (!photo) return refuse("not_known", "This photo is not there any more. Please send it again.");
    return {
      result: {
        photoId: photo.id,
        undo: { command: "website.remove-photo", input: { photoId: photo.id } },
      },
      audit: [{ action: "add", entity: "site_photo", entityId: photo.id, payload: { name, sourceHash } }],
      topics: [],
    };
  },
});

type Given = z.output<typeof addPhotoInput>;

/** Where somebody uploaded the same meanwhile, theirs stays: an address of ours never shows other bytes than before. */
async function insertPhoto(
  tx: Tools["tx"],
  { weddingId }: Scope,
  { name, sourceHash, made }: Given & { made: NonNullable<Given["made"]> },
) {
  const sizes = made.sizes.map((size) => ({
    ...size,
    key: photoObjectKey(weddingId, made.uploadId, size.width),
  }));
  const [photo] = await tx
    .insert(sitePhotos)
    .values({ weddingId, name, sourceHash, sizes })
    .onConflictDoUpdate({
      target: [sitePhotos.weddingId, sitePhotos.sourceHash],
      set: { state: "ready", name },
    })
    .returning({ id: sitePhotos.id });
  return photo;
}

/** With the bytes it has; none where it was deleted for good in the meantime. */
async function bringBack(tx: Tools["tx"], { weddingId }: Scope, { name, sourceHash }: Omit<Given, "made">) {
  const [photo] = await tx
    .update(sitePhotos)
    .set({ state: "ready", name })
    .where(and(eq(sitePhotos.weddingId, weddingId), eq(sitePhotos.sourceHash, sourceHash)))
    .returning({ id: sitePhotos.id });
  return photo;
}

async function isFull(tx: Tools["tx"], { weddingId }: Scope): Promise<boolean> {
  const [kept] = await tx
    .select({ n: count() })
    .from(sitePhotos)
    .where(and(eq(sitePhotos.weddingId, weddingId), eq(sitePhotos.state, "ready")));
  return kept!.n >= MOST;
}
