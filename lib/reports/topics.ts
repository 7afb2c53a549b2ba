import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

export const refreshProjections = defineTopic({
  name: "reports.refresh",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 2,
});

export const reconcileProjections = defineTopic({
  name: "reports.reconcile",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 1,
  expireInSeconds: 600,
});
