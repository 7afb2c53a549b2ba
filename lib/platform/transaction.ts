import { sql } from "drizzle-orm";
import { connectionAtHand, prepared, type Transaction, transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { OwnerScope, Scope } from "@/lib/access/types";

const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS = 4;

/** What was read before a lock was had is so no more: the transaction begins anew, as after a collision. */
export class TryAgain extends Error {
  readonly code = "40001";
}

export interface TenantTransaction {
  tx: Transaction;
  /** The database's time at the start of the transaction; the only clock a command may use. */
  now: Date;
}

interface Options {
  /** Every statement sees the same moment; a write that collides with a later one is retried from the start. */
  snapshot?: boolean;
  timeoutMs?: number;
}

type Fence = Record<string, string>;

const tenantFence = (scope: Scope): Fence => ({
  "app.wedding_id": scope.weddingId,
  "app.side": scope.side,
  "app.actor": actorLabel(scope.actor),
});

const ownerFence = (scope: OwnerScope): Fence => ({
  "app.owner": scope.ownerId,
  "app.card": scope.cardId,
  "app.actor": actorLabel(scope.actor),
});

/** One transaction inside one wedding. */
export const inTenant = <T>(
  scope: Scope,
  work: (t: TenantTransaction) => Promise<T>,
  options: Options = {},
): Promise<T> => inFence(tenantFence(scope), work, options);

/** One transaction over what belongs to one person, for a guest over one card of it. */
export const inOwned = <T>(scope: OwnerScope, work: (t: TenantTransaction) => Promise<T>): Promise<T> =>
  inFence(ownerFence(scope), work, {});

/**
 * Row-level security reads the settings; they end with the transaction, so no pooled connection carries them on.
 * Deadlocks and serialization failures are retried with jitter.
 */
async function inFence<T>(
  fence: Fence,
  work: (t: TenantTransaction) => Promise<T>,
  options: Options,
): Promise<T> {
  const mode = `isolation level ${options.snapshot ? "repeatable read" : "read committed"}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(mode, async (tx) => {
        const { rows } = await setFence(tx, fence, options.timeoutMs);
        return work({ tx, now: new Date(rows[0]!.now) });
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (1 + Math.random())));
    }
  }
}

/**
 * What is derived from everything that is known (who is who, what a family is put together from) must not depend on who
 * acts: here both sides are seen, and what follows is written, whoever looks after one of them. What somebody names, or
 * is told, is asked inside their own fence, before and after (decision 0050).
 */
export const wholeWedding = <T>(tx: Transaction, scope: Scope, work: () => Promise<T>): Promise<T> =>
  scope.side === "all" ? work() : asSide(tx, "all", work);

/** Inside of that, a question in the name of whoever acts. */
export const insideOwnFence = <T>(tx: Transaction, scope: Scope, work: () => Promise<T>): Promise<T> =>
  scope.side === "all" ? work() : asSide(tx, scope.side, work);

/** A failure needs no way back: it ends the transaction, and the setting with it. */
async function asSide<T>(tx: Transaction, side: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await tx.execute<{ before: string }>(sql`select current_setting('app.side') as before`);
  await tx.execute(sql`select set_config('app.side', ${side}, true)`);
  const result = await work();
  await tx.execute(sql`select set_config('app.side', ${rows[0]!.before}, true)`);
  return result;
}

interface ReadOptions {
  timeoutMs?: number;
  /** What another transaction sees, which is still open (`pg_export_snapshot`). */
  snapshot?: string;
}

/** Reads need no clock, so their first question travels with the settings; where these fail, so does all behind them. */
const readInFence = <T>(
  fence: Fence,
  work: (tx: Transaction) => Promise<T>,
  { timeoutMs, snapshot }: ReadOptions = {},
): Promise<T> =>
  transaction(`${READS}${snapshot ? `; set transaction snapshot '${snapshot}'` : ""}`, async (tx) => {
    const [, result] = await Promise.all([setFence(tx, fence, timeoutMs), work(tx)]);
    return result;
  });

const READS = "isolation level repeatable read read only";

function setFence(tx: Transaction, fence: Fence, timeoutMs = 15_000) {
  const settings = sql.join(
    Object.entries(fence).map(([name, value]) => sql`set_config(${name}, ${value}, true)`),
    sql`, `,
  );
  return prepared<{ now: string }>(
    tx,
    `fence-${Object.keys(fence).length}`,
    sql`select ${settings},
      set_config('statement_timeout', ${String(timeoutMs)}, true),
      set_config('idle_in_transaction_session_timeout', '10000', true),
      now() as now`,
  );
}

/** A request's reads: one snapshot, one round of settings. */
export const readTenant = <T>(
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
  options: ReadOptions = {},
): Promise<T> => readInFence(tenantFence(scope), work, options);

/**
 * Reads on a second connection while `tx` works on: the database as it was when `tx` began, without what `tx` writes.
 * `tx` must be a snapshot. Null where no connection is to be had: then nothing was read.
 *
 * @param timeoutMs how long it may take; so long `tx` may wait for it
 */
export async function readBeside<T>(
  tx: Transaction,
  scope: Scope,
  work: (beside: Transaction) => Promise<T>,
  timeoutMs: number,
): Promise<T | null> {
  if (!connectionAtHand()) return null;
  const { rows } = await tx.execute<{ snapshot: string }>(sql`
    select pg_export_snapshot() as snapshot, set_config('idle_in_transaction_session_timeout', ${String(timeoutMs)}, true)`);
  try {
    return await readTenant(scope, work, { timeoutMs, snapshot: rows[0]!.snapshot });
  } catch (error) {
    if (isOutage(error)) return null;
    throw error;
  }
}

export const readOwned = <T>(scope: OwnerScope, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  readInFence(ownerFence(scope), work);

/** The SQLSTATE of a driver error, looked for through drizzle's wrapper. */
export function sqlState(error: unknown): string | undefined {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as Error & { code?: unknown };
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** The constraint a unique or check violation names. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { constraint } = inner as Error & { constraint?: unknown };
    if (typeof constraint === "string") return constraint;
  }
  return undefined;
}

/** Cancelled while it waited for a row, or given up after its tries: somebody else was at it for long. */
const PASSING = new Set([...RETRYABLE, "57014", "55P03"]);

/** Whether it may well succeed a little later, as it is. */
export const isPassing = (error: unknown): boolean => PASSING.has(sqlState(error) ?? "");

const OUTAGE_STATES = /^(08|53|57P0)/;
const OUTAGE_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/** Whether the database was away, which says nothing about the work itself: try again later. */
export function isOutage(error: unknown): boolean {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as Error & { code?: unknown };
    if (typeof code === "string" && (OUTAGE_STATES.test(code) || OUTAGE_CODES.has(code))) return true;
    if (/connection terminated|timeout exceeded when trying to connect/i.test(inner.message)) return true;
  }
  return false;
}
