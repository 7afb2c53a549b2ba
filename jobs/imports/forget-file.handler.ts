import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { forgetFile } from "@/lib/imports/commands/forget-file";
import { requireBatch } from "@/lib/imports/queries";
import type { forgetImportFile } from "@/lib/imports/topics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/** The row names the bytes until they are gone, so whatever ends this in between is gone on with by the retry. */
export const handle: Handler<z.output<typeof forgetImportFile.payload>> = async (
  { weddingId, batchId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.forget-file" }, side);
  const { state, objectKey } = await readTenant(scope, (tx) => requireBatch(tx, scope, batchId));
  if (state !== "discarded" || !objectKey) return;
  await objectStore().delete(objectKey);
  await forgetFile({ scope, correlationId }, { batchId });
};
