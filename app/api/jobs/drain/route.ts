import { after } from "next/server";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { sameSecret } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/platform/env";
import { route } from "@/lib/platform/http";
import { logger } from "@/lib/platform/logger";

export const maxDuration = 300;

/** What the platform's cron calls once a minute: sweep for lost doorbells, then drain after answering. */
const handler = route("jobs.drain", async (request) => {
  const given = request.headers.get("authorization") ?? "";
  if (!sameSecret(given, `Bearer ${env().CRON_SECRET}`))
    throw new AppError("unauthenticated", "Not allowed.");
  const { rang } = await sweep();
  after(() =>
    drain({ budgetMs: env().DRAIN_BUDGET_SECONDS * 1000 }).then(
      (report) => logger().info({ ...report }, "drain"),
      (error: unknown) => logger().error({ err: error }, "drain"),
    ),
  );
  return Response.json({ rang }, { status: 202, headers: { "cache-control": "no-store" } });
});

export { handler as GET, handler as POST };
