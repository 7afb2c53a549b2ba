import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { prepared, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Result, refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { readWhole, refreshStatistics } from "@/lib/platform/statistics";
import { readBeside } from "@/lib/platform/transaction";
import { differingParts } from "@/lib/reports/queries/compare";
import { writeFunnels, writeHeadcounts, writeOverview } from "./write-projections";

const MARKS_AT_ONCE = 5_000;
/** Up to here looking up each family costs less than putting a table together. */
const FEW_PARTS = 6;
const FEW_FAMILIES = 32;

const REBUILD_MS = 120_000;

/** Raise it when a projection is counted differently: what was counted by older rules is rebuilt at its next refresh. */
const RULES = 2;

/** Keys marked dirty, by kind; with a household that is not live the one it went into. */
interface Marks {
  taken: number;
  event: string[];
  unit: string[];
  run: string[];
}

/**
 * Recomputes what is marked dirty from the canonical rows, set-based, in one snapshot: readers see the old version or
 * the new one. A mark is taken in the snapshot whose rows are read, so a write it does not see has a mark it does not take.
 */
export const refreshProjections = defineCommand({
  name: "reports.refresh",
  permission: "jobs.run",
  input: z.object({ everything: z.boolean().default(false) }),
  irreversible: "A projection is derived; it can be rebuilt at any time.",
  timeoutMs: REBUILD_MS,
  snapshot: true,
  async run({ tx, scope }, { everything }): Promise<Outcome<{ refreshed: number; version: number }>> {
    const { weddingId } = scope;
    if (!(await lockProjections(tx, weddingId))) return BUSY;
    const { refreshed, rebuilt, version } = await bringUpToDate(tx, scope, everything);
    if (refreshed === 0) return { unchanged: { refreshed, version } };
    return {
      result: { refreshed, version },
      audit: [{ action: rebuilt ? "rebuild" : "refresh", entity: "projection", count: refreshed }],
      topics: [],
    };
  },
});

export const BUSY = refuse("busy", "The numbers are being counted just now. Please try again in a moment.");

const TRY_AGAIN_MS = 50;

/** Runs what needs the projections to itself, once nobody else works on them. */
export async function whenFree<T>(work: () => Promise<Result<T>>, patienceMs = 120_000): Promise<Result<T>> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const done = await work();
    if (done.ok || done.code !== BUSY.code || Date.now() > until) return done;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS * (1 + Math.random())));
  }
}

