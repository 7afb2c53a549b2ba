import { eq, sql } from "drizzle-orm";
import { sites } from "@/db/schema/website";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { siteVersionInput } from "@/lib/website/inputs";
import { holdSite } from "./edit-site";

/** Nobody sees the website any more; a family's own link leads to its answers alone. */
export const withdrawSite = defineCommand({
  name: "website.withdraw",
  permission: "website.edit",
  input: siteVersionInput,
  inverse: "website.return-to-version",
  async run({ tx, scope }, { version }) {
    const held = await holdSite(tx, scope, version);
    if (!held.ok) return held;
    const { publishedNumber } = held.site;
    if (publishedNumber === null) return refuse("already", "The website is not published.");
    await tx
      .update(sites)
      .set({ publishedNumber: null, publishedAt: null, version: sql`version + 1` })
      .where(eq(sites.weddingId, scope.weddingId));
    return {
      result: {
        version: version + 1,
        undo: {
          command: "website.return-to-version",
          input: { version: version + 1, number: publishedNumber },
        },
      },
      audit: [
        { action: "withdraw", entity: "site", entityId: scope.weddingId, payload: { publishedNumber } },
      ],
      topics: [],
    };
  },
});
