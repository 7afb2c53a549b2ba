import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

/** Processes that die, and moments that are measured: nothing else should run meanwhile. */
const TIMED = ["tests/faults/**/*.test.ts", "tests/integration/jobs/**/*.test.ts"];

/** What is waited for may take its time on a busy machine: a second, as it is otherwise, judges the machine. */
const expect = { poll: { timeout: 20_000 } };

/** `unit` needs nothing but Node; `postgres` runs against a real, embedded Postgres, one database per file. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "lib/**/*.test.ts",
            "db/**/*.test.ts",
            "jobs/**/*.test.ts",
            "simulator/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          setupFiles: ["tests/support/unit-env.ts", "tests/support/cost.ts"],
          testTimeout: 30_000,
          // Rules are pure: they share what they import.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "architecture",
          include: ["tests/architecture/**/*.test.ts"],
          setupFiles: ["tests/support/unit-env.ts"],
          testTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "postgres",
          expect,
          include: ["tests/integration/**/*.test.ts"],
          exclude: TIMED,
          globalSetup: ["tests/support/postgres.ts"],
          setupFiles: ["tests/support/database.ts"],
          pool: "forks",
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          expect,
          include: TIMED,
          globalSetup: ["tests/support/postgres.ts"],
          setupFiles: ["tests/support/database.ts"],
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          expect,
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/support/stack.ts"],
          pool: "forks",
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
