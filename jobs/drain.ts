import type { JobWithMetadata } from "pg-boss";
import { boss } from "@/lib/platform/boss";
import { logger } from "@/lib/platform/logger";
import type { Job } from "./job";
import { JOBS } from "./registry";
import { runAndSettle } from "./run-job";

/** No wedding holds more than this many places of one queue, however long its backlog. */
const PER_WEDDING = 2;
const IDLE_POLL_MS = 200;
/** Leave this much of the budget to finish what runs. */
const RESERVE_MS = 3_000;

export interface DrainReport {
  done: number;
  failed: number;
  lapsed: number;
  /** Time ran out with work still waiting. */
  unfinished: boolean;
}

interface Wake {
  wait(ms: number): Promise<void>;
  ring(): void;
}

/** A sleep that a ring ends early. */
export function createWake(): Wake {
  let wake: (() => void) | undefined;
  let rang = false;
  return {
    ring() {
      rang = true;
      wake?.();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        if (rang) {
          rang = false;
          resolve();
          return;
        }
        const timer = setTimeout(() => finish(), ms);
        const finish = () => {
          clearTimeout(timer);
          wake = undefined;
          rang = false;
          resolve();
        };
        wake = finish;
      }),
  };
}

/**
 * Works off the queues until they are empty or the budget is used. Any number of drains may overlap, in one process
 * or many: jobs are claimed with SKIP LOCKED and settled by attempt.
 */
export async function drain(options: { budgetMs: number; wake?: Wake }): Promise<DrainReport> {
  const queue = await boss();
  const wake = options.wake ?? createWake();
  const stopAt = Date.now() + options.budgetMs;
  const deadline = stopAt - Math.min(RESERVE_MS, options.budgetMs / 2);
  const report: DrainReport = { done: 0, failed: 0, lapsed: 0, unfinished: false };
  const running = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();

  // An expired claim comes back only through supervision; it limits itself to one pass in five seconds.
  await queue.supervise();

  const start = (job: Job<never>, fetched: JobWithMetadata) => {
    const { name } = job.topic;
    running.set(name, (running.get(name) ?? 0) + 1);
    const work: Promise<void> = runAndSettle(queue, job, fetched, deadline)
      .then((outcome) => {
        report[outcome]++;
      })
      .catch((error: unknown) => logger().error({ err: error, job: name }, "drain.settle"))
      .finally(() => {
        running.set(name, (running.get(name) ?? 1) - 1);
        inFlight.delete(work);
        wake.ring();
      });
    inFlight.add(work);
  };

  while (Date.now() < deadline) {
    const settledBefore = report.done + report.failed + report.lapsed;
    const fetched = await fetchRound(queue, running, start);
    // A job that ended during the round has left a place that the round did not see.
    if (fetched > 0 || settledBefore < report.done + report.failed + report.lapsed) continue;
    if (inFlight.size === 0) return report;
    await wake.wait(IDLE_POLL_MS);
  }
  report.unfinished = true;
  await Promise.all(inFlight);
  return report;
}

async function fetchRound(
  queue: Awaited<ReturnType<typeof boss>>,
  running: ReadonlyMap<string, number>,
  start: (job: Job<never>, fetched: JobWithMetadata) => void,
): Promise<number> {
  const rounds = await Promise.all(
    JOBS.map(async (job) => {
      const free = job.topic.concurrency - (running.get(job.topic.name) ?? 0);
      if (free <= 0) return 0;
      const fetched = await queue.fetch<object>(job.topic.name, {
        batchSize: free,
        includeMetadata: true,
        ...(job.topic.group ? { groupConcurrency: PER_WEDDING } : {}),
      });
      for (const one of fetched) start(job, one as JobWithMetadata);
      return fetched.length;
    }),
  );
  return rounds.reduce((sum, n) => sum + n, 0);
}
