import { enterWedding } from "@/lib/access/loaders";
import { previewSheet } from "@/lib/gifts/loaders/preview-sheet";
import { readBytes, route } from "@/lib/platform/http";

const MOST_BYTES = 1024 * 1024;

/** Reads a list of gifts and says whose each row is; `gifts.import` brings it in once a human has looked. */
export const POST = route<{ wedding: string }>("gifts.sheet", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  const preview = await previewSheet(scope, await readBytes(request, MOST_BYTES));
  return Response.json(preview, { headers: { "cache-control": "private, no-store" } });
});
