import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { siteVersionInput } from "@/lib/website/inputs";
import { drawPreviews } from "@/lib/website/topics";
import { holdSite } from "./edit-site";
import { standNow } from "./stand-now";

/** The draft, as it is, becomes what guests see. */
export const publishSite = defineCommand({
  name: "website.publish",
  permission: "website.edit",
  input: siteVersionInput,
  inverse: "website.return-to-version",
  async run({ tx, scope }, { version }) {
    const held = await holdSite(tx, scope, version);
    if (!held.ok) return held;
    const { draft, publishedNumber } = held.site;
    const number = await standNow(tx, scope, draft, {});
    const next = version + 1;
    return {
      result: {
        version: next,
        number,
        undo:
          publishedNumber === null
            ? { command: "website.withdraw", input: { version: next } }
            : { command: "website.return-to-version", input: { version: next, number: publishedNumber } },
      },
      audit: [{ action: "publish", entity: "site", entityId: scope.weddingId, payload: { number } }],
      topics: [enqueue(drawPreviews, { weddingId: scope.weddingId })],
    };
  },
});
