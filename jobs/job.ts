import type { Topic } from "@/lib/platform/topic";

export interface JobTools {
  correlationId: string;
  /** Stop taking new work after this moment (process clock, milliseconds). */
  deadline: number;
  /** 0 on the first try. */
  attempt: number;
}

export type Handler<T> = (payload: T, tools: JobTools) => Promise<void>;

/** The light half of a job. The handler is loaded when there is work, so that enqueuing code stays small. */
export interface Job<T = unknown> {
  readonly topic: Topic<T>;
  readonly load: () => Promise<{ handle: Handler<T> }>;
}

export const defineJob = <T>(job: Job<T>): Job<T> => job;

/** Thrown where a retry cannot help; the job goes to the dead letters at once. */
export class PoisonJob extends Error {}
