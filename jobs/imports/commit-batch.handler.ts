import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { commitChunk } from "@/lib/imports/commands/commit-chunk";
import type { commitImportBatch } from "@/lib/imports/topics";
import type { Handler } from "../job";

/** Adds a list chunk by chunk. A kill in between leaves decided rows decided; the retry goes on from there. */
export const handle: Handler<z.output<typeof commitImportBatch.payload>> = async (
  { weddingId, batchId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.commit-batch" }, side);
  for (;;) {
    const done = await commitChunk({ scope, correlationId }, { batchId });
    if (!done.ok || !done.value.left) return;
  }
};
