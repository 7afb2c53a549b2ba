import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { finishReading } from "@/lib/imports/commands/finish-reading";
import { undoChunk } from "@/lib/imports/commands/undo-chunk";
import { undoImportBatch } from "@/lib/imports/topics";
import type { Handler } from "../job";

/** Takes a list back chunk by chunk; the retry after a kill goes on where it stopped. */
export const handle: Handler<z.output<typeof undoImportBatch.payload>> = async (
  { weddingId, batchId, side },
  { correlationId, attempt },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.undo-batch" }, side);
  try {
    for (;;) {
      const done = await undoChunk({ scope, correlationId }, { batchId });
      if (!done.ok || !done.value.left) return;
    }
  } catch (error) {
    // The last try: the list must not say "taking back" for ever. It can be taken back again from where this stopped.
    if (attempt >= undoImportBatch.retryLimit) {
      const reason =
        "Something went wrong on our side while taking this list back. Part of it is still there; take it back again and the rest goes too.";
      await finishReading({ scope, correlationId }, { batchId, outcome: { kind: "failed", reason } });
    }
    throw error;
  }
};
