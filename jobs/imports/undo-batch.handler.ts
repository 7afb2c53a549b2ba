import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { undoChunk } from "@/lib/imports/commands/undo-chunk";
import type { undoImportBatch } from "@/lib/imports/topics";
import type { Handler } from "../job";

/** Takes a list back chunk by chunk; the retry after a kill goes on where it stopped. */
export const handle: Handler<z.output<typeof undoImportBatch.payload>> = async (
  { weddingId, batchId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.undo-batch" }, side);
  for (;;) {
    const done = await undoChunk({ scope, correlationId }, { batchId });
    if (!done.ok || !done.value.left) return;
  }
};
