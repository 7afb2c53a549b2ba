import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { logger } from "@/lib/platform/logger";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { whenFree } from "@/lib/reports/commands/refresh-projections";
import type { reconcileProjections as topic } from "@/lib/reports/topics";
import type { Handler } from "../job";

/** Something that differed is worth a line in the log: the projections are made so that nothing can. */
export const handle: Handler<z.output<typeof topic.payload>> = async (
  { weddingId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "reports.reconcile" });
  const done = await whenFree(
    () => reconcileProjections({ scope, correlationId }, {}),
    deadline - Date.now(),
  );
  if (done.ok && done.value.differences > 0)
    logger().warn({ event: "reconcile", correlationId, weddingId, ...done.value }, "projections differed");
};
