import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { TEST_ENV } from "./test-env";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
    ownerUrl: string;
  }
}

/** One real Postgres for the whole run, migrated once; each test file clones the migrated database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  Object.assign(process.env, TEST_ENV);
  // A folder of its own: two test runs at once must not end each other's server.
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-test-"));
  await chmod(home, 0o711);
  const server = await startEmbedded(home, { fast: true });
  await migrateDatabase({ ownerUrl: server.ownerUrl, appPassword: server.appPassword });
  project.provide("adminUrl", server.adminUrl);
  project.provide("appUrl", server.appUrl);
  project.provide("ownerUrl", server.ownerUrl);
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}
