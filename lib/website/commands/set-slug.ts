import { eq, sql } from "drizzle-orm";
import { sites } from "@/db/schema/website";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { setSlugInput } from "@/lib/website/inputs";
import { holdSite } from "./edit-site";
import { takeSlug } from "./take-slug";

/** Another address; the one before goes on leading to it. */
export const setSlug = defineCommand({
  name: "website.set-slug",
  permission: "website.edit",
  input: setSlugInput,
  inverse: "website.set-slug",
  async run({ tx, scope }, { version, slug }): Promise<Outcome<{ version: number; undo: UndoStep }>> {
    const held = await holdSite(tx, scope, version);
    if (!held.ok) return held;
    const before = held.site.slug;
    const undo = { command: "website.set-slug", input: { version: version + 1, slug: before } };
    if (before === slug) return { unchanged: { version, undo } };
    const refused = await takeSlug(tx, scope, slug);
    if (refused) return refused;
    await tx
      .update(sites)
      .set({ slug, version: sql`version + 1` })
      .where(eq(sites.weddingId, scope.weddingId));
    return {
      result: { version: version + 1, undo },
      audit: [
        { action: "address", entity: "site", entityId: scope.weddingId, payload: { before, after: slug } },
      ],
      topics: [],
    };
  },
});
