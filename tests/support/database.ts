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
  try {
    const stale = await staleWords();
    if (stale.length > 0)
      throw new Error(`Search does not know these families as they are: ${stale.join(", ")}`);
  } finally {
    await admin.end();
  }
});

/** Families whose searched words and name are not theirs and their people's, whatever a file's tests did to them. */
async function staleWords(): Promise<string[]> {
  const looking = await admin.connect();
  try {
    await looking.query("begin; create temporary table told on commit drop as select * from unit_search");
    await looking.query("select fence.tell_search(array_agg(id)) from guest_units");
    const { rows } = await looking.query<{ id: string }>(
      "select s.unit_id as id from unit_search s left join told t using (unit_id) where s is distinct from t",
    );
    return rows.map((row) => row.id);
  } finally {
    await looking.query("rollback");
    looking.release();
  }
}
