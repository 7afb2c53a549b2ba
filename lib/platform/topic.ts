import type { z } from "zod";

/** What a job is called, what it carries (ids only) and how it is retried. Handlers live in `jobs/`. */
export interface Topic<T = unknown> {
  readonly name: string;
  readonly version: number;
  readonly payload: z.ZodType<T>;
  /** At most one waiting job per key: the doorbell kind. Omit for one job per enqueue. */
  singleton?(payload: T): string;
  /** Jobs of one wedding share the drain fairly with others' through this group. */
  group?(payload: T): string;
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  readonly concurrency: number;
}

export function defineTopic<T>(
  topic: Pick<Topic<T>, "name" | "payload"> & Partial<Omit<Topic<T>, "name" | "payload">>,
): Topic<T> {
  return { version: 1, retryLimit: 5, expireInSeconds: 120, concurrency: 2, ...topic };
}

export interface Enqueue {
  readonly topic: Topic;
  readonly payload: unknown;
  /** Not before this time (the database's clock decides). */
  readonly startAfter?: Date;
}

export const enqueue = <T>(topic: Topic<T>, payload: T, options: { startAfter?: Date } = {}): Enqueue => ({
  topic,
  payload,
  ...options,
});
