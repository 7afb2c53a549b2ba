import { Pool as NeonPool } from "@neondatabase/serverless";
import type { SQL } from "drizzle-orm";
import { drizzle as neonDrizzle } from "drizzle-orm/neon-serverless";
import { type NodePgDatabase, type NodePgTransaction, drizzle as pgDrizzle } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { sha256Hex } from "@/lib/kernel/bytes";
import { env } from "@/lib/platform/env";

export type Database = NodePgDatabase<Record<string, never>>;
export type Transaction = Pick<
  NodePgTransaction<Record<string, never>, Record<string, never>>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "with"
> & { readonly [inTransaction]: true };
declare const inTransaction: unique symbol;

interface Query {
  sql: string;
  params: unknown[];
}

interface Preparing {
  dialect: { sqlToQuery(query: SQL): Query };
  session: {
    prepareQuery(query: Query, fields: undefined, name: string, arrays: false): { execute(): unknown };
  };
}

type Answer<T> = Promise<{ rows: T[]; rowCount: number | null }>;

/**
 * A statement that each connection plans once and then knows by its name. For the few that run with every message: with
 * row-level security the planning of one costs as much as its work. The text must not depend on the values.
 */
export function prepared<T extends Record<string, unknown>>(
  on: Transaction | Database,
  name: string,
  query: SQL,
): Answer<T> {
  return preparedText(on, name, (on as unknown as Preparing).dialect.sqlToQuery(query));
}

/** The same for a question of a few shapes, a list with this filter or that: each shape is planned once. */
export function preparedShape<T extends Record<string, unknown>>(
  on: Transaction | Database,
  name: string,
  query: SQL,
): Answer<T> {
  const shape = (on as unknown as Preparing).dialect.sqlToQuery(query);
  return preparedText(on, `${name}-${sha256Hex(shape.sql).slice(0, 16)}`, shape);
}

/** The same for a text that is ready, its values at `$1`, `$2` … */
export function preparedText<T extends Record<string, unknown>>(
  on: Transaction | Database,
  name: string,
  query: Query,
): Answer<T> {
  const { session } = on as unknown as Preparing;
  return session.prepareQuery(query, undefined, name, false).execute() as Answer<T>;
}

/** The text of a question that is put together once, for `preparedText`; its values stand in it as `$1`, `$2` … */
export function textOf(query: SQL): string {
  const { sql: text, params } = new PgDialect().sqlToQuery(query);
  if (params.length > 0) throw new Error("A text that is made once takes its values as $1, $2 …");
  return text;
}

type Connection = pg.PoolClient;

interface Opened {
  db: Database;
  connect(): Promise<Connection>;
  atHand(): boolean;
  on(connection: Connection): Database;
  close(): Promise<void>;
}

const holder = globalThis as typeof globalThis & {
  parinayaDb?: Opened;
  parinayaCopy?: pg.Pool;
};

function open(): Opened {
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
    return {
      db: neonDrizzle(pool) as unknown as Database,
      connect: () => pool.connect() as unknown as Promise<Connection>,
      atHand: () => roomIn(pool),
      on: (connection) => neonDrizzle(connection as never) as unknown as Database,
      close: () => pool.end(),
    };
  }
  const pool = new pg.Pool({ ...options, idleTimeoutMillis: 30_000, pipeline: true } as pg.PoolConfig);
  // An idle connection that the server closed must not end the process; the next query opens a new one.
  pool.on("error", () => undefined);
  return {
    db: pgDrizzle(pool),
    connect: () => pool.connect(),
    atHand: () => roomIn(pool),
    on: (connection) => pgDrizzle(connection),
    close: () => pool.end(),
  };
}

const roomIn = ({ waitingCount, idleCount, totalCount, options }: pg.Pool | NeonPool): boolean =>
  waitingCount === 0 && (idleCount > 0 || totalCount < options.max);

function opened(): Opened {
  holder.parinayaDb ??= open();
  return holder.parinayaDb;
}

/** The app's database, as the role that row-level security binds. One pool per process. */
export const db = (): Database => opened().db;

/** Whether nobody waits for a connection: whoever holds one may wait for a second only where it is there already. */
export const connectionAtHand = (): boolean => opened().atHand();

/**
 * One transaction on one connection. Statements that do not wait for each other travel together: what begins it goes
 * with the first of `work`, a way to the database and back less. Whatever `work` throws rolls it back.
 */
export async function transaction<T>(mode: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { connect, on } = opened();
  const connection = await connect();
  const tx = on(connection) as unknown as Transaction;
  let lost: Error | undefined;
  // Cut between two statements, it says so to nobody else; without a listener that would end the process.
  const note = (error: Error): void => {
    lost = error;
  };
  connection.on("error", note);
  try {
    const begun = connection.query(`begin ${mode}`);
    const [, result] = await Promise.all([begun, work(tx)]);
    await connection.query("commit");
    return result;
  } catch (error) {
    await connection.query("rollback").catch(note);
    throw error;
  } finally {
    if (!lost) connection.off("error", note);
    connection.release(lost);
  }
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
