import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { readWhole } from "@/lib/platform/statistics";
import { countsRow, expectedCurrent, expectedHeadcounts } from "@/lib/reports/queries/expected-rows";
import { headcountRows } from "@/lib/reports/queries/headcount-rows";
import { OVERVIEW_COLUMNS, overviewRows } from "@/lib/reports/queries/overview-rows";
import { givePlaces } from "@/lib/rsvp/commands/give-places";
import { BUSY, bringUpToDate, lockProjections } from "./refresh-projections";

const SAMPLES = 5;

export type Found = Record<string, { differences: number; keys: string[] }>;

interface Reconciled {
  compared: number;
  differences: number;
  found: Found;
  /** False where a rebuild did not help: then it is counted wrongly, not left behind. */
  healed: boolean;
}

/**
 * Compares what is derived with the canonical rows of one snapshot, records what it found and heals it: the current
 * answers from the facts, then every projection. Marks that wait are worked off first: what is known to be behind is no
 * difference.
 */
export const reconcileProjections = defineCommand({
  name: "reports.reconcile",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "What is derived is brought back to what it is derived from.",
  timeoutMs: 300_000,
  snapshot: true,
  async run({ tx, scope }): Promise<Outcome<Reconciled>> {
    const { weddingId } = scope;
    if (!(await lockProjections(tx, weddingId))) return BUSY;
    const started = performance.now();
    const current = await reconcileCurrent(tx, scope);
    while ((await bringUpToDate(tx, weddingId, false)).refreshed > 0);
    await readWhole(tx);
    const first = await compareAll(tx, weddingId);
    const wrong = first.differences > 0;
    if (wrong) await bringUpToDate(tx, weddingId, true);
    const healed = !wrong || (await compareAll(tx, weddingId)).differences === 0;
    const found = { ...current.found, ...first.found };
    const compared = current.compared + first.compared;
    const differences = current.differences + first.differences;
    await tx.execute(sql`
      insert into reconciliations (wedding_id, compared, differences, found, healed, took_ms)
      values (${weddingId}, ${compared}, ${differences}, ${JSON.stringify(found)}::jsonb, ${healed}, ${Math.round(performance.now() - started)})`);
    return {
      result: { compared, differences, found, healed },
      audit: [
        { action: differences > 0 ? "heal" : "agree", entity: "projection", count: compared, payload: found },
      ],
      topics: [],
    };
  },
});

type Compared = Omit<Reconciled, "healed">;

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

async function compareAll(tx: Transaction, weddingId: string): Promise<Compared> {
  const mine = sql`wedding_id = ${weddingId}`;
  const overview = sql`jsonb_build_array(${sql.raw(OVERVIEW_COLUMNS.join(", "))})`;
  const bucket = sql`case when state in ('blocked', 'failed') then state || ':' || coalesce(reason, 'UNKNOWN') else state end`;
  const part = sql`bucket || ' ' || event_id || ' ' || side`;
  const all = [
    await compare(
      tx,
      "families",
      sql`(select unit_id::text as key, ${overview} as row from ${overviewRows(weddingId, null)} r)`,
      sql`(select unit_id::text as key, ${overview} as row from unit_overview where ${mine})`,
    ),
    await compare(
      tx,
      "functions",
      expectedHeadcounts(weddingId),
      sql`(select event_id || ' ' || side as key, ${countsRow} as row from event_headcounts where ${mine})`,
    ),
    await compare(
      tx,
      "parts",
      sql`(select ${part} as key, ${countsRow} as row from ${headcountRows(weddingId, null)} r)`,
      sql`(select ${part} as key, ${countsRow} as row from headcount_parts where ${mine})`,
    ),
    await compare(
      tx,
      "runs",
      sql`(select key, to_jsonb(count(*)) as row from (select run_id || ' ' || side || ' ' || ${bucket} as key from messages where ${mine} and run_id is not null) m group by key)`,
      sql`(select run_id || ' ' || side || ' ' || bucket as key, to_jsonb(count) as row from run_funnels where ${mine})`,
    ),
  ];
  return {
    compared: all.reduce((sum, one) => sum + one.compared, 0),
    differences: all.reduce((sum, one) => sum + one.differences, 0),
    found: Object.assign({}, ...all.map((one) => one.found)) as Found,
  };
}

/** The current answers against the facts. What differs is derived anew, its places follow, and its families are marked. */
async function reconcileCurrent(tx: Transaction, scope: Scope): Promise<Compared> {
  const { weddingId } = scope;
  const kept = sql`(select unit_id || ' ' || event_id as key, jsonb_build_array(answer_id, answer, adults, children, answered_at) as row
    from rsvp_current where wedding_id = ${weddingId})`;
  const compared = await compare(tx, "answers", expectedCurrent(weddingId), kept);
  if (compared.differences === 0) return compared;
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    with wrong as materialized (
      select key, e.row from ${expectedCurrent(weddingId)} e full join ${kept} k using (key) where e.row is distinct from k.row
    ), parted as (
      select split_part(key, ' ', 1)::uuid as unit_id, split_part(key, ' ', 2)::uuid as event_id, w.row from wrong w
    ), gone as (
      delete from rsvp_current c using parted p where c.wedding_id = ${weddingId} and c.unit_id = p.unit_id and c.event_id = p.event_id and p.row is null
    ), put as (
      insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
      select ${weddingId}::uuid, p.unit_id, u.side, p.event_id, (p.row->>0)::uuid, p.row->>1, (p.row->>2)::int, (p.row->>3)::int, (p.row->>4)::timestamptz
      from parted p join guest_units u on u.wedding_id = ${weddingId} and u.id = p.unit_id where p.row is not null
      on conflict (wedding_id, unit_id, event_id) do update
        set answer_id = excluded.answer_id, answer = excluded.answer, adults = excluded.adults, children = excluded.children, answered_at = excluded.answered_at
    ), marked as (
      insert into projection_marks (wedding_id, kind, key)
      select distinct ${weddingId}::uuid, 'unit', unit_id from parted union select distinct ${weddingId}::uuid, 'event', event_id from parted
    )
    select distinct event_id from parted`);
  await givePlaces(
    tx,
    scope,
    rows.map((row) => row.event_id),
  );
  return compared;
}
