import { sql } from "drizzle-orm";
import { db, prepared } from "@/db/client";

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
  const { rows } = await prepared<{ taken: boolean; first: number; end: string }>(
    db(),
    "slots",
    sql`
    insert into rate_limits as r (key, theoretical_at) values (${key}, ${next} + ${length})
    on conflict (key) do update set theoretical_at = case
      when r.theoretical_at > clock_timestamp() + make_interval(secs => ${pace.aheadMs / 1000}::float8) then r.theoretical_at
      else greatest(r.theoretical_at, ${next}) + ${length} end
    returning old.theoretical_at is distinct from new.theoretical_at as taken, new.theoretical_at::text as end,
      extract(epoch from new.theoretical_at - ${length} - clock_timestamp())::float8 * 1000 as first`,
  );
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

/** So many at once, filled up again evenly within so many seconds. */
export interface Allowance {
  key: string;
  count: number;
  withinSeconds: number;
}

const ALLOWANCE = "limit:";

/**
 * Takes one of each allowance; where one of them is used up, the seconds until it has one again. The same arithmetic as
 * the paces above (GCRA), one statement, all processes; nobody waits for the disk, as a crash may forgive what was spent
 * in its last moment. Rows that say nothing any more go with `forgetAllowances`.
 */
export async function spendAllowances(
  allowances: readonly Allowance[],
): Promise<{ waitSeconds: number } | null> {
  const wanted = JSON.stringify(
    allowances.map(({ key, count, withinSeconds }) => ({
      key: `${ALLOWANCE}${key}`,
      each: withinSeconds / count,
      ahead: withinSeconds - withinSeconds / count,
    })),
  );
  const { rows } = await prepared<{ taken: boolean; wait: number }>(
    db(),
    "allowances",
    sql`
    with wanted as materialized (
      select * from jsonb_to_recordset(${wanted}::jsonb) as w(key text, each float8, ahead float8)
    ), spent as (
      insert into rate_limits as r (key, theoretical_at)
      select key, now() + make_interval(secs => each) from wanted order by key
      on conflict (key) do update set theoretical_at = case
        when r.theoretical_at > now() + make_interval(secs => (select ahead from wanted w where w.key = excluded.key)) then r.theoretical_at
        else greatest(r.theoretical_at, now()) + (excluded.theoretical_at - now()) end
      returning r.key, old.theoretical_at is distinct from new.theoretical_at as taken, new.theoretical_at
    )
    select s.taken, extract(epoch from s.theoretical_at - now())::float8 - w.ahead as wait,
      set_config('synchronous_commit', 'off', true) as unawaited
    from spent s join wanted w using (key)`,
  );
  const refused = rows.filter((row) => !row.taken);
  if (refused.length === 0) return null;
  return { waitSeconds: Math.max(1, Math.ceil(Math.max(...refused.map((row) => row.wait)))) };
}

/** Allowances that are whole again: no row says the same. */
export async function forgetAllowances(): Promise<void> {
  await db().execute(
    sql`delete from rate_limits where starts_with(key, ${ALLOWANCE}) and theoretical_at < now() - interval '1 hour'`,
  );
}
