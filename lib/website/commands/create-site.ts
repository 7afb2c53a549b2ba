import { eq } from "drizzle-orm";
import { sites } from "@/db/schema/website";
import { weddings } from "@/db/schema/weddings";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { createSiteInput } from "@/lib/website/inputs";
import { spokenLanguages } from "@/lib/website/queries/languages";
import { defaultContent } from "@/lib/website/rules/content";
import { takeSlug } from "./take-slug";

export const createSite = defineCommand({
  name: "website.create",
  permission: "website.edit",
  input: createSiteInput,
  irreversible: "A website that is not wanted is withdrawn; nobody sees one that is not published.",
  async run({ tx, scope }, { slug }) {
    const [wedding] = await tx.select().from(weddings).where(eq(weddings.id, scope.weddingId));
    if (!wedding) return refuse("not_found", "This wedding is not there.");
    const { weddingId } = scope;
    const spoken = await spokenLanguages(tx, scope);
    const [made] = await tx
      .insert(sites)
      .values({ weddingId, slug, draft: defaultContent(wedding, [...new Set(["en" as const, ...spoken])]) })
      .onConflictDoNothing()
      .returning({ version: sites.version });
    if (!made) {
      const [own] = await tx.select().from(sites).where(eq(sites.weddingId, weddingId));
      return own
        ? refuse("already", "This wedding has a website already.")
        : refuse("slug_taken", "Another wedding has this address. Please choose another.");
    }
    const refused = await takeSlug(tx, scope, slug);
    if (refused) return refused;
    return {
      result: made,
      audit: [{ action: "create", entity: "site", entityId: weddingId, payload: { slug } }],
      topics: [],
    };
  },
});
