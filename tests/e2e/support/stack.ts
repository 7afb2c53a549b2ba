import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { closeDatabase } from "@/db/client";
import { seedDemo } from "@/db/seed/demo";
import { stopBoss } from "@/lib/platform/boss";
import { createProgress } from "@/scripts/stack/progress";
import { startStack } from "@/scripts/stack/stack";

declare module "vitest" {
  interface ProvidedContext {
    stackUrl: string;
    simulatorUrl: string;
    stackEnv: Record<string, string>;
  }
}

/** The product as `npm start` brings it up, with the demo wedding, in a folder that is thrown away. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-e2e-"));
  await chmod(home, 0o711);
  process.env.MAX_UPLOAD_MB = "5";
  const stack = await startStack({
    home,
    port: Number(process.env.E2E_PORT ?? 3210),
    strictPort: false,
    simulatorPort: Number(process.env.E2E_PORT ?? 3210) + 1000,
    tickSeconds: 5,
    mode: "production",
    progress: createProgress(),
    throwAway: true,
  });
  await seedDemo(new Date());
  await stopBoss();
  await closeDatabase();
  await stack.tick();
  project.provide("stackUrl", stack.appUrl);
  project.provide("simulatorUrl", stack.simulatorUrl);
  project.provide("stackEnv", stack.env);
  return async () => {
    await stack.stop();
    await rm(home, { recursive: true, force: true });
  };
}
