import type { JobWithMetadata, PgBoss } from "pg-boss";
import { closeDatabase } from "@/db/client";
import { boss, stopBoss } from "@/lib/platform/boss";
import { env } from "@/lib/platform/env";
import { startErrorReports } from "@/lib/platform/error-reports";
import { logger } from "@/lib/platform/logger";
import { errorText } from "@/lib/platform/redact";
import type { Job } from "./job";
import { PoisonJob } from "./job";
import { JOBS } from "./registry";
import { perform } from "./run-job";
import { sweep } from "./sweep";

const SWEEP_MS = 30_000;
const JOB_BUDGET_MS = 60_000;

/** `npm run worker`: for those who host it themselves. The same handlers, woken by LISTEN/NOTIFY instead of a cron. */
async function main(): Promise<void> {
  env();
  startErrorReports();
  const queue = await boss({ listen: true });
  for (const job of JOBS) for (let place = 0; place < job.topic.concurrency; place++) await serve(queue, job);
  const timer = setInterval(() => {
    Promise.all([queue.supervise(), sweep()]).catch((error: unknown) =>
      logger().error({ err: error }, "worker.sweep"),
    );
  }, SWEEP_MS);
  await sweep();
  logger().info({ queues: JOBS.length }, "worker.ready");
  const stop = async () => {
    clearInterval(timer);
    await queue.stop({ graceful: true, timeout: 20_000 });
    await stopBoss();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

/**
 * One place in a queue. pg-boss fetches and settles by attempt here; what a job does is the same `perform` that a
 * drain uses. Two jobs may share one notification, so whoever has fetched one asks for the next at once; otherwise the
 * second would wait for the slow poll that stands behind LISTEN.
 */
async function serve(queue: PgBoss, job: Job<never>): Promise<void> {
  let place: string | undefined;
  place = await queue.work(
    job.topic.name,
    {
      includeMetadata: true,
      perJobResults: true,
      batchSize: 1,
      pollingIntervalSeconds: 2,
    } as never,
    (async ([fetched]: JobWithMetadata[]) => {
      if (!fetched) return [];
      if (place) queue.notifyWorker(place);
      const started = performance.now();
      try {
        await perform(job, fetched, Date.now() + JOB_BUDGET_MS);
        logger().info(
          {
            job: job.topic.name,
            jobId: fetched.id,
            outcome: "done",
            ms: Math.round(performance.now() - started),
          },
          "job",
        );
        return [{ id: fetched.id, status: "completed" }];
      } catch (error) {
        logger().error({ job: job.topic.name, jobId: fetched.id, outcome: "failed", err: error }, "job");
        return [
          {
            id: fetched.id,
            status: error instanceof PoisonJob ? "deadletter" : "failed",
            output: { message: errorText(error) },
          },
        ];
      }
    }) as never,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
