import { sql } from "drizzle-orm";
import { db } from "@/db/client";

export interface Pace {
  perSecond: number;
  /** How many may leave at once after a pause. */
  burst: number;
}

/**
 * Takes up to `wanted` slots of a key's pace (GCRA, one row, one statement, the database's clock; PG 18's RETURNING
 * old/new tells how many were granted). All processes share it. `waitMs` says when the next slot comes.
 */
export async function takeSlots(
  key: string,
  wanted: number,
  pace: Pace,
): Promise<{ granted: number; waitMs: number }> {
  const interval = 1 / pace.perSecond;
  const grant = (theoretical: ReturnType<typeof sql>) => sql`greatest(0, least(${wanted}::int,
    floor(((${pace.burst}::float8 * ${interval}::float8) - extract(epoch from greatest(${theoretical}, now()) - now())) / ${interval}::float8 + 1e-6)::int))`;
  const { rows } = await db().execute<{ granted: number; wait: number }>(sql`
    insert into rate_limits as r (key, theoretical_at) values (${key}, now() + make_interval(secs => ${interval}::float8 * ${grant(sql`now()`)}))
    on conflict (key) do update set theoretical_at = greatest(r.theoretical_at, now()) + make_interval(secs => ${interval}::float8 * ${grant(sql`r.theoretical_at`)})
    returning round(extract(epoch from new.theoretical_at - greatest(coalesce(old.theoretical_at, now()), now())) / ${interval}::float8)::int as granted,
      greatest(0, extract(epoch from new.theoretical_at - now()) - ${pace.burst - 1}::float8 * ${interval}::float8)::float8 as wait`);
  return { granted: rows[0]!.granted, waitMs: Math.ceil(rows[0]!.wait * 1000) };
}

/** Gives slots back that were not used. */
export async function returnSlots(key: string, unused: number, pace: Pace): Promise<void> {
  if (unused <= 0) return;
  await db().execute(sql`
    update rate_limits set theoretical_at = theoretical_at - make_interval(secs => ${unused / pace.perSecond}::float8) where key = ${key}`);
}

/** Pushes a key's next slot to at least `ms` from now: the other side asked us to slow down. */
export async function delaySlots(key: string, ms: number): Promise<void> {
  await db().execute(sql`
    update rate_limits set theoretical_at = greatest(theoretical_at, now() + make_interval(secs => ${ms / 1000}::float8)) where key = ${key}`);
}

const MOST_AHEAD_MS = 2_000;

/** Takes slots for what the other side counts without asking us (inbound messages), at most two seconds ahead. */
export async function spendSlots(key: string, count: number, pace: Pace): Promise<void> {
  await db().execute(sql`
    update rate_limits set theoretical_at = least(greatest(theoretical_at, now()) + make_interval(secs => ${count / pace.perSecond}::float8),
      greatest(theoretical_at, now() + make_interval(secs => ${MOST_AHEAD_MS / 1000}::float8))) where key = ${key}`);
}
