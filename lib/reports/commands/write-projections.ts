import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { COUNT_COLUMNS, headcountRows, type Parts } from "@/lib/reports/queries/headcount-rows";
import { OVERVIEW_COLUMNS, overviewRows } from "@/lib/reports/queries/overview-rows";

/** Families counted together: few enough that a reply costs little, many enough that a rebuild writes little. */
const FAMILIES_PER_PART = 16;

const list = (columns: readonly string[], each = (column: string) => column): SQL =>
  sql.raw(columns.map(each).join(", "));

/** The households' rows; one that says the same is not written again. A household keeps its part for good; a new one goes to the last part, or opens the next. */
export async function writeOverview(
  tx: Transaction,
  weddingId: string,
  units: SQL,
  asOf: SQL,
): Promise<void> {
  await tx.execute(sql`
    with last as (
      select coalesce(max(bucket), 0) as bucket from unit_overview where wedding_id = ${weddingId}
    ), taken as (
      select l.bucket * ${FAMILIES_PER_PART} + count(o.unit_id) as places
      from last l left join unit_overview o on o.wedding_id = ${weddingId} and o.bucket = l.bucket group by l.bucket
    )
    insert into unit_overview as k (wedding_id, unit_id, bucket, as_of, ${list(OVERVIEW_COLUMNS)})
    select ${weddingId}::uuid, r.unit_id, coalesce(o.bucket, (t.places - 1 + row_number() over (partition by o.unit_id is null order by r.unit_id)) / ${FAMILIES_PER_PART}),
      ${asOf}, ${list(OVERVIEW_COLUMNS, (column) => `r.${column}`)}
    from taken t cross join ${overviewRows(weddingId, units)} r
    left join unit_overview o on o.wedding_id = ${weddingId} and o.unit_id = r.unit_id
    on conflict (wedding_id, unit_id) do update set as_of = excluded.as_of, ${list(OVERVIEW_COLUMNS, (column) => `${column} = excluded.${column}`)}
    where (${list(OVERVIEW_COLUMNS, (column) => `k.${column}`)}) is distinct from (${list(OVERVIEW_COLUMNS, (column) => `excluded.${column}`)})`);
}

/** What differs between two counts, added up by function and side: `event_id, side, COUNT_COLUMNS`. */
const moved = sql`
  select event_id, side, ${list(COUNT_COLUMNS, (column) => `sum(${column})::int as ${column}`)} from (
    select event_id, side, ${list(COUNT_COLUMNS)} from fresh
    union all select event_id, side, ${list(COUNT_COLUMNS, (column) => `-${column}`)} from old) one
  group by event_id, side`;

/** The same for a column of counts by key, with the sums as they stand: the new sums. */
const added = (column: "diets" | "silent_days"): SQL => sql`
  select event_id, side, jsonb_object_agg(key, n) as ${sql.raw(column)} from (
    select event_id, side, key, sum(n)::int as n from (
      select f.event_id, f.side, x.key, x.value::int as n from fresh f cross join jsonb_each_text(f.${sql.raw(column)}) x
      union all select o.event_id, o.side, x.key, -x.value::int from old o cross join jsonb_each_text(o.${sql.raw(column)}) x
      union all select h.event_id, h.side, x.key, x.value::int from sums h cross join jsonb_each_text(h.${sql.raw(column)}) x) one
    group by event_id, side, key having sum(n) <> 0) one
  group by event_id, side`;

/**
 * Some parts of the headcounts anew, or all of them where `parts` is null and nothing stands. In one statement the
 * parts are replaced and their sums move by exactly the difference, so a sum is always the sum of its parts.
 */
export async function writeHeadcounts(
  tx: Transaction,
  weddingId: string,
  parts: Parts | null,
  asOf: SQL,
): Promise<void> {
  const columns = [...COUNT_COLUMNS, "diets", "silent_days"];
  const before = parts ? sql`p.wedding_id = ${weddingId} and p.bucket in ${parts.buckets}` : sql`false`;
  await tx.execute(sql`
    with fresh as materialized (select * from ${headcountRows(weddingId, parts)} r),
    old as materialized (select p.* from headcount_parts p where ${before}),
    gone as (
      delete from headcount_parts p where ${before}
        and not exists (select 1 from fresh f where f.bucket = p.bucket and f.event_id = p.event_id and f.side = p.side)
    ), kept as (
      insert into headcount_parts (wedding_id, bucket, event_id, side, ${list(columns)})
      select ${weddingId}::uuid, bucket, event_id, side, ${list(columns)} from fresh
      on conflict (wedding_id, bucket, event_id, side) do update set ${list(columns, (column) => `${column} = excluded.${column}`)}
    ), sums as (
      select h.* from event_headcounts h where h.wedding_id = ${weddingId}
    ), change as (${moved}), diet as (${added("diets")}), day as (${added("silent_days")})
    insert into event_headcounts as h (wedding_id, event_id, side, ${list(columns)}, as_of)
    select ${weddingId}::uuid, c.event_id, c.side, ${list(COUNT_COLUMNS, (column) => `c.${column}`)}, coalesce(d.diets, '{}'), coalesce(s.silent_days, '{}'), ${asOf}
    from change c left join diet d using (event_id, side) left join day s using (event_id, side)
    on conflict (wedding_id, event_id, side) do update set as_of = excluded.as_of, diets = excluded.diets, silent_days = excluded.silent_days,
      ${list(COUNT_COLUMNS, (column) => `${column} = h.${column} + excluded.${column}`)}`);
  await tx.execute(sql`delete from event_headcounts where wedding_id = ${weddingId} and invited = 0`);
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
