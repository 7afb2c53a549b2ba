import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { sealLog } from "@/lib/audit/commands/seal-log";
import type { sealLog as topic } from "@/lib/audit/topics";
import type { Handler } from "../job";

export const handle: Handler<z.output<typeof topic.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "audit.seal" });
  for (;;) {
    const done = await sealLog({ scope, correlationId }, {});
    if (!done.ok || done.value.sealed === 0 || Date.now() > deadline) return;
  }
};
