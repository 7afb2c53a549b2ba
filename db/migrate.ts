import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { JOBS } from "@/jobs/registry";
import { DEAD_LETTERS } from "@/lib/platform/boss";

/** Anything; the same number everywhere, so that two deploys wait for each other. */
const MIGRATION_LOCK = 7_261_944_521;
const QUEUE_LOCK_TIMEOUT = "60s";

/** The roles the fences speak of. The app's gets its password here, because migrations must not know secrets. */
async function ensureRoles(client: pg.Client, appPassword: string | undefined): Promise<void> {
  for (const [role, options] of [
    ["parinaya_app", "LOGIN"],
    ["parinaya_locator", "NOLOGIN"],
  ] as const) {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    if (!rowCount) await client.query(`create role ${role} ${options} nosuperuser nobypassrls`);
  }
  // The migrating role hands the locate functions over to the locator, for which it must be able to become it.
  await client.query("grant parinaya_locator to current_user with set true, inherit false");
  if (appPassword)
    await client.query(`alter role parinaya_app password ${client.escapeLiteral(appPassword)}`);
}

/** Creates the queues and gives the app's role the use (not the ownership) of pg-boss's schema. */
async function installQueues(client: pg.Client, connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, max: 2, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 90 * 86_400 });
    for (const { topic } of JOBS) {
      const options = {
        retryLimit: topic.retryLimit,
        retryDelay: 2,
        retryBackoff: true,
        retryDelayMax: 300,
        expireInSeconds: topic.expireInSeconds,
        deleteAfterSeconds: 3 * 86_400,
        deadLetter: DEAD_LETTERS,
        notify: true,
      };
      if (await boss.getQueue(topic.name)) await boss.updateQueue(topic.name, options);
      else await boss.createQueue(topic.name, { ...options, policy: topic.singleton ? "short" : "standard" });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await client.query(`
    grant usage on schema pgboss to parinaya_app;
    grant select, insert, update, delete on all tables in schema pgboss to parinaya_app;
    grant usage, select on all sequences in schema pgboss to parinaya_app;
    grant execute on all functions in schema pgboss to parinaya_app;
  `);
}

export interface MigrateOptions {
  /** Connects as the owner of the database, directly (not through a pooler). */
  ownerUrl: string;
  appPassword?: string;
  log?: (line: string) => void;
}

/** Brings the database to this version of the code. Safe to run from several places at once: one works, others wait. */
export async function migrateDatabase({
  ownerUrl,
  appPassword,
  log = () => undefined,
}: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${QUEUE_LOCK_TIMEOUT}'`);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await ensureRoles(client, appPassword);
    log("roles are there");
    await migrate(drizzle(client), {
      migrationsFolder: path.join(process.cwd(), "db/migrations"),
      migrationsSchema: "migrations",
    });
    log("tables are up to date");
    await installQueues(client, ownerUrl);
    log("queues are up to date");
  } finally {
    await client.end();
  }
}
