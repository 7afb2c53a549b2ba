import { type SQL, sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";
import { COUNT_COLUMNS, headcountRows, type Parts } from "@/lib/reports/queries/headcount-rows";
import { OVERVIEW_COLUMNS, overviewRows } from "@/lib/reports/queries/overview-rows";

/** Families counted together: few enough that a reply costs little, many enough that a rebuild writes little. */
const FAMILIES_PER_PART = 32;

/** Some keys, and whether they are few: of a few each is looked up, by a plan that every connection makes once. */
export interface Some {
  keys: SQL;
  few: boolean;
}

const ask = <T extends Record<string, unknown>>(tx: Transaction, few: boolean, name: string, query: SQL) =>
  few ? prepared<T>(tx, name, query) : tx.execute<T>(query);

const list = (columns: readonly string[], each = (column: string) => column): SQL =>
  sql.raw(columns.map(each).join(", "));

/**
 * The households' rows, of some or of all; one that says the same is neither written nor locked. A household keeps its
 * part for good; a new one goes to the last part, or opens the next. Gives how many rows were written, and in which parts.
 */
export async function writeOverview(
  tx: Transaction,
  weddingId: string,
  units: Some | null,
  asOf: SQL,
): Promise<{ written: number; parts: number[] }> {
  const { rows } = await ask<{ written: number; parts: number[] }>(
    tx,
    units?.few ?? false,
    "refresh-overview",
    sql`
    with last as materialized (
      select coalesce(max(bucket), 0) as bucket from unit_overview where wedding_id = ${weddingId}
    ), taken as (
      select (select bucket from last) * ${FAMILIES_PER_PART} + count(*) as places
      from unit_overview o where o.wedding_id = ${weddingId} and o.bucket = (select bucket from last)
    ), differs as (
      select r.*, o.bucket from ${overviewRows(weddingId, units?.keys ?? null)} r
      left join unit_overview o on o.wedding_id = ${weddingId} and o.unit_id = r.unit_id
      where o.unit_id is null or (${list(OVERVIEW_COLUMNS, (column) => `o.${column}`)}) is distinct from (${list(OVERVIEW_COLUMNS, (column) => `r.${column}`)})
    ), put as (
      insert into unit_overview (wedding_id, unit_id, bucket, as_of, ${list(OVERVIEW_COLUMNS)})
      select ${weddingId}::uuid, d.unit_id, coalesce(d.bucket, (t.places - 1 + row_number() over (partition by d.bucket is null order by d.unit_id)) / ${FAMILIES_PER_PART}),
        ${asOf}, ${list(OVERVIEW_COLUMNS, (column) => `d.${column}`)}
      from taken t cross join differs d
      on conflict (wedding_id, unit_id) do update set as_of = excluded.as_of, ${list(OVERVIEW_COLUMNS, (column) => `${column} = excluded.${column}`)}
      returning bucket
    )
    select count(*)::int as written, array(select distinct bucket from put) as parts from put`,
  );
  return rows[0]!;
}

const KEY = ["event_id", "side"] as const;
const COLUMNS = [...COUNT_COLUMNS, "diets", "silent_days"] as const;

/** A column of counts by key: its new sums. Where everything is counted nothing stands, and nothing is taken off. */
const added = (column: "diets" | "silent_days"): SQL => sql`
  select event_id, side, jsonb_object_agg(key, n) as ${sql.raw(column)} from (
    select event_id, side, key, sum(n)::int as n from (
      select f.event_id, f.side, x.key, x.value::int as n from fresh f cross join jsonb_each_text(f.${sql.raw(column)}) x
      union all select o.event_id, o.side, x.key, -x.value::int from replaced o cross join jsonb_each_text(o.${sql.raw(column)}) x
      union all select h.event_id, h.side, x.key, x.value::int from standing h cross join jsonb_each_text(h.${sql.raw(column)}) x) one
    group by event_id, side, key having sum(n) <> 0) one
  group by event_id, side`;

/**
 * Some parts of the headcounts anew, or all of them where `parts` is null. In one statement the parts are replaced and
 * their sums move by exactly the difference, so a sum is always the sum of its parts; of all parts the sums are made
 * from nothing. What says the same is not written. Gives how many parts were.
 */
export async function writeHeadcounts(
  tx: Transaction,
  weddingId: string,
  parts: Parts | null,
  asOf: SQL,
): Promise<number> {
  const here = parts ? sql`and p.bucket in ${parts.buckets}` : sql``;
  // What stands is moved by the difference only where some parts are counted.
  const counts = parts ? sql`true` : sql`false`;
  const same = (a: string, b: string, columns: readonly string[]) =>
    sql.raw(columns.map((column) => `${a}.${column} = ${b}.${column}`).join(" and "));
  const { rows } = await ask<{ written: number }>(
    tx,
    parts?.few ?? false,
    "refresh-headcounts",
    sql`
    with fresh as materialized (select * from ${headcountRows(weddingId, parts)} r),
    old as materialized (select p.* from headcount_parts p where p.wedding_id = ${weddingId} ${here}),
    gone as (
      delete from headcount_parts p using (
        select o.bucket, o.event_id, o.side from old o left join fresh f using (bucket, event_id, side) where f.bucket is null) o
      where p.wedding_id = ${weddingId} and ${same("p", "o", ["bucket", ...KEY])} returning 1
    ), put as (
      insert into headcount_parts (wedding_id, bucket, event_id, side, ${list(COLUMNS)})
      select ${weddingId}::uuid, f.bucket, f.event_id, f.side, ${list(COLUMNS, (column) => `f.${column}`)} from fresh f left join old o using (bucket, event_id, side)
      where o.bucket is null or (${list(COLUMNS, (column) => `o.${column}`)}) is distinct from (${list(COLUMNS, (column) => `f.${column}`)})
      on conflict (wedding_id, bucket, event_id, side) do update set ${list(COLUMNS, (column) => `${column} = excluded.${column}`)} returning 1
    ), sums as materialized (
      select h.* from event_headcounts h where h.wedding_id = ${weddingId}
    ), standing as (select * from sums where ${counts}), replaced as (select * from old where ${counts}),
    moved as (
      select event_id, side, ${list(COUNT_COLUMNS, (column) => `sum(${column})::int as ${column}`)} from (
        select event_id, side, ${list(COUNT_COLUMNS)} from fresh
        union all select event_id, side, ${list(COUNT_COLUMNS, (column) => `-${column}`)} from replaced
        union all select event_id, side, ${list(COUNT_COLUMNS)} from standing) one
      group by event_id, side having sum(invited) <> 0
    ), now_counted as materialized (
      select m.*, coalesce(d.diets, '{}') as diets, coalesce(s.silent_days, '{}') as silent_days
      from moved m left join (${added("diets")}) d using (event_id, side) left join (${added("silent_days")}) s using (event_id, side)
    ), left_behind as (
      delete from event_headcounts h using (
        select s.event_id, s.side from sums s left join now_counted n using (event_id, side) where n.event_id is null) s
      where h.wedding_id = ${weddingId} and ${same("h", "s", KEY)}
    ), summed as (
      insert into event_headcounts (wedding_id, event_id, side, ${list(COLUMNS)}, as_of)
      select ${weddingId}::uuid, n.event_id, n.side, ${list(COLUMNS, (column) => `n.${column}`)}, ${asOf} from now_counted n left join sums s using (event_id, side)
      where s.event_id is null or (${list(COLUMNS, (column) => `s.${column}`)}) is distinct from (${list(COLUMNS, (column) => `n.${column}`)})
      on conflict (wedding_id, event_id, side) do update set as_of = excluded.as_of, ${list(COLUMNS, (column) => `${column} = excluded.${column}`)}
    )
    select (select count(*) from gone)::int + (select count(*) from put)::int as written`,
  );
  return rows[0]!.written;
}

export async function writeFunnels(tx: Transaction, weddingId: string, runs: SQL, asOf: SQL): Promise<void> {
  await tx.execute(sql`
    with now_counted as (
      select m.run_id, m.side, case when m.state in ('blocked', 'failed') then m.state || ':' || coalesce(m.reason, 'UNKNOWN') else m.state end as bucket, count(*)::int as n
      from messages m where m.wedding_id = ${weddingId} and m.run_id in ${runs} group by 1, 2, 3
    ), gone as (
      delete from run_funnels f where f.wedding_id = ${weddingId} and f.run_id in ${runs}
        and not exists (select 1 from now_counted c where c.run_id = f.run_id and c.side = f.side and c.bucket = f.bucket)
    )
    insert into run_funnels (wedding_id, run_id, side, bucket, count, as_of)
    select ${weddingId}::uuid, run_id, side, bucket, n, ${asOf} from now_counted
    on conflict (wedding_id, run_id, side, bucket) do update set count = excluded.count, as_of = excluded.as_of`);
}
