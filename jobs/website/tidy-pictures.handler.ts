import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { logger } from "@/lib/platform/logger";
import { readTenant } from "@/lib/platform/transaction";
import { forgetPreviews, tidyPictures } from "@/lib/website/commands/tidy-pictures";
import { photoKeys } from "@/lib/website/queries/pictures";
import { photoFolder } from "@/lib/website/rules/pictures";
import { LOOSE_HOURS } from "@/lib/website/rules/tidying";
import type { tidyPictures as topic } from "@/lib/website/topics";
import type { Handler } from "../job";

/**
 * Deletes the bytes that nothing can show any more. The rows say so first, so whatever ends this job in between leaves
 * bytes without a row, which the next one finds, and never a row without bytes.
 */
export const handle: Handler<z.output<typeof topic.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "website.tidy" });
  const done = await tidyPictures({ scope, correlationId }, {});
  if (!done.ok) return;
  const { photoKeys: photos, previews } = done.value;
  for (const key of photos) await objectStore().delete(key);
  const gone: string[] = [];
  for (const { hash, keys } of previews) {
    // Those that are left are marked, and the next job goes on with them.
    if (Date.now() > deadline) break;
    for (const key of keys) await objectStore().delete(key);
    gone.push(hash);
  }
  if (gone.length > 0) await forgetPreviews({ scope, correlationId }, { hashes: gone });
  const loose = await deleteLoose(scope, deadline);
  if (photos.length + gone.length + loose > 0)
    logger().info(
      { event: "tidy", correlationId, weddingId, photos: photos.length, previews: gone.length, loose },
      "pictures deleted",
    );
};

/**
 * Photos of uploads that broke off, or of deletions that did. Listed before the rows are read, so that whatever a row
 * names is seen; and an upload writes under a name of its own, so that none ever comes to need an old one's bytes.
 */
async function deleteLoose(scope: Scope, deadline: number): Promise<number> {
  const before = Date.now() - LOOSE_HOURS * 3_600_000;
  const old: string[] = [];
  for await (const { key, writtenAt } of objectStore().list(photoFolder(scope.weddingId)))
    if (writtenAt.getTime() < before) old.push(key);
  if (old.length === 0) return 0;
  const named = new Set(await readTenant(scope, (tx) => photoKeys(tx, scope)));
  let deleted = 0;
  for (const key of old) {
    if (named.has(key)) continue;
    if (Date.now() > deadline) break;
    await objectStore().delete(key);
    deleted++;
  }
  return deleted;
}
