import { sitePreviews } from "@/db/schema/website";
import { defineCommand } from "@/lib/platform/command";
import { keepPreviewsInput } from "@/lib/website/inputs";
import { PICTURE_SIZES, pictureKey } from "@/lib/website/rules/pictures";

/** One picture, in both shapes, lies in the store. */
export const keepPreviews = defineCommand({
  name: "website.keep-previews",
  permission: "jobs.run",
  input: keepPreviewsInput,
  irreversible: "A picture in the store is a fact; what no page names is seen by nobody.",
  async run({ tx, scope }, { hash, bytes }) {
    const shapes = ["wide", "square"] as const;
    const kept = await tx
      .insert(sitePreviews)
      .values(
        shapes.map((shape) => ({
          weddingId: scope.weddingId,
          contentHash: hash,
          shape,
          key: pictureKey(hash, shape),
          ...PICTURE_SIZES[shape],
          bytes: bytes[shape],
        })),
      )
      .onConflictDoNothing()
      .returning({ id: sitePreviews.id });
    if (kept.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "draw", entity: "site", entityId: scope.weddingId, payload: { hash, bytes } }],
      topics: [],
    };
  },
});
