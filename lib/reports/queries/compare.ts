import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { countsRow, expectedCurrent, expectedParts, summedParts } from "./expected-rows";
import { COUNT_COLUMNS, headcountRows } from "./headcount-rows";
import { OVERVIEW_COLUMNS, overviewRows } from "./overview-rows";

const SAMPLES = 5;

/** By kind of projection: how many rows differ, and the keys of a few. */
export type Found = Record<string, { differences: number; keys: string[] }>;

export interface Compared {
  compared: number;
  differences: number;
  found: Found;
}

/** Parts to be compared, by their numbers. */
const inParts = (buckets: readonly number[]): SQL => sql`(select unnest(${`{${buckets.join(",")}}`}::int[]))`;

/** Two sets of `key, row`: how many keys there are, and which differ. */
async function compare(tx: Transaction, kind: string, expected: SQL, kept: SQL): Promise<Compared> {
  const { rows } = await tx.execute<{ compared: number; differences: number; keys: string[] | null }>(sql`
    with both_sides as (
      select key, e.row is distinct from k.row as differs from ${expected} e full join ${kept} k using (key)
    )
    select count(*)::int as compared, count(*) filter (where differs)::int as differences,
      (array_agg(key order by key) filter (where differs))[1:${SAMPLES}] as keys from both_sides`);
  const { compared, differences, keys } = rows[0]!;
  return {
    compared,
    differences,
    found: differences > 0 ? { [kind]: { differences, keys: keys ?? [] } } : {},
  };
}

export function addUp(all: readonly Compared[]): Compared {
  const found: Found = {};
  for (const [kind, { differences, keys }] of all.flatMap((one) => Object.entries(one.found))) {
    const before = found[kind];
    found[kind] = {
      differences: differences + (before?.differences ?? 0),
      keys: [...new Set([...(before?.keys ?? []), ...keys])].slice(0, SAMPLES),
    };
  }
  return {
    compared: all.reduce((sum, one) => sum + one.compared, 0),
    differences: all.reduce((sum, one) => sum + one.differences, 0),
    found,
  };
}

/** The current answers as they stand, as `expectedCurrent` gives them. */
export const keptCurrent = (weddingId: string, units: SQL | null): SQL => sql`(
  select unit_id || ' ' || event_id as key, jsonb_build_array(answer_id, answer, adults, children, answered_at) as row
  from rsvp_current where wedding_id = ${weddingId} ${units ? sql`and unit_id in ${units}` : sql``})`;

export const compareCurrent = (tx: Transaction, weddingId: string, units: SQL | null): Promise<Compared> =>
  compare(tx, "answers", expectedCurrent(weddingId, units), keptCurrent(weddingId, units));

/** The families of some parts, or of all, and these parts themselves, against the canonical rows. */
export async function compareParts(
  tx: Transaction,
  weddingId: string,
  buckets: readonly number[] | null,
): Promise<Compared> {
  const here = sql`wedding_id = ${weddingId} ${buckets ? sql`and bucket in ${inParts(buckets)}` : sql``}`;
  const units = buckets ? familiesOf(weddingId, buckets) : null;
  const overview = sql`jsonb_build_array(${sql.raw(OVERVIEW_COLUMNS.join(", "))})`;
  return addUp([
    await compare(
      tx,
      "families",
      sql`(select unit_id::text as key, ${overview} as row from ${overviewRows(weddingId, units)} r)`,
      sql`(select unit_id::text as key, ${overview} as row from unit_overview where ${here})`,
    ),
    await compare(
      tx,
      "parts",
      expectedParts(weddingId, units),
      sql`(select bucket || ' ' || event_id || ' ' || side as key, ${countsRow} as row from headcount_parts where ${here})`,
    ),
  ]);
}

/** Whether the headcounts stand and add up, and which parts are not what the families' rows as they stand make of them. */
export async function differingParts(
  tx: Transaction,
  weddingId: string,
): Promise<{ addUp: boolean; parts: number[] }> {
  const counts = (alias: string) =>
    sql.raw([...COUNT_COLUMNS, "diets", "silent_days"].map((column) => `${alias}.${column}`).join(", "));
  const sums = await compareSums(tx, weddingId);
  const { rows } = await tx.execute<{ bucket: number }>(sql`
    select distinct bucket from ${headcountRows(weddingId, null)} f
    full join (select * from headcount_parts where wedding_id = ${weddingId}) p using (bucket, event_id, side)
    where (${counts("f")}) is distinct from (${counts("p")})`);
  return { addUp: sums.compared > 0 && sums.differences === 0, parts: rows.map((row) => row.bucket) };
}

