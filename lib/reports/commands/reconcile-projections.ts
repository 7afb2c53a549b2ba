import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { readWhole } from "@/lib/platform/statistics";
import {
  addUp,
  type Compared,
  compareCurrent,
  compareFamilies,
  compareParts,
  compareRuns,
  compareSums,
  familiesOf,
  keptCurrent,
} from "@/lib/reports/queries/compare";
import { expectedCurrent } from "@/lib/reports/queries/expected-rows";
import { givePlaces } from "@/lib/rsvp/commands/give-places";
import { BUSY, bringUpToDate, lockProjections } from "./refresh-projections";

interface Reconciled extends Compared {
  /** False where a rebuild did not help: then it is counted wrongly, not left behind. */
  healed: boolean;
}

/**
 * Compares what is derived with the canonical rows of one snapshot, records what it found and heals it: the current
 * answers from the facts, then every projection. Marks that wait are worked off first: what is known to be behind is no
 * difference. Meanwhile nobody else counts. So where all was found in order beside the counting (the hourly job), only the
 * parts and runs that were behind at each look are compared here; where none was, this only records it.
 */
export const reconcileProjections = defineCommand({
  name: "reports.reconcile",
  permission: "jobs.run",
  input: z.object({
    beside: z
      .object({
        left: z.array(z.int()),
        runs: z.array(z.uuid()),
        compared: z.int().nonnegative(),
        upTo: z.int().nullable(),
      })
      .optional(),
  }),
  irreversible: "What is derived is brought back to what it is derived from.",
  timeoutMs: 300_000,
  snapshot: true,
  async run({ tx, scope }, { beside }): Promise<Outcome<Reconciled>> {
    const { weddingId } = scope;
    const started = performance.now();
    const nothingLeft = beside && beside.left.length + beside.runs.length === 0;
    if (!nothingLeft && !(await lockProjections(tx, weddingId))) return BUSY;
    const left = nothingLeft ? NONE : await compareHere(tx, scope, beside ?? null);
    const { compared, differences, found } = addUp([left, { ...NONE, compared: beside?.compared ?? 0 }]);
    const { healed } = left;
    await tx.execute(sql`
      insert into reconciliations (wedding_id, compared, differences, found, healed, up_to, took_ms)
      values (${weddingId}, ${compared}, ${differences}, ${JSON.stringify(found)}::jsonb, ${healed}, ${beside?.upTo ?? null}, ${Math.round(performance.now() - started)})`);
    return {
      result: { compared, differences, found, healed },
      audit: [
        { action: differences > 0 ? "heal" : "agree", entity: "projection", count: compared, payload: found },
      ],
      topics: [],
    };
  },
});

const NONE: Reconciled = { compared: 0, differences: 0, found: {}, healed: true };

/** Everything, or what is left to compare; a rebuild where it differs. The caller holds `lockProjections`. */
async function compareHere(
  tx: Transaction,
  scope: Scope,
  left: { left: readonly number[]; runs: readonly string[] } | null,
): Promise<Reconciled> {
  const { weddingId } = scope;
  const current = await reconcileCurrent(tx, scope, left?.left ?? null);
  while ((await bringUpToDate(tx, scope, false)).refreshed > 0);
  if (!left) await readWhole(tx);
  const first = left
    ? addUp([await compareParts(tx, weddingId, left.left), await compareRuns(tx, weddingId, left.runs)])
    : await compareAll(tx, weddingId);
  if (first.differences === 0) return { ...addUp([current, first]), healed: true };
  await bringUpToDate(tx, scope, true);
  const healed = (await compareAll(tx, weddingId)).differences === 0;
  return { ...addUp([current, first]), healed };
}

const compareAll = async (tx: Transaction, weddingId: string): Promise<Compared> =>
  addUp([
    await compareParts(tx, weddingId, null),
    await compareSums(tx, weddingId),
    await compareFamilies(tx, weddingId),
    await compareRuns(tx, weddingId, "all"),
  ]);

/** The current answers against the facts. What differs is derived anew, its places follow, and its families are marked. */
async function reconcileCurrent(
  tx: Transaction,
  scope: Scope,
  left: readonly number[] | null,
): Promise<Compared> {
  const { weddingId } = scope;
  const units = left && familiesOf(weddingId, left);
  const compared = await compareCurrent(tx, weddingId, units);
  if (compared.differences === 0) return compared;
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    with wrong as materialized (
      select key, e.row from ${expectedCurrent(weddingId, units)} e full join ${keptCurrent(weddingId, units)} k using (key) where e.row is distinct from k.row
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
