import path from "node:path";
import pg from "pg";
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
  const server = await startEmbedded(path.join(process.cwd(), ".parinaya", "test"), { fast: true });
  const admin = new pg.Client({ connectionString: server.adminUrl.replace(/\/parinaya$/, "/postgres") });
  await admin.connect();
  await admin.query("drop database if exists parinaya with (force)");
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%'",
  );
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`);
  await admin.query("create database parinaya owner parinaya_owner");
  await migrateDatabase({ ownerUrl: server.ownerUrl, appPassword: server.appPassword });
  await admin.end();
  project.provide("adminUrl", server.adminUrl);
  project.provide("appUrl", server.appUrl);
  project.provide("ownerUrl", server.ownerUrl);
  return () => server.stop();
}
