import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

const batch = z.object({ weddingId: z.uuid(), batchId: z.uuid(), side: z.enum(["all", "bride", "groom"]) });

export const readImportFile = defineTopic({
  name: "imports.read-file",
  payload: batch,
  group: (p) => p.weddingId,
  expireInSeconds: 900,
});

/** Deletes the bytes of a list that was thrown away. */
export const forgetImportFile = defineTopic({
  name: "imports.forget-file",
  payload: batch,
  group: (p) => p.weddingId,
});

/** `batchId` is the list that the contacts of `accountId` become. */
export const pullContactsBatch = defineTopic({
  name: "imports.pull-contacts",
  payload: batch.extend({ accountId: z.uuid() }),
  group: (p) => p.weddingId,
  expireInSeconds: 900,
});

export const commitImportBatch = defineTopic({
  name: "imports.commit-batch",
  payload: batch,
  group: (p) => p.weddingId,
  expireInSeconds: 900,
});

export const undoImportBatch = defineTopic({
  name: "imports.undo-batch",
  payload: batch,
  group: (p) => p.weddingId,
  expireInSeconds: 900,
});