/** Not a lock to wait for: whoever had waited would hold a snapshot older than what the other has written meanwhile. */
export async function lockProjections(tx: Transaction, weddingId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`refresh:${weddingId}`}, 0)) as mine`,
  );
  return rows[0]!.mine;
}

/** Takes the marks this snapshot sees and computes their keys, or everything; gives the version that stands then. The caller holds `lockProjections`. */
export async function bringUpToDate(
  tx: Transaction,
  scope: Scope,
  everything: boolean,
): Promise<{ refreshed: number; rebuilt: boolean; version: number }> {
  const { weddingId } = scope;
  const { rows } = await prepared<{ marked: boolean; rules: number; version: number; as_of: string }>(
    tx,
    "refresh-marked",
    sql`
    select exists (select 1 from projection_marks m where m.wedding_id = ${weddingId}) as marked, coalesce(s.rules, 0) as rules, coalesce(s.version, 0) as version, now()::text as as_of
    from (values (1)) one left join projection_stamps s on s.wedding_id = ${weddingId}`,
  );
  const { marked, rules, version } = rows[0]!;
  if (!marked && !everything) return { refreshed: 0, rebuilt: false, version };
  const asOf = sql`${rows[0]!.as_of}::timestamptz`;
  const rebuilt = everything || rules < RULES;
  const refreshed = rebuilt ? await rebuild(tx, scope, asOf) : await refresh(tx, weddingId, asOf);
  if (refreshed > 0)
    await tx.execute(sql`
      insert into projection_stamps as s (wedding_id, as_of, rules) values (${weddingId}, ${asOf}, ${RULES})
      on conflict (wedding_id) do update set as_of = excluded.as_of, version = s.version + 1, rules = excluded.rules`);
  return { refreshed, rebuilt, version: refreshed > 0 ? version + 1 : version };
}

/** An array, because the planner knows how long it is: of a few keys it looks up, of many it reads. */
const listOf = (keys: readonly (string | number)[], type: "uuid" | "int"): SQL =>
  sql`(select unnest(${`{${keys.join(",")}}`}::${sql.raw(type)}[]))`;
const idsOf = (ids: readonly string[]): SQL => listOf(ids, "uuid");

async function refresh(tx: Transaction, weddingId: string, asOf: SQL): Promise<number> {
  const marks = await takeMarks(tx, weddingId);
  if (marks.unit.length > 0)
    await writeOverview(
      tx,
      weddingId,
      { keys: idsOf(marks.unit), few: marks.unit.length <= FEW_FAMILIES },
      asOf,
    );
  const buckets = await partsOf(tx, weddingId, marks);
  if (buckets.length > 0) {
    const parts = { buckets: listOf(buckets, "int"), few: buckets.length <= FEW_PARTS };
    await writeHeadcounts(tx, weddingId, parts, asOf);
  }
  if (marks.run.length > 0) await writeFunnels(tx, weddingId, idsOf(marks.run), asOf);
  return marks.taken;
}

/**
 * The same over every key; only what differs is written. While the families' rows are, a second connection looks which
 * parts of the headcounts are not what these rows, as they stood, make of them; those are counted anew, and the parts of
 * families that differed. Without it, and where the sums do not add up, all are, and the sums are made from nothing.
 */
async function rebuild(tx: Transaction, scope: Scope, asOf: SQL): Promise<number> {
  const { weddingId } = scope;
  const look = async (beside: Transaction) => {
    await readWhole(beside);
    return differingParts(beside, weddingId);
  };
  await readWhole(tx);
  await tx.execute(sql`delete from projection_marks where wedding_id = ${weddingId}`);
  const [standing, families] = await Promise.all([
    readBeside(tx, scope, look, REBUILD_MS),
    writeOverview(tx, weddingId, null, asOf),
  ]);
  await refreshStatistics(tx, families.written, ["unit_overview"]);
  const some = standing?.addUp ? [...new Set([...standing.parts, ...families.parts])] : null;
  const parts = some ? { buckets: listOf(some, "int"), few: false } : null;
  const written = some?.length === 0 ? 0 : await writeHeadcounts(tx, weddingId, parts, asOf);
  await writeFunnels(tx, weddingId, sql`(select id from send_runs where wedding_id = ${weddingId})`, asOf);
  await refreshStatistics(tx, written, ["headcount_parts"]);
  const { rows } = await tx.execute<{ n: number }>(sql`
    select ((select count(*) from guest_units where wedding_id = ${weddingId}) + (select count(*) from events where wedding_id = ${weddingId})
      + (select count(*) from send_runs where wedding_id = ${weddingId}))::int as n`);
  return rows[0]!.n;
}

async function takeMarks(tx: Transaction, weddingId: string): Promise<Marks> {
  const { rows } = await prepared<{ taken: number; keys: Partial<Omit<Marks, "taken">> | null }>(
    tx,
    "refresh-take",
    sql`
    with taken as (
      delete from projection_marks p where p.id in (
        select m.id from projection_marks m where m.wedding_id = ${weddingId} order by m.id limit ${MARKS_AT_ONCE}
      ) returning p.kind, p.key
    ), unit as (
      select u.id, u.live from guest_units u where u.wedding_id = ${weddingId} and u.id in (select key from taken where kind = 'unit')
    ), dirty as (
      select distinct kind, key from taken where kind <> 'unit'
      union all select 'unit', id from unit
      union select 'unit', fence.home_of(${weddingId}, id) from unit where not live
    )
    select (select count(*)::int from taken) as taken,
      (select jsonb_object_agg(kind, keys) from (select kind, jsonb_agg(key) as keys from dirty group by kind) one) as keys`,
  );
  const { taken, keys } = rows[0]!;
  return { taken, event: keys?.event ?? [], unit: keys?.unit ?? [], run: keys?.run ?? [] };
}

/**
 * The parts to count anew: those of the households marked, and of a function marked (its ceiling, or somebody's answer,
 * may have moved the places) those in which anybody waits. Nothing else of a function changes but by a household's mark.
 */
async function partsOf(tx: Transaction, weddingId: string, { unit, event }: Marks): Promise<number[]> {
  const query = sql`
    select bucket from unit_overview where wedding_id = ${weddingId} and unit_id in ${idsOf(unit)}
    union select bucket from headcount_parts where wedding_id = ${weddingId} and event_id in ${idsOf(event)} and waiting > 0`;
  const { rows } = await (unit.length <= FEW_FAMILIES
    ? prepared<{ bucket: number }>(tx, "refresh-parts", query)
    : tx.execute<{ bucket: number }>(query));
  return rows.map((row) => row.bucket);
}
