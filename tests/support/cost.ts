import { expect } from "vitest";

const TRIES = 3;

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * That the work takes less than so many ms of processor time, once in up to three tries. It holds off what grows with
     * the square of its input; how fast something is, `bench/` says. The clock on the wall would also count what else the
     * machine does.
     */
    toCostLessThan(ms: number): Promise<void>;
  }
}

async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

expect.extend({
  async toCostLessThan(work: () => unknown, ms: number) {
    let least = Number.POSITIVE_INFINITY;
    for (let tried = 0; tried < TRIES && least >= ms; tried++) least = Math.min(least, await cost(work));
    return {
      pass: least < ms,
      message: () =>
        `expected less than ${ms} ms of processor time, and it took ${Math.round(least)} at least`,
    };
  },
});
