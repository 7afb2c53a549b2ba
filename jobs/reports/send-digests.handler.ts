import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { queueDigests } from "@/lib/reports/commands/queue-digests";
import type { sendDigests } from "@/lib/reports/topics";
import type { Handler } from "../job";

export const handle: Handler<z.output<typeof sendDigests.payload>> = async (
  { weddingId },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "reports.send-digests" });
  await queueDigests({ scope, correlationId }, {});
};
