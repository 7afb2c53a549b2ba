import { sameSecret } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/platform/env";
import { route } from "@/lib/platform/http";
import { operatorHealth, toPrometheus } from "@/lib/platform/metrics";

export const GET = route("metrics", async (request) => {
  if (!sameSecret(request.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`))
    throw new AppError("unauthenticated", "Not allowed.");
  return new Response(toPrometheus(await operatorHealth()), {
    headers: { "content-type": "text/plain; version=0.0.4", "cache-control": "no-store" },
  });
});
