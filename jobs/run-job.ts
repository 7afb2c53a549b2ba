import { sql } from "drizzle-orm";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { db } from "@/db/client";
import { logger } from "@/lib/platform/logger";
import { errorText } from "@/lib/platform/redact";
import { type Job, PoisonJob } from "./job";

interface Envelope {
  v?: number;
  correlationId?: string;
  payload?: unknown;
}

/** pg-boss does not throw where an attempt is no longer ours; it says that nothing was affected (and types it away). */
const settled = (response: unknown): boolean => (response as { affected: number }).affected > 0;

/** Parses the envelope and runs the handler. Throws PoisonJob where the payload is not what the topic says. */
export async function perform(
  job: Job<never>,
  fetched: Pick<JobWithMetadata, "id" | "data" | "retryCount">,
  deadline: number,
): Promise<void> {
  const data = (fetched.data ?? {}) as Envelope;
  const parsed = job.topic.payload.safeParse(data.payload);
  if (!parsed.success || (data.v ?? 0) > job.topic.version) {
    throw new PoisonJob(`payload of ${job.topic.name} v${data.v} does not parse`);
  }
  const { handle } = await job.load();
  await handle(parsed.data as never, {
    correlationId: data.correlationId ?? fetched.id,
    deadline,
    attempt: fetched.retryCount,
  });
}

/**
 * Runs one fetched job and settles *that attempt*. If the claim lapsed meanwhile (expiry, another drain), the
 * settlement affects nothing, which is logged and correct: the newer attempt decides.
 */
export async function runAndSettle(
  boss: PgBoss,
  job: Job<never>,
  fetched: JobWithMetadata,
  deadline: number,
): Promise<"done" | "failed" | "lapsed"> {
  const { name } = job.topic;
  const attempt = { id: fetched.id, retryCount: fetched.retryCount };
  const started = performance.now();
  const fields = {
    job: name,
    jobId: fetched.id,
    attempt: fetched.retryCount,
    correlationId: (fetched.data as Envelope)?.correlationId,
  };
  try {
    await perform(job, fetched, deadline);
    const outcome = settled(await boss.complete(name, attempt)) ? "done" : "lapsed";
    logger().info({ ...fields, outcome, ms: Math.round(performance.now() - started) }, "job");
    return outcome;
  } catch (error) {
    if (error instanceof PoisonJob) {
      // pg-boss retries every failure; a poison job has used up its tries.
      await db().execute(
        sql`update pgboss.job set retry_limit = retry_count where name = ${name} and id = ${fetched.id}::uuid and retry_count = ${fetched.retryCount}`,
      );
    }
    const outcome = settled(await boss.fail(name, attempt, { message: errorText(error) }))
      ? "failed"
      : "lapsed";
    logger().error({ ...fields, outcome, ms: Math.round(performance.now() - started), err: error }, "job");
    return outcome;
  }
}
