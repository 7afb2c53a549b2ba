import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

export const generateExport = defineTopic({
  name: "exports.generate",
  payload: z.object({ weddingId: z.uuid(), exportId: z.uuid(), side: z.enum(["all", "bride", "groom"]) }),
  group: (p) => p.weddingId,
  expireInSeconds: 900,
});
