import { PgBoss } from "pg-boss";
import { db, preparedText, type Transaction } from "@/db/client";
import { env } from "./env";
import { logger } from "./logger";
import { ring } from "./ring";
import type { Enqueue, Topic } from "./topic";

export const DEAD_LETTERS = "dead-letters";

const holder = globalThis as typeof globalThis & { parinayaBoss?: Promise<PgBoss> };

/**
 * The job queue. Queues are made by the migration step; `start()` loads their metadata here, because a cache miss
 * inside a transaction would wait for a second connection.
 */
export function boss(options: { listen?: boolean } = {}): Promise<PgBoss> {
  holder.parinayaBoss ??= (async () => {
    const queue = new PgBoss({
      connectionString: env().DATABASE_APP_URL,
      max: 4,
      supervise: false,
      schedule: false,
      migrate: false,
      monitorIntervalSeconds: 5,
      useListenNotify: options.listen ?? false,
      reindex: false,
    });
    queue.on("error", (error) => logger().warn({ err: error }, "queue.error"));
    queue.on("warning", (warning) => logger().warn({ warning: warning.message }, "queue.warning"));
    await queue.start();
    return queue;
  })().catch((error: unknown) => {
    delete holder.parinayaBoss;
    throw error;
  });
  return holder.parinayaBoss;
}

export async function stopBoss(): Promise<void> {
  const running = holder.parinayaBoss;
  delete holder.parinayaBoss;
  await (await running)?.stop({ graceful: false }).catch(() => undefined);
}

/** Which of these queues have a job whose time has come: one question instead of a fetch from each. */
export async function queuesDue(names: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await preparedText<{ name: string }>(db(), "queues-due", {
    sql: `select q.name from unnest($1::text[]) as q(name) where exists (
      select 1 from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= pgboss.job_now())`,
    params: [names],
  });
  return new Set(rows.map(({ name }) => name));
}

/** The singleton keys of a queue's jobs that somebody is at just now: who is not to be rung for again meanwhile. */
export async function keysAtWork(name: string): Promise<ReadonlySet<string>> {
  const { rows } = await preparedText<{ key: string }>(db(), "keys-at-work", {
    sql: "select singleton_key as key from pgboss.job where name = $1 and state = 'active'",
    params: [name],
  });
  return new Set(rows.map(({ key }) => key));
}

interface Envelope {
  v: number;
  correlationId: string;
  payload: unknown;
}

const envelope = (topic: Topic, payload: unknown, correlationId: string): Envelope => ({
  v: topic.version,
  correlationId,
  payload: topic.payload.parse(payload),
});

const LATER_BUCKET_MS = 5_000;

/** A doorbell for later must not keep one for now from ringing, so it is a singleton of its own few seconds. */
const singletonKey = (key: string, startAfter: Date | undefined): string =>
  startAfter === undefined ? key : `${key}@${Math.ceil(startAfter.getTime() / LATER_BUCKET_MS)}`;

const toInsert = ({ topic, payload, startAfter }: Enqueue, correlationId: string) => ({
  data: envelope(topic, payload, correlationId),
  ...(startAfter === undefined ? {} : { startAfter }),
  ...(topic.singleton ? { singletonKey: singletonKey(topic.singleton(payload), startAfter) } : {}),
  ...(topic.group ? { group: { id: topic.group(payload) } } : {}),
});

/** Writes jobs in the caller's transaction: they exist if and only if it commits. */
export async function enqueueWithin(
  tx: Transaction,
  jobs: readonly Enqueue[],
  correlationId: string,
): Promise<void> {
  await insertJobs(jobs, correlationId, (name) => ({
    db: {
      executeSql: (text: string, values: unknown[] = []) =>
        preparedText(tx, `job-${name}`, { sql: text, params: values }),
    },
  }));
}

/** Rings for work that is already committed; a doorbell that rings already is left alone. */
export async function ringDoorbells(jobs: readonly Enqueue[], correlationId: string): Promise<void> {
  await insertJobs(jobs, correlationId, () => ({}));
  ring(jobs.map((job) => job.topic.name));
}

async function insertJobs(
  jobs: readonly Enqueue[],
  correlationId: string,
  options: (queue: string) => object,
): Promise<void> {
  if (jobs.length === 0) return;
  const queue = await boss();
  for (const [name, group] of Map.groupBy(jobs, (job) => job.topic.name)) {
    await queue.insert(
      name,
      group.map((job) => toInsert(job, correlationId)),
      options(name),
    );
  }
}

/** Brings jobs that were given up back to their queues; all of them, or those of one. */
export async function redriveDeadLetters(options: { queue?: string; limit: number }): Promise<number> {
  const moved = await (await boss()).redrive(DEAD_LETTERS, {
    limit: options.limit,
    ...(options.queue ? { sourceName: options.queue } : {}),
  });
  ring(null);
  return Number(moved);
}
