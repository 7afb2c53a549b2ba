import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import type { refreshProjections as topic } from "@/lib/reports/topics";
import type { Handler } from "../job";

/** A short pause lets the marks of a busy moment gather, so that one recomputation serves many replies. */
const GATHER_MS = 120;

export const handle: Handler<z.output<typeof topic.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "reports.refresh" });
  for (;;) {
    const done = await refreshProjections({ scope, correlationId }, {});
    if (!done.ok || done.value.refreshed === 0 || Date.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }
};