/** The families that are counted in these parts. */
export const familiesOf = (weddingId: string, buckets: readonly number[]): SQL =>
  sql`(select o.unit_id from unit_overview o where o.wedding_id = ${weddingId} and o.bucket in ${inParts(buckets)})`;

/** The sums against their parts: they move together, so they agree at any moment. */
export const compareSums = (tx: Transaction, weddingId: string): Promise<Compared> =>
  compare(
    tx,
    "functions",
    summedParts(weddingId),
    sql`(select event_id || ' ' || side as key, ${countsRow} as row from event_headcounts where wedding_id = ${weddingId})`,
  );

/** Whether every family is in some part. What is marked may not have been counted yet. */
export const compareFamilies = (tx: Transaction, weddingId: string): Promise<Compared> =>
  compare(
    tx,
    "families",
    sql`(select id::text as key, true as row from guest_units where wedding_id = ${weddingId}
      and id not in (select key from projection_marks where wedding_id = ${weddingId} and kind = 'unit'))`,
    sql`(select unit_id::text as key, true as row from unit_overview where wedding_id = ${weddingId}
      and unit_id not in (select key from projection_marks where wedding_id = ${weddingId} and kind = 'unit'))`,
  );

/** What became of the messages of these runs, of all, or of those with nothing that waits to be counted. */
export function compareRuns(
  tx: Transaction,
  weddingId: string,
  which: readonly string[] | "all" | "settled",
): Promise<Compared> {
  const bucket = sql`case when state in ('blocked', 'failed') then state || ':' || coalesce(reason, 'UNKNOWN') else state end`;
  const among =
    which === "all"
      ? sql``
      : which === "settled"
        ? sql`and run_id not in (select key from projection_marks where wedding_id = ${weddingId} and kind = 'run')`
        : sql`and run_id in (select unnest(${`{${which.join(",")}}`}::uuid[]))`;
  return compare(
    tx,
    "runs",
    sql`(select key, to_jsonb(count(*)) as row from (select run_id || ' ' || side || ' ' || ${bucket} as key from messages
      where wedding_id = ${weddingId} and run_id is not null ${among}) m group by key)`,
    sql`(select run_id || ' ' || side || ' ' || bucket as key, to_jsonb(count) as row from run_funnels where wedding_id = ${weddingId} ${among})`,
  );
}

/** The runs with something that waits to be counted. */
export async function markedRuns(tx: Transaction, weddingId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ key: string }>(
    sql`select distinct key from projection_marks where wedding_id = ${weddingId} and kind = 'run'`,
  );
  return rows.map((row) => row.key);
}

export interface Stretch {
  /** Parts with nothing marked that waits to be counted. */
  settled: number[];
  /** The others: what is known to be behind is no difference. */
  behind: number[];
  /** The last part there is; null where there is none. */
  last: number | null;
}

/** Which parts of a stretch of numbers, or of these, can be compared. Told of the same snapshot as the comparison. */
export async function partsOf(
  tx: Transaction,
  weddingId: string,
  which: { from: number; count: number } | { buckets: readonly number[] },
): Promise<Stretch> {
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${weddingId}`;
  const range =
    "buckets" in which
      ? sql`bucket in ${inParts(which.buckets)}`
      : sql`bucket >= ${which.from} and bucket < ${which.from + which.count}`;
  const { rows } = await tx.execute<Stretch & Record<string, unknown>>(sql`
    with marked as (select distinct kind, key from projection_marks m where ${mine("m")}),
    unit as (
      select key from marked where kind = 'unit'
      union select fence.home_of(${weddingId}, u.id) from marked join guest_units u on ${mine("u")} and u.id = key and not u.live where kind = 'unit'
    ), behind as (
      select o.bucket from unit_overview o where ${mine("o")} and o.unit_id in (select key from unit)
      union select p.bucket from headcount_parts p where ${mine("p")} and p.waiting > 0 and p.event_id in (select key from marked where kind = 'event')
    ), here as (
      select bucket from unit_overview o where ${mine("o")} and ${range} union select bucket from headcount_parts p where ${mine("p")} and ${range}
    )
    select array(select bucket from here where bucket not in (select bucket from behind) order by 1) as settled,
      array(select bucket from here where bucket in (select bucket from behind) order by 1) as behind,
      greatest((select max(bucket) from unit_overview o where ${mine("o")}), (select max(bucket) from headcount_parts p where ${mine("p")})) as last`);
  return rows[0]!;
}
