import { Pool as NeonPool } from "@neondatabase/serverless";
import type { SQL } from "drizzle-orm";
import { drizzle as neonDrizzle } from "drizzle-orm/neon-serverless";
import { type NodePgDatabase, type NodePgTransaction, drizzle as pgDrizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "@/lib/platform/env";

export type Database = NodePgDatabase<Record<string, never>>;
export type Transaction = Pick<
  NodePgTransaction<Record<string, never>, Record<string, never>>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "with"
> & { readonly [inTransaction]: true };
declare const inTransaction: unique symbol;

interface Preparing {
  dialect: { sqlToQuery(query: SQL): unknown };
  session: {
    prepareQuery(query: unknown, fields: undefined, name: string, arrays: false): { execute(): unknown };
  };
}

/**
 * A statement that each connection plans once and then knows by its name. For the few that run with every message: with
 * row-level security the planning of one costs as much as its work. The text must not depend on the values.
 */
export function prepared<T extends Record<string, unknown>>(
  tx: Transaction,
  name: string,
  query: SQL,
): Promise<{ rows: T[]; rowCount: number | null }> {
  const { dialect, session } = tx as unknown as Preparing;
  const statement = session.prepareQuery(dialect.sqlToQuery(query), undefined, name, false);
  return statement.execute() as Promise<{ rows: T[]; rowCount: number | null }>;
}

const holder = globalThis as typeof globalThis & {
  parinayaDb?: { db: Database; close(): Promise<void> };
  parinayaCopy?: pg.Pool;
};

function open(): { db: Database; close(): Promise<void> } {
  const { DATABASE_APP_URL, DATABASE_DRIVER, DATABASE_POOL_MAX } = env();
  const options = {
    connectionString: DATABASE_APP_URL,
    max: DATABASE_POOL_MAX,
    connectionTimeoutMillis: 10_000,
  };
  if (DATABASE_DRIVER === "neon") {
    const pool = new NeonPool(options);
    pool.on("error", () => undefined);
    // Same query builder, same result shape; only the wire differs.
    return { db: neonDrizzle(pool) as unknown as Database, close: () => pool.end() };
  }
  const pool = new pg.Pool({ ...options, idleTimeoutMillis: 30_000 });
  // An idle connection that the server closed must not end the process; the next query opens a new one.
  pool.on("error", () => undefined);
  return { db: pgDrizzle(pool), close: () => pool.end() };
}

/** The app's database, as the role that row-level security binds. One pool per process. */
export function db(): Database {
  holder.parinayaDb ??= open();
  return holder.parinayaDb.db;
}

/** COPY needs TCP, which Neon's WebSocket driver is not: always `pg`, on the direct address. */
export function copyPool(): pg.Pool {
  if (!holder.parinayaCopy) {
    holder.parinayaCopy = new pg.Pool({
      connectionString: env().DATABASE_DIRECT_URL ?? env().DATABASE_APP_URL,
      max: 2,
    });
    holder.parinayaCopy.on("error", () => undefined);
  }
  return holder.parinayaCopy;
}

/** Ends every pool of this process. */
export async function closeDatabase(): Promise<void> {
  const { parinayaDb, parinayaCopy } = holder;
  delete holder.parinayaDb;
  delete holder.parinayaCopy;
  await Promise.all([parinayaDb?.close(), parinayaCopy?.end()]);
}
