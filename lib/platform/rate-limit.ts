import { sql } from "drizzle-orm";
import { db } from "@/db/client";

export interface Pace {
  perSecond: number;
  /** How far ahead slots may be taken: the time there is to prepare what they are for. */
  aheadMs: number;
}

/** Slots one after the other, each with its own moment. */
export interface Slots {
  count: number;
  /** Until the first of them. */
  firstInMs: number;
  intervalMs: number;
  /** Where they end, by the database's clock. */
  end: string;
}

/** Nobody can do anything with a slot that is now: the answer with it is still on its way. */
const LEAD_MS = 20;

/**
 * Takes `count` slots of a key's pace, or none where that would be too far ahead; `waitMs` says when to ask again. One
 * row, one statement, the database's clock: all processes share it. Each slot has its moment, so what is sent at those
 * moments is never more in any second than the pace, however long the pause before.
 */
export async function takeSlots(
  key: string,
  count: number,
  pace: Pace,
): Promise<{ slots: Slots | null; waitMs: number }> {
  const interval = 1 / pace.perSecond;
  const next = sql`clock_timestamp() + make_interval(secs => ${LEAD_MS / 1000}::float8)`;
  const length = sql`make_interval(secs => ${count * interval}::float8)`;
  const { rows } = await db().execute<{ taken: boolean; first: number; end: string }>(sql`
    insert into rate_limits as r (key, theoretical_at) values (${key}, ${next} + ${length})
    on conflict (key) do update set theoretical_at = case
      when r.theoretical_at > clock_timestamp() + make_interval(secs => ${pace.aheadMs / 1000}::float8) then r.theoretical_at
      else greatest(r.theoretical_at, ${next}) + ${length} end
    returning old.theoretical_at is distinct from new.theoretical_at as taken, new.theoretical_at::text as end,
      extract(epoch from new.theoretical_at - ${length} - clock_timestamp())::float8 * 1000 as first`);
  const { taken, first, end } = rows[0]!;
  if (taken) return { slots: { count, firstInMs: first, intervalMs: interval * 1000, end }, waitMs: 0 };
  return { slots: null, waitMs: Math.max(1, first + count * interval * 1000 - pace.aheadMs) };
}

/** Gives the last slots back, unless others have been taken behind them: those must not come nearer. */
export async function returnSlots(key: string, slots: Slots, unused: number): Promise<void> {
  if (unused <= 0) return;
  await db().execute(sql`
    update rate_limits set theoretical_at = theoretical_at - make_interval(secs => ${(unused * slots.intervalMs) / 1000}::float8)
    where key = ${key} and theoretical_at = ${slots.end}::timestamptz`);
}

/** Pushes a key's next slot to at least `ms` from now: the other side asked us to slow down. */
export async function delaySlots(key: string, ms: number): Promise<void> {
  await db().execute(sql`
    update rate_limits set theoretical_at = greatest(theoretical_at, now() + make_interval(secs => ${ms / 1000}::float8)) where key = ${key}`);
}

const MOST_AHEAD_MS = 2_000;

/** Takes slots for what the other side counts without asking us (inbound messages), at most two seconds ahead. */
export async function spendSlots(key: string, count: number, perSecond: number): Promise<void> {
  await db().execute(sql`
    update rate_limits set theoretical_at = least(greatest(theoretical_at, now()) + make_interval(secs => ${count / perSecond}::float8),
      greatest(theoretical_at, now() + make_interval(secs => ${MOST_AHEAD_MS / 1000}::float8))) where key = ${key}`);
}
