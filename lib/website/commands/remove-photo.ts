import { and, eq, sql } from "drizzle-orm";
import { sitePhotos } from "@/db/schema/website";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { photoInput, removePhotoInput } from "@/lib/website/inputs";
import { versionsWith } from "@/lib/website/queries/pictures";

/**
 * From this moment nobody is shown the photo at any address of ours; some days later its bytes are deleted for good. One
 * that stands on the cover is taken off first, so that no page is left with a hole in it; one that only an earlier version
 * shows goes when whoever removes it knows that.
 */
export const removePhoto = defineCommand({
  name: "website.remove-photo",
  permission: "website.edit",
  input: removePhotoInput,
  inverse: "website.restore-photo",
  async run({ tx, scope }, { photoId, versions }) {
    // Held, so that nobody puts the photo on the cover in the same moment.
    const { rows } = await tx.execute<{ drafted: boolean; published: boolean; versions: number[] }>(sql`
      select coalesce(s.draft->'cover'->>'photoId' = ${photoId}, false) as drafted,
        exists (select 1 from site_versions v where v.wedding_id = s.wedding_id and v.number = s.published_number
          and v.content->'cover'->>'photoId' = ${photoId}) as published,
        ${versionsWith(sql`${photoId}::text`, sql`s.wedding_id`)} as versions
      from sites s where s.wedding_id = ${scope.weddingId} for update of s`);
    if (rows[0]?.published)
      return refuse(
        "photo_in_use",
        "This photo is on the cover that guests see. Choose another cover, publish, and remove it then.",
      );
    if (rows[0]?.drafted)
      return refuse(
        "photo_in_use",
        "This photo is on the cover of your draft. Choose another cover and remove it then.",
      );
    const untold = rows[0]?.versions.filter((number) => !versions.includes(number)) ?? [];
    if (untold.length > 0)
      return refuse(
        "photo_in_version",
        `Version ${untold.join(", ")} of the website shows this photo and would come back without it.`,
        { versions: untold },
      );
    const [photo] = await tx
      .update(sitePhotos)
      .set({ state: "removed" })
      .where(
        and(
          eq(sitePhotos.weddingId, scope.weddingId),
          eq(sitePhotos.id, photoId),
          eq(sitePhotos.state, "ready"),
        ),
      )
      .returning({ name: sitePhotos.name });
    if (!photo) return refuse("not_found", "This photo is not there any more.");
    return {
      result: { undo: { command: "website.restore-photo", input: { photoId } } },
      audit: [{ action: "remove", entity: "site_photo", entityId: photoId, payload: photo }],
      topics: [],
    };
  },
});

/** Takes the removal back. */
export const restorePhoto = defineCommand({
  name: "website.restore-photo",
  permission: "website.edit",
  input: photoInput,
  inverse: "website.remove-photo",
  async run({ tx, scope }, { photoId }) {
    const [photo] = await tx
      .update(sitePhotos)
      .set({ state: "ready" })
      .where(
        and(
          eq(sitePhotos.weddingId, scope.weddingId),
          eq(sitePhotos.id, photoId),
          eq(sitePhotos.state, "removed"),
        ),
      )
      .returning({ name: sitePhotos.name });
    if (!photo) return refuse("not_removed", "There is no such photo to bring back.");
    return {
      result: { undo: { command: "website.remove-photo", input: { photoId } } },
      audit: [{ action: "restore", entity: "site_photo", entityId: photoId, payload: photo }],
      topics: [],
    };
  },
});
