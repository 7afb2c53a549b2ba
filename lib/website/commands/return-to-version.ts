import { canonicalJson } from "@/lib/kernel/bytes";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { returnToVersionInput } from "@/lib/website/inputs";
import { readVersion } from "@/lib/website/queries";
import { drawPreviews } from "@/lib/website/topics";
import { holdSite } from "./edit-site";
import { standNow } from "./stand-now";

/** An earlier version is published again, word for word. A draft somebody is working on stays as it is. */
export const returnToVersion = defineCommand({
  name: "website.return-to-version",
  permission: "website.edit",
  input: returnToVersionInput,
  inverse: "website.return-to-version",
  async run({ tx, scope }, { version, number }) {
    const held = await holdSite(tx, scope, version);
    if (!held.ok) return held;
    const { draft, publishedNumber } = held.site;
    const content = await readVersion(tx, scope, number);
    if (!content) return refuse("not_found", "This version is not there.");
    const standing = publishedNumber === null ? null : await readVersion(tx, scope, publishedNumber);
    const untouched = standing !== null && canonicalJson(draft) === canonicalJson(standing);
    const stands = await standNow(tx, scope, content, {
      returnedFrom: number,
      ...(untouched ? { draft: content } : {}),
    });
    const next = version + 1;
    return {
      result: {
        version: next,
        number: stands,
        undo:
          publishedNumber === null
            ? { command: "website.withdraw", input: { version: next } }
            : { command: "website.return-to-version", input: { version: next, number: publishedNumber } },
      },
      audit: [
        {
          action: "return",
          entity: "site",
          entityId: scope.weddingId,
          payload: { from: number, number: stands },
        },
      ],
      topics: [enqueue(drawPreviews, { weddingId: scope.weddingId })],
    };
  },
});
