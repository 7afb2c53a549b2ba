import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "@/db/client";
import { stopBoss } from "@/lib/platform/boss";
import { TEST_ENV } from "./test-env";

const name = `test_${randomBytes(6).toString("hex")}`;
const inDatabase = (url: string) => url.replace(/\/parinaya$/, `/${name}`);

Object.assign(process.env, TEST_ENV, { DATABASE_APP_URL: inDatabase(inject("appUrl")) });

const maintenance = new pg.Client({
  connectionString: inject("adminUrl").replace(/\/parinaya$/, "/postgres"),
});
await maintenance.connect();
// Two files may clone at the same moment, which Postgres refuses; the lock makes them wait in line.
await maintenance.query("select pg_advisory_lock(4711)");
await maintenance.query(`create database ${name} template parinaya owner parinaya_owner`);
await maintenance.query("select pg_advisory_unlock(4711)");
await maintenance.end();

/** Sees everything, bypassing every fence: for looking, and for planting what the app could not. */
export const admin = new pg.Pool({ connectionString: inDatabase(inject("adminUrl")), max: 2 });
admin.on("error", () => undefined);
export const ownerUrl = inDatabase(inject("ownerUrl"));

afterAll(async () => {
  await stopBoss();
  await closeDatabase();
  await admin.end();
});
