import type { Scope } from "@/lib/access/types";
import { newId } from "@/lib/kernel/ids";
import { ringDoorbells } from "@/lib/platform/boss";
import { logger } from "@/lib/platform/logger";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { drawnPreviews, previewFor, previewHash } from "@/lib/website/queries/pictures";
import { contentOf } from "@/lib/website/rules/pictures";
import { drawPreviews } from "@/lib/website/topics";
import type { SitePage } from "@/lib/website/types";

/**
 * The page with the picture that chats show of it. Called when a page is put into the cache, so once for each: a picture
 * that publishing did not foresee (a day that moved, a new set of functions) is asked for here.
 */
export async function withPreview(scope: Scope, page: Omit<SitePage, "preview">): Promise<SitePage> {
  const hash = previewHash(scope.weddingId, contentOf(page));
  const drawn = await readTenant(scope, (tx) => drawnPreviews(tx, scope, [hash]));
  if (!drawn.has(hash)) {
    const { weddingId } = scope;
    // A page is shown whether or not its picture can be asked for.
    await ringDoorbells([enqueue(drawPreviews, { weddingId })], newId()).catch((error: unknown) =>
      logger().error({ err: error, weddingId }, "preview"),
    );
  }
  return { ...page, preview: previewFor(scope, page) };
}
