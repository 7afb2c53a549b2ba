import { and, eq, sql } from "drizzle-orm";
import { sitePhotos, sites } from "@/db/schema/website";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { saveDraftInput } from "@/lib/website/inputs";
import { holdSite } from "./edit-site";

/** What the family writes; guests see it once it is published. */
export const saveDraft = defineCommand({
  name: "website.save-draft",
  permission: "website.edit",
  input: saveDraftInput,
  inverse: "website.save-draft",
  async run({ tx, scope }, { version, content }) {
    const held = await holdSite(tx, scope, version);
    if (!held.ok)
      return held.code === "stale"
        ? { ...held, details: { ...(held.details as object), yours: content } }
        : held;
    const { photoId } = content.cover;
    if (photoId && photoId !== held.site.draft.cover.photoId) {
      const [photo] = await tx
        .select({ state: sitePhotos.state })
        .from(sitePhotos)
        .where(and(eq(sitePhotos.weddingId, scope.weddingId), eq(sitePhotos.id, photoId)));
      if (photo?.state !== "ready")
        return refuse("photo_gone", "This photo is not there any more. Please choose another.");
    }
    const before = held.site.draft;
    await tx
      .update(sites)
      .set({ draft: content, version: sql`version + 1` })
      .where(eq(sites.weddingId, scope.weddingId));
    const undo = { command: "website.save-draft", input: { version: version + 1, content: before } };
    return {
      result: { version: version + 1, undo },
      audit: [
        { action: "save", entity: "site", entityId: scope.weddingId, payload: { before, after: content } },
      ],
      topics: [],
    };
  },
});
