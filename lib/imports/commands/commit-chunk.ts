import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import { batchOnlyInput } from "@/lib/imports/inputs";
import {
  householdKeyOf,
  type ImportPlan,
  identifiersOf,
  type KnownPerson,
  lookupKeys,
  type PlanInput,
  planImport,
  type StagedRow,
} from "@/lib/imports/rules/plan";
import { sha256Hex } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { fingerprint } from "@/lib/platform/tokens";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

const CHUNK = 1000;

type Batch = {
  side: "bride" | "groom" | "both" | "all";
  grouping: "column" | "each";
  attested_by: string | null;
  file_name: string;
};

/**
 * Adds the next rows of a committing batch. Each chunk is its own transaction, so a kill loses no row and adds none
 * twice: rows already decided are skipped. Finishes the batch when no row is left.
 */
export const commitChunk = defineCommand({
  name: "imports.commit-chunk",
  permission: "guests.import",
  input: batchOnlyInput,
  irreversible: "Part of adding a list.",
  timeoutMs: 60_000,
  async run({ tx, scope }, input) {
    const { rows: batches } = await tx.execute<Batch>(sql`
      select side, grouping, attested_by, file_name from import_batches
      where wedding_id = ${scope.weddingId} and id = ${input.batchId} and state = 'committing' for update`);
    const batch = batches[0];
    if (!batch) return refuse("not_committing", "This list is not being added.");
    // Two lists may hold the same new person: identity is decided one list at a time within a wedding.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${scope.weddingId}`}, 0))`);
    const { rows: staged } = await tx.execute<{ row_number: number; draft: StagedRow["draft"] }>(sql`
      select row_number, draft from import_rows
      where wedding_id = ${scope.weddingId} and batch_id = ${input.batchId} and outcome = 'ready'
      order by row_number limit ${CHUNK}`);
    if (staged.length === 0) {
      await finishBatch(tx, scope.weddingId, input.batchId);
      return {
        result: { left: false, rows: 0 },
        audit: [{ action: "finish", entity: "import_batch", entityId: input.batchId }],
        topics: [],
      };
    }
    const rows = staged.map((row) => ({ rowNumber: row.row_number, draft: row.draft }));
    const side: PlanInput["side"] =
      batch.side === "all" ? { fallback: "both", strict: false } : { fallback: batch.side, strict: true };
    const known = await loadKnown(tx, scope.weddingId, rows);
    const plan = planImport({
      rows,
      grouping: batch.grouping,
      side,
      known,
      hidden: scope.side === "all" ? new Set() : await loadHidden(tx, scope.weddingId, rows, known),
      unitsByGroup:
        batch.grouping === "column" ? await loadGroups(tx, scope.weddingId, rows, side) : new Map(),
      newId,
    });
    await writePlan(tx, scope.weddingId, input.batchId, plan);
    await recordConsents(tx, {
      weddingId: scope.weddingId,
      batchId: input.batchId,
      batch,
      plan,
      actor: actorLabel(scope.actor),
    });
    await tx.execute(
      sql`update import_batches set rows_done = rows_done + ${rows.length} where wedding_id = ${scope.weddingId} and id = ${input.batchId}`,
    );
    return {
      result: { left: true, rows: rows.length },
      audit: [
        {
          action: "add",
          entity: "import_batch",
          entityId: input.batchId,
          count: rows.length,
          payload: {
            people: plan.people.length,
            units: plan.units.length,
            outcomesHash: sha256Hex(JSON.stringify(plan.outcomes)),
          },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...new Set(plan.people.map((person) => person.unitId))].map((key) => ({
        kind: "unit" as const,
        key,
      })),
    };
  },
});

async function finishBatch(tx: Transaction, weddingId: string, batchId: string): Promise<void> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    update import_batches set state = 'done', finished_at = now() where wedding_id = ${weddingId} and id = ${batchId} returning rows_done as n`);
  await refreshStatistics(tx, rows[0]!.n, [
    "guest_units",
    "people",
    "person_identifiers",
    "unit_members",
    "consents",
    "unit_tags",
  ]);
}

async function loadKnown(
  tx: Transaction,
  weddingId: string,
  rows: readonly StagedRow[],
): Promise<Map<string, KnownPerson>> {
  const wanted = JSON.stringify([
    ...new Set(rows.flatMap((row) => identifiersOf(row.draft).flatMap(lookupKeys))),
  ]);
  const { rows: found } = await tx.execute<{
    key: string;
    person_id: string;
    unit_id: string;
    name: string;
  }>(sql`
    select w.key, p.id as person_id, p.unit_id, p.name
    from (select key, split_part(key, ':', 1) as kind, substr(key, strpos(key, ':') + 1) as value from jsonb_array_elements_text(${wanted}::jsonb) as key) w
    join person_identifiers i on i.wedding_id = ${weddingId} and i.value = w.value and i.kind = w.kind and i.valid_to is null
    join people p on p.wedding_id = i.wedding_id and p.id = i.person_id
    order by p.id`);
  return new Map(
    found.map((row) => [row.key, { personId: row.person_id, unitId: row.unit_id, name: row.name }]),
  );
}

/** A side admin's fence hides the other side's people, but a number is still theirs: only that it is taken is told. */
async function loadHidden(
  tx: Transaction,
  weddingId: string,
  rows: readonly StagedRow[],
  known: ReadonlyMap<string, KnownPerson>,
): Promise<Set<string>> {
  const keys = [...new Set(rows.flatMap((row) => identifiersOf(row.draft).flatMap(lookupKeys)))].filter(
    (key) => !known.has(key),
  );
  const { rows: taken } = await tx.execute<{ key: string }>(
    sql`select key from fence.taken_identifiers(${weddingId}::uuid, ${JSON.stringify(keys)}::jsonb)`,
  );
  return new Set(taken.map((row) => row.key));
}

async function loadGroups(
  tx: Transaction,
  weddingId: string,
  rows: readonly StagedRow[],
  side: PlanInput["side"],
): Promise<Map<string, string>> {
  const keys = JSON.stringify([
    ...new Set(rows.filter((row) => row.draft.household).map((row) => householdKeyOf(row.draft, side))),
  ]);
  const { rows: found } = await tx.execute<{ group_key: string; unit_id: string }>(sql`
    select u.group_key, coalesce(u.joined_into, u.id) as unit_id from guest_units u
    where u.wedding_id = ${weddingId} and u.group_key in (select jsonb_array_elements_text(${keys}::jsonb))`);
  return new Map(found.map((row) => [row.group_key, row.unit_id]));
}

async function writePlan(
  tx: Transaction,
  weddingId: string,
  batchId: string,
  plan: ImportPlan,
): Promise<void> {
  const identifiers = plan.identifiers.map((one) => ({
    ...one,
    fingerprint: fingerprint(one.kind, one.value).toString("hex"),
  }));
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  await tx.execute(sql`
    insert into guest_units (id, wedding_id, side, name, group_key, address, unnamed_adults, unnamed_children)
    select id, ${weddingId}, side, name, "groupKey", address, "unnamedAdults", "unnamedChildren"
    from jsonb_to_recordset(${json(plan.units)}) as r(id uuid, side text, name text, "groupKey" text, address text, "unnamedAdults" int, "unnamedChildren" int)`);
  await tx.execute(sql`
    with added as (
      insert into people (id, wedding_id, unit_id, side, name, age_band, contact_rank, notes)
      select r.id, u.wedding_id, u.id, u.side, r.name, r."ageBand", r."contactRank", r.notes
      from jsonb_to_recordset(${json(plan.people)}) as r(id uuid, "unitId" uuid, name text, "ageBand" text, "contactRank" int, notes text)
      join guest_units u on u.wedding_id = ${weddingId} and u.id = r."unitId"
      returning wedding_id, unit_id, side, id
    )
    insert into unit_members (wedding_id, unit_id, side, person_id) select wedding_id, unit_id, side, id from added`);
  await tx.execute(sql`
    insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, assumed_country, position, source)
    select p.wedding_id, p.id, p.side, r.kind, r.value, decode(r.fingerprint, 'hex'), r."assumedCountry", r.position, ${`import:${batchId}`}
    from jsonb_to_recordset(${json(identifiers)}) as r("personId" uuid, kind text, value text, fingerprint text, "assumedCountry" boolean, position int)
    join people p on p.wedding_id = ${weddingId} and p.id = r."personId"`);
  await tx.execute(sql`
    insert into unit_tags (wedding_id, unit_id, side, tag)
    select u.wedding_id, u.id, u.side, r.tag from jsonb_to_recordset(${json(plan.tags)}) as r("unitId" uuid, tag text)
    join guest_units u on u.wedding_id = ${weddingId} and u.id = r."unitId" on conflict do nothing`);
  await tx.execute(sql`
    update import_rows set outcome = r.outcome, person_id = r."personId", unit_id = r."unitId", conflict = r.conflict
    from jsonb_to_recordset(${json(plan.outcomes)}) as r("rowNumber" int, outcome text, "personId" uuid, "unitId" uuid, conflict jsonb)
    where import_rows.wedding_id = ${weddingId} and import_rows.batch_id = ${batchId} and import_rows.row_number = r."rowNumber"`);
}

interface ConsentFacts {
  weddingId: string;
  batchId: string;
  batch: Batch;
  plan: ImportPlan;
  actor: string;
}

/** The host's word, per list, is the ground on which these households may be written to. */
async function recordConsents(
  tx: Transaction,
  { weddingId, batchId, batch, plan, actor }: ConsentFacts,
): Promise<void> {
  const units = JSON.stringify([
    ...new Set(
      plan.outcomes.flatMap((outcome) =>
        outcome.unitId && outcome.outcome !== "conflict" ? [outcome.unitId] : [],
      ),
    ),
  ]);
  await tx.execute(sql`
    insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor)
    select u.wedding_id, u.id, u.side, 'host_attestation', 'yes',
      jsonb_build_object('batch', ${batchId}::text, 'list', ${batch.file_name}::text, 'attestedBy', ${batch.attested_by}::text, 'wording', 'v1'), ${actor}
    from jsonb_array_elements_text(${units}::jsonb) as r(unit_id)
    join guest_units u on u.wedding_id = ${weddingId} and u.id = r.unit_id::uuid
    where not exists (select 1 from consents c where c.wedding_id = u.wedding_id and c.unit_id = u.id and c.evidence->>'batch' = ${batchId}::text)`);
}
