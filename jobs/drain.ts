import type { JobWithMetadata, PgBoss } from "pg-boss";
import { boss, queuesDue } from "@/lib/platform/boss";
import { logger } from "@/lib/platform/logger";
import { onRing, type Rung } from "@/lib/platform/ring";
import type { Job } from "./job";
import { JOBS } from "./registry";
import { runAndSettle } from "./run-job";

/** No wedding holds more than this many places of one queue, however long its backlog. */
const PER_WEDDING = 2;
/** How long what another process wrote may wait while jobs run here. */
const IDLE_POLL_MS = 500;
/** Leave this much of the budget to finish what runs. */
const RESERVE_MS = 3_000;

export interface DrainReport {
  done: number;
  failed: number;
  lapsed: number;
  /** Time ran out with work still waiting. */
  unfinished: boolean;
}

/** A sender at full pace commits a hundred times a second: so long rings from outside gather, and are one look. */
const GATHER_MS = 20;

/** The queues to look into; `all` where a ring did not say. */
type Due = ReadonlySet<string> | "all";

interface Wake {
  /** What was rung for since it was last asked; null where nothing was. */
  taken(): Due | null;
  /** The same, at once or as soon as somebody rings; null when the time is over. */
  wait(ms: number): Promise<Due | null>;
  ring(queues: Rung): void;
}

/** A sleep that a ring ends early, and which queues it was for: looking into all of them at each ring is most of what a drain costs. */
function createWake(): Wake {
  let wake: (() => void) | undefined;
  let due: Set<string> | "all" | null = null;
  const taken = () => {
    const rung = due;
    due = null;
    return rung;
  };
  return {
    taken,
    ring(queues) {
      if (queues === null) due = "all";
      else if (due !== "all") due = new Set([...(due ?? []), ...queues]);
      wake?.();
    },
    async wait(ms) {
      if (due === null) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      return taken();
    },
  };
}

/** The first ring passes at once, those that follow it closely together. */
function gathering(ring: Wake["ring"]): Wake["ring"] {
  let gathered: Set<string> | "all" | null = null;
  let timer: NodeJS.Timeout | undefined;
  const pass = () => {
    timer = undefined;
    if (gathered === null) return;
    const rung = gathered;
    gathered = null;
    timer = setTimeout(pass, GATHER_MS);
    ring(rung === "all" ? null : [...rung]);
  };
  return (queues) => {
    if (queues === null) gathered = "all";
    else if (gathered !== "all") gathered = new Set([...(gathered ?? []), ...queues]);
    if (timer === undefined) pass();
  };
}

/**
 * Works off the queues until they are empty or the budget is used, waking up for what is rung for meanwhile. Any number
 * of drains may overlap, in one process or many: jobs are claimed with SKIP LOCKED and settled by attempt.
 */
export async function drain(options: { budgetMs: number }): Promise<DrainReport> {
  const wake = createWake();
  const leave = onRing(gathering(wake.ring));
  try {
    return await workOff(await boss(), wake, options.budgetMs);
  } finally {
    leave();
  }
}

async function workOff(queue: PgBoss, wake: Wake, budgetMs: number): Promise<DrainReport> {
  const deadline = Date.now() + budgetMs - Math.min(RESERVE_MS, budgetMs / 2);
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
        wake.ring([name]);
      });
    inFlight.add(work);
  };

  let due: Due = "all";
  let lookedEverywhere = 0;
  while (Date.now() < deadline) {
    // However much is rung for: a retry, or what another process wrote, rings nobody here.
    if (Date.now() - lookedEverywhere >= IDLE_POLL_MS) due = "all";
    if (due === "all") lookedEverywhere = Date.now();
    const gave = await fetchRound(queue, due, running, start);
    const rung = wake.taken();
    if (rung !== null || gave.size > 0) due = rung === "all" ? rung : new Set([...(rung ?? []), ...gave]);
    else if (inFlight.size > 0) due = (await wake.wait(IDLE_POLL_MS)) ?? "all";
    // Only a look into every queue says that there is nothing left.
    else if (due === "all") return report;
    else due = "all";
  }
  report.unfinished = true;
  await Promise.all(inFlight);
  return report;
}

/** Starts what the due queues have places for; the queues that gave something may have more. */
async function fetchRound(
  queue: PgBoss,
  due: Due,
  running: ReadonlyMap<string, number>,
  start: (job: Job<never>, fetched: JobWithMetadata) => void,
): Promise<Set<string>> {
  const gave = new Set<string>();
  const names = due === "all" ? await queuesDue(JOBS.map((job) => job.topic.name)) : due;
  await Promise.all(
    JOBS.filter((job) => names.has(job.topic.name)).map(async (job) => {
      const free = job.topic.concurrency - (running.get(job.topic.name) ?? 0);
      if (free <= 0) return;
      const fetched = await queue.fetch<object>(job.topic.name, {
        batchSize: free,
        includeMetadata: true,
        ...(job.topic.group ? { groupConcurrency: PER_WEDDING } : {}),
      });
      for (const one of fetched) start(job, one as JobWithMetadata);
      if (fetched.length > 0) gave.add(job.topic.name);
    }),
  );
  return gave;
}
