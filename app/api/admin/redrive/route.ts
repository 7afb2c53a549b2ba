import { isOperator } from "@/lib/access/loaders";
import { AppError } from "@/lib/kernel/errors";
import { redriveDeadLetters } from "@/lib/platform/boss";
import { route } from "@/lib/platform/http";
import { logger } from "@/lib/platform/logger";

const MOST = 1_000;

/** Jobs that were given up go back to their queues: what `ops redrive` does, from the page. */
export const POST = route("admin.redrive", async (_request, _params, { correlationId }) => {
  if (!(await isOperator())) throw new AppError("not_found", "There is no such page.");
  const moved = await redriveDeadLetters({ limit: MOST });
  logger().info({ moved, correlationId }, "dead-letters.redriven");
  return Response.json({ moved }, { headers: { "cache-control": "no-store" } });
});
