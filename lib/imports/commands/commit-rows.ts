import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { resolvePeople } from "@/lib/guests/commands/resolve-people";
import {
  type Claim,
  type ClaimDraft,
  claimKey,
  identifiersOf,
  matchKey,
  storedKeys,
} from "@/lib/guests/rules/claim";
import { homeOf, type ListSide, sideOf } from "@/lib/imports/rules/households";
import { claimOutcomes, OTHER_SIDE, type RowOutcome } from "@/lib/imports/rules/row-outcome";
import { sha256Hex } from "@/lib/kernel/bytes";
import type { DirtyMark } from "@/lib/platform/command";

export type Batch = {
  side: "bride" | "groom" | "both" | "all";
  grouping: "column" | "each";
  attested: boolean;
  attested_by: string | null;
  file_name: string;
};

export interface Row {
  rowNumber: number;
  draft: ClaimDraft;
}

interface Said extends Row {
  key: string;
  side: "bride" | "groom" | "both";
  home: string | null;
}

export interface Committed {
  created: number;
  outcomes: RowOutcome[];
  outcomesHash: string;
  dirty: DirtyMark[];
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Makes staged rows count: what they claim, who that is, what a human must say. The caller holds `lockIdentity`. */
export async function commitRows(
  tx: Transaction,
  scope: Scope,
  { batchId, batch, rows }: { batchId: string; batch: Batch; rows: readonly Row[] },
): Promise<Committed> {
  const hidden = await loadHidden(tx, scope, rows);
  const said = sayings(
    rows.filter((row) => !hidden.has(row.rowNumber)),
    batch,
  );
  const claims = await storeClaims(tx, scope, { batchId, attested: batch.attested }, said);
  const fresh = claims.filter((claim) => claim.fresh);
  const { plan, neighbourhood, dirty } = await resolvePeople(tx, scope, { claims: fresh });
  const known = new Map([...neighbourhood.people].map(([id, person]) => [id, person.edits]));
  const outcomeOf = claimOutcomes(fresh, plan, known);
  const idOf = new Map(claims.map((claim) => [claim.key, claim.id]));
  const outcomes: RowOutcome[] = rows.map((row) => {
    if (hidden.has(row.rowNumber))
      return { rowNumber: row.rowNumber, outcome: "conflict", claimId: null, conflict: OTHER_SIDE };
    return {
      rowNumber: row.rowNumber,
      ...takeOutcome(outcomeOf, idOf.get(said.get(row.rowNumber)!.key)!),
    };
  });
  await recordOutcomes(tx, scope, batchId, outcomes);
  await recordConsents(tx, scope, { batchId, batch, claimIds: claims.map((claim) => claim.id) });
  return {
    created: plan.people.filter((person) => person.isNew).length,
    outcomes,
    outcomesHash: sha256Hex(JSON.stringify(outcomes)),
    dirty,
  };
}

/** Of equal rows the first brought the claim; the others found it there. */
function takeOutcome(
  outcomes: Map<string, Omit<RowOutcome, "rowNumber">>,
  claimId: string,
): Omit<RowOutcome, "rowNumber"> {
  const outcome = outcomes.get(claimId);
  if (outcome?.outcome === "created") outcomes.set(claimId, { ...outcome, outcome: "matched" });
  return outcome ?? { outcome: "matched", claimId, conflict: null };
}

function sayings(rows: readonly Row[], batch: Batch): Map<number, Said> {
  const list: ListSide =
    batch.side === "all" ? { fallback: "both", strict: false } : { fallback: batch.side, strict: true };
  return new Map(
    rows.map((row) => {
      const side = sideOf(row.draft, list);
      const { unitId } = row.draft;
      const home = unitId ? `unit:${unitId}` : homeOf(row.draft, batch.grouping, list);
      return [row.rowNumber, { ...row, side, home, key: claimKey(row.draft, side, home) }];
    }),
  );
}

/** Counts every row's claim once more, making those nobody made before; `fresh` ones did not count until now. */
async function storeClaims(
  tx: Transaction,
  scope: Scope,
  { batchId, attested }: { batchId: string; attested: boolean },
  said: ReadonlyMap<number, Said>,
): Promise<(Claim & { fresh: boolean })[]> {
  const byKey = new Map<
    string,
    { key: string; row: number; side: string; home: string | null; times: number }
  >();
  for (const { key, rowNumber, side, home } of said.values()) {
    const before = byKey.get(key);
    if (before) before.times++;
    else byKey.set(key, { key, row: rowNumber, side, home, times: 1 });
  }
  const { rows } = await tx.execute<{
    id: string;
    key: string;
    person_id: string | null;
    attested: boolean;
    fresh: boolean;
  }>(sql`
    with said as (select * from jsonb_to_recordset(${json([...byKey.values()])}) as r(key text, row int, side text, home text, times int)),
    known as (
      update claims c set rows = c.rows + s.times, attested = c.attested + case when ${attested}::boolean then s.times else 0 end from said s where c.wedding_id = ${scope.weddingId} and c.key = s.key
      returning c.id, c.key, c.person_id, c.attested > 0 as attested,
        c.rows = s.times or (${attested}::boolean and c.attested = s.times) as fresh
    ), made as (
      insert into claims (wedding_id, key, side, home, draft, rows, attested)
      select ${scope.weddingId}, s.key, s.side, s.home, r.draft, s.times, case when ${attested}::boolean then s.times else 0 end from said s
      join import_rows r on r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.row_number = s.row
      where not exists (select 1 from known k where k.key = s.key)
      returning id, key, person_id, attested > 0 as attested
    )
    select id, key, person_id, attested, fresh from known union all select id, key, person_id, attested, true from made`);
  const sayer = new Map([...said.values()].map((one) => [one.key, one]));
  return rows.map((row) => {
    const { draft, side, home } = sayer.get(row.key)!;
    return {
      id: row.id,
      key: row.key,
      kind: "row",
      side,
      home,
      draft,
      personId: row.person_id,
      attested: row.attested,
      fresh: row.fresh,
    };
  });
}

/** A side admin's fence hides the other side's people, but a number is still theirs: only that it is taken is told. */
async function loadHidden(tx: Transaction, scope: Scope, rows: readonly Row[]): Promise<Set<number>> {
  if (scope.side === "all") return new Set();
  const keys = new Map<string, number[]>();
  for (const row of rows)
    for (const key of identifiersOf(row.draft).flatMap((one) => storedKeys(matchKey(one))))
      keys.set(key, [...(keys.get(key) ?? []), row.rowNumber]);
  const { rows: taken } = await tx.execute<{ key: string }>(sql`
    select key from fence.taken_identifiers(${scope.weddingId}::uuid, ${json([...keys.keys()])}) t
    where not exists (select 1 from person_identifiers i where i.wedding_id = ${scope.weddingId} and i.kind = split_part(t.key, ':', 1)
      and i.value = substr(t.key, strpos(t.key, ':') + 1) and i.valid_to is null)`);
  return new Set(taken.flatMap((row) => keys.get(row.key) ?? []));
}

async function recordOutcomes(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  await tx.execute(sql`
    update import_rows set outcome = r.outcome, claim_id = r."claimId", conflict = r.conflict
    from jsonb_to_recordset(${json(outcomes)}) as r("rowNumber" int, outcome text, "claimId" uuid, conflict jsonb)
    where import_rows.wedding_id = ${scope.weddingId} and import_rows.batch_id = ${batchId} and import_rows.row_number = r."rowNumber"`);
  await tx.execute(
    sql`update import_batches set rows_done = rows_done + ${outcomes.length} where wedding_id = ${scope.weddingId} and id = ${batchId}`,
  );
}

/** The host's word, per list, is the ground on which these households may be written to. */
async function recordConsents(
  tx: Transaction,
  scope: Scope,
  { batchId, batch, claimIds }: { batchId: string; batch: Batch; claimIds: readonly string[] },
): Promise<void> {
  await tx.execute(sql`
    insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor)
    select distinct on (u.id) u.wedding_id, u.id, u.side, 'host_attestation', 'yes',
      jsonb_build_object('batch', ${batchId}::text, 'list', ${batch.file_name}::text, 'attestedBy', ${batch.attested_by}::text, 'wording', 'v1'), ${actorLabel(scope.actor)}
    from jsonb_array_elements_text(${json(claimIds)}) as r(claim)
    join claims c on c.wedding_id = ${scope.weddingId} and c.id = r.claim::uuid
    join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
    join people k on k.wedding_id = p.wedding_id and k.id = coalesce(p.merged_into, p.id)
    join guest_units u on u.wedding_id = k.wedding_id and u.id = k.unit_id
    where ${batch.attested}::boolean
    on conflict do nothing`);
}
