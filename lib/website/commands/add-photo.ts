import { and, count, eq } from "drizzle-orm";
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
 * one photo, however often they are uploaded; one that was removed comes back.
 */
export const addPhoto = defineCommand({
  name: "website.add-photo",
  permission: "website.edit",
  input: addPhotoInput,
  inverse: "website.remove-photo",
  async run({ tx, scope }, { name, sourceHash, sizes }): Promise<Outcome<AddedPhoto>> {
    const there = await photoOfSource(tx, scope, sourceHash);
    if (there?.state === "ready") return { unchanged: { photoId: there.id, undo: null } };
    if (await isFull(tx, scope))
      return refuse(
        "too_many_photos",
        `A wedding keeps at most ${MOST} photos. Please remove one that is not shown any more.`,
      );
    const stored = sizes.map(({ hash, ...size }) => ({
      ...size,
      key: photoObjectKey(scope.weddingId, hash),
    }));
    const [photo] = await tx
      .insert(sitePhotos)
      .values({ weddingId: scope.weddingId, name, sourceHash, sizes: stored })
      .onConflictDoUpdate({
        target: [sitePhotos.weddingId, sitePhotos.sourceHash],
        // The sizes stay: an address of ours never shows other bytes than before.
        set: { state: "ready", name },
      })
      .returning({ id: sitePhotos.id });
    return {
      result: {
        photoId: photo!.id,
        undo: { command: "website.remove-photo", input: { photoId: photo!.id } },
      },
      audit: [{ action: "add", entity: "site_photo", entityId: photo!.id, payload: { name, sourceHash } }],
      topics: [],
    };
  },
});

async function isFull(tx: Tools["tx"], { weddingId }: Scope): Promise<boolean> {
  const [kept] = await tx
    .select({ n: count() })
    .from(sitePhotos)
    .where(and(eq(sitePhotos.weddingId, weddingId), eq(sitePhotos.state, "ready")));
  return kept!.n >= MOST;
}
