import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

export const sealLog = defineTopic({
  name: "audit.seal",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 1,
});
