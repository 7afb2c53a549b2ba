import { Readable } from "node:stream";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { startImport } from "@/lib/imports/commands/start-import";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { stripControl } from "@/lib/kernel/text";
import { env } from "@/lib/platform/env";
import { refusal, route } from "@/lib/platform/http";

export const maxDuration = 300;

/** Takes a list as the raw body (`?name=guests.csv`, `&kind=pasted` for lines out of a chat), streamed to the store and counted on the way. */
export const POST = route<{ wedding: string }>(
  "imports.upload",
  async (request, { wedding }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "guests.import");
    const limit = env().MAX_UPLOAD_MB * 1024 * 1024;
    const tooLarge = () =>
      new AppError(
        "too_large",
        `This file is larger than ${env().MAX_UPLOAD_MB} MB. A guest list is much smaller; please export only the contacts, or split the file.`,
      );
    if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
    if (!request.body) throw new AppError("invalid_input", "The file is empty.");
    const batchId = newId();
    const objectKey = `imports/${scope.weddingId}/${batchId}`;
    const { bytes } = await objectStore().put(
      objectKey,
      Readable.from(capped(request.body, limit, tooLarge)),
    );
    if (bytes === 0) {
      await objectStore().delete(objectKey);
      throw new AppError("invalid_input", "This file is empty. Please choose the file again.");
    }
    const asked = new URL(request.url).searchParams;
    const kind = asked.get("kind") === "pasted" ? "pasted" : "file";
    const fileName =
      stripControl(asked.get("name") ?? "")
        .slice(0, 200)
        .trim() || "list.csv";
    const started = await startImport(
      { scope, correlationId },
      { batchId, fileName, objectKey, bytes, kind },
    );
    return started.ok ? Response.json(started.value, { status: 202 }) : refusal(started);
  },
);

async function* capped(
  body: ReadableStream<Uint8Array>,
  limit: number,
  tooLarge: () => AppError,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    yield chunk;
  }
}
