import { Readable } from "node:stream";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { AppError } from "@/lib/kernel/errors";
import { isUuid, newId } from "@/lib/kernel/ids";
import { setHeaderFile } from "@/lib/messaging/commands/set-header";
import { mediaTypeOf } from "@/lib/messaging/rules/headers";
import { readBytes, refusal, route } from "@/lib/platform/http";

/** WhatsApp takes pictures of 5 MB, films of 16 MB, and files of up to 100 MB; no invitation needs more than this. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The picture, film or PDF above an invite's text. What it is is told by its first bytes, not by its name. */
export const POST = route<{ wedding: string; run: string }>(
  "runs.header",
  async (request, { wedding, run: runId }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "runs.prepare");
    if (!isUuid(runId)) throw new AppError("not_found", "There is no such run.");
    const bytes = await readBytes(request, MAX_BYTES);
    const mimeType = mediaTypeOf(bytes);
    if (!mimeType)
      throw new AppError("invalid_input", "This is no JPEG, PNG, MP4 or PDF. Please choose another file.");
    const name = new URL(request.url).searchParams.get("name") ?? "";
    const fileName = name.replace(/[^\p{L}\p{M}\p{N} ._-]/gu, "").slice(0, 100) || "invitation";
    const objectKey = `headers/${scope.weddingId}/${newId()}`;
    await objectStore().put(objectKey, Readable.from([bytes]));
    const done = await setHeaderFile(
      { scope, correlationId },
      { runId, header: { kind: "media", objectKey, mimeType, fileName } },
    );
    if (!done.ok) {
      await objectStore().delete(objectKey);
      return refusal(done);
    }
    return Response.json({ mimeType, fileName }, { headers: { "cache-control": "no-store" } });
  },
);
