import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { finishReading } from "@/lib/imports/commands/finish-reading";
import { stageRows } from "@/lib/imports/commands/stage-rows";
import { requireBatch } from "@/lib/imports/queries";
import type { readImportFile } from "@/lib/imports/topics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";
import { readList } from "./read-list";

/** Reads an uploaded list in a stream, chunk by chunk; memory does not grow with the file. */
export const handle: Handler<z.output<typeof readImportFile.payload>> = async (
  { weddingId, batchId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.read-file" }, side);
  const ctx = { scope, correlationId };
  const batch = await readTenant(scope, (tx) => requireBatch(tx, scope, batchId));
  if (batch.state !== "reading" || !batch.objectKey) return;
  const { body } = await objectStore().get(batch.objectKey);
  let firstRow = 1;
  for await (const part of readList(body, { homeCountry: batch.homeCountry })) {
    if (part.kind === "refused") {
      await finishReading(ctx, { batchId, outcome: { kind: "failed", reason: part.reason } });
      return;
    }
    if (part.kind === "end") {
      await finishReading(ctx, {
        batchId,
        outcome: { kind: "staged", householdColumn: part.householdColumn },
      });
      return;
    }
    const stored = await stageRows(ctx, {
      batchId,
      firstRow,
      rows: part.rows as never,
      bytesRead: part.bytesRead,
    });
    if (!stored.ok) return;
    firstRow += part.rows.length;
  }
};
