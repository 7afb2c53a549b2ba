import { AppError } from "@/lib/kernel/errors";
import { boss } from "@/lib/platform/boss";
import { route } from "@/lib/platform/http";
import { operatorHealth } from "@/lib/platform/metrics";

/** Live: this answers at all. Ready: the database and the queue answer too. With the ages of what waits. */
export const GET = route("health", async (request) => {
  if (new URL(request.url).searchParams.has("live")) return Response.json({ live: true });
  try {
    const [health] = await Promise.all([operatorHealth(), boss()]);
    return Response.json(
      { live: true, ready: true, ...health },
      { headers: { "cache-control": "no-store" } },
    );
  } catch {
    throw new AppError("unavailable", "The database does not answer.");
  }
});
