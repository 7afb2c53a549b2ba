import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { onRing } from "@/lib/platform/ring";
import { drain } from "./drain";

const holder = globalThis as typeof globalThis & {
  parinayaHost?: { draining: boolean; rang: boolean; leave: () => void };
};

/**
 * Makes this process drain its own commits: a ring that no running drain hears starts one. Nothing depends on it
 * (the cron sweeps); it is what makes a job begin within milliseconds where an instance is awake. Gives back what ends it.
 */
export function hostDrain(defer: (work: () => Promise<void>) => void): () => void {
  holder.parinayaHost ??= { draining: false, rang: false, leave: () => undefined };
  const host = holder.parinayaHost;
  const run = async () => {
    if (host.draining) return;
    host.draining = true;
    try {
      do {
        host.rang = false;
        const { unfinished } = await drain({ budgetMs: env().DRAIN_BUDGET_SECONDS * 1000 });
        if (unfinished) await callOnNextInstance();
      } while (host.rang);
    } catch (error) {
      logger().error({ err: error }, "drain");
    } finally {
      host.draining = false;
    }
  };
  host.leave();
  host.leave = onRing(() => {
    host.rang = true;
    if (!host.draining) defer(run);
  });
  return host.leave;
}

/** A function's time ends; the work goes on in a fresh one. The cron would do it within a minute anyway. */
async function callOnNextInstance(): Promise<void> {
  await fetch(new URL("/api/jobs/drain", env().APP_URL), {
    method: "POST",
    headers: { authorization: `Bearer ${env().CRON_SECRET}` },
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined);
}
