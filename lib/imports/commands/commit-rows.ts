import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { resolvePeople } from "@/lib/guests/commands/resolve-people";
import { isKnown } from "@/lib/guests/queries/taken-off";
import { type Claim, identifiersOf, matchKey, storedKeys } from "@/lib/guests/rules/claim";
import { claimOutcomes, comesIn, OTHER_SIDE, type RowOutcome } from "@/lib/imports/rules/row-outcome";
import { type ListKind, type Row, type Said, sayings } from "@/lib/imports/rules/sayings";
import { sha256Hex } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import type { DirtyMark } from "@/lib/platform/command";
import type { InTurn } from "@/lib/platform/in-turn";
import { wholeWedding } from "@/lib/platform/transaction";
import { homesOf, recordConsents } from "./record-consents";
import { forgetClaims } from "./undo-chunk";
import { outdate, type Recounted, resourceOf, seedsOf } from "./versions";

export type Batch = ListKind & {
  attested: boolean;
  attested_by: string | null;
  file_name: string;
};

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
  {
    batchId,
    batch,
    rows,
    said = sayings(rows, batch),
  }: { batchId: string; batch: Batch; rows: readonly Row[]; said?: Map<number, Said> },
): Promise<Committed> {
  const hidden = await loadHidden(tx, scope, rows);
  for (const row of hidden) said.delete(row);
  const claims = await countClaims(tx, scope, batch.attested, said);
  const resources = [...new Set([...said.values()].flatMap(({ draft }) => resourceOf(draft) ?? []))];
  const replaced = await outdate(tx, scope, resources, batchId);
  await forgetClaims(
    tx,
    scope,
    replaced.filter((claim) => claim.rows === 0),
  );
  const fresh = claims.filter((claim) => claim.fresh).map((claim) => asBefore(claim, replaced));
  const made = claims.filter((claim) => claim.row !== null);
  const { plan, neighbourhood, homes, dirty } = await resolvePeople(
    tx,
    scope,
    { ...seedsOf(replaced), claims: fresh },
    {
      ids: new Set(made.map((claim) => claim.id)),
      store: (writes, personOf) =>
        storeClaims(writes, scope, { batchId, attested: batch.attested }, made, personOf),
    },
  );
  const outcomeOf = claimOutcomes(fresh, plan, neighbourhood.people);
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
  // A sync that was added after a later one says nothing new.
  const late = await outdate(tx, scope, resources);
  await forgetClaims(
    tx,
    scope,
    late.filter((claim) => claim.rows === 0),
  );
  if (late.length > 0) dirty.push(...(await resolvePeople(tx, scope, seedsOf(late))).dirty);
  if (batch.attested)
    await recordConsents(tx, scope, {
      batchId,
      batch,
      homes: homesOf(plan, homes, new Set(fresh.map((claim) => claim.id))),
      complete: homes.complete,
      claimIds: claims.filter((claim) => !claim.fresh).map((claim) => claim.id),
    });
  return {
    created: plan.people.filter((person) => comesIn(person, neighbourhood.people)).length,
    outcomes,
    outcomesHash: sha256Hex(JSON.stringify(outcomes)),
    dirty,
  };
}

/** What a contact says now is of whom it was of before: their invitations and answers stay with them. */
function asBefore<T extends Claim>(claim: T, replaced: readonly Recounted[]): T {
  const resource = claim.personId ? undefined : resourceOf(claim.draft);
  if (resource === undefined) return claim;
  const before = replaced.find(
    (one) => resourceOf(one.draft) === resource && (one.personId ?? one.formerPersonId),
  );
  return before ? { ...claim, formerPersonId: before.personId ?? before.formerPersonId } : claim;
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

interface Counted extends Claim {
  /** Did not count until now. */
  fresh: boolean;
  times: number;
  /** Of a claim nobody made before, the row that says it. */
  row: number | null;
}

/** Counts every row's claim once more; those nobody made before are yet to be stored. */
async function countClaims(
  tx: Transaction,
  scope: Scope,
  attested: boolean,
  said: ReadonlyMap<number, Said>,
): Promise<Counted[]> {
  const byKey = new Map<string, { key: string; times: number; said: Said }>();
  for (const one of said.values()) {
    const before = byKey.get(one.key);
    if (before) before.times++;
    else byKey.set(one.key, { key: one.key, times: 1, said: one });
  }
  const asked = [...byKey.values()].map(({ key, times }) => ({ key, times }));
  const { rows } = await tx.execute<{
    id: string;
    key: string;
    person_id: string | null;
    former_person_id: string | null;
    attested: boolean;
    fresh: boolean;
  }>(sql`
    update claims c set rows = c.rows + s.times, attested = c.attested + case when ${attested}::boolean then s.times else 0 end
    from jsonb_to_recordset(${json(asked)}) as s(key text, times int) where c.wedding_id = ${scope.weddingId} and c.key = s.key
    returning c.id, c.key, c.person_id, c.former_person_id, c.attested > 0 as attested, c.rows = s.times or (${attested}::boolean and c.attested = s.times) as fresh`);
  const known = new Map(rows.map((row) => [row.key, row]));
  return [...byKey.values()].map(({ key, times, said: { side, home, draft, rowNumber } }) => {
    const before = known.get(key);
    return {
      id: before?.id ?? newId(),
      key,
      kind: "row",
      side,
      home,
      draft,
      personId: before?.person_id ?? null,
      formerPersonId: before?.former_person_id ?? null,
      attested: before?.attested ?? attested,
      fresh: before?.fresh ?? true,
      times,
      row: before ? null : rowNumber,
    };
  });
}

async function storeClaims(
  writes: InTurn,
  scope: Scope,
  { batchId, attested }: { batchId: string; attested: boolean },
  claims: readonly Counted[],
  personOf: ReadonlyMap<string, string | null>,
): Promise<void> {
  if (claims.length === 0) return;
  const rows = claims.map(({ id, key, side, home, times, row }) => ({
    id,
    key,
    side,
    home,
    times,
    row,
    person: personOf.get(id) ?? null,
  }));
  await writes.write(sql`
    insert into claims (id, wedding_id, key, side, home, draft, rows, attested, person_id)
    select s.id, ${scope.weddingId}, s.key, s.side, s.home, r.draft, s.times, case when ${attested}::boolean then s.times else 0 end, s.person
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, key text, row int, side text, home text, times int, person uuid)
    join import_rows r on r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.row_number = s.row`);
}

/**
 * A side admin's fence hides the other side's people, but a number is still theirs, and one they have left, or that waits
 * for a human: only that it is taken is told.
 */
async function loadHidden(tx: Transaction, scope: Scope, rows: readonly Row[]): Promise<Set<number>> {
  if (scope.side === "all") return new Set();
  const byKey = new Map<string, number[]>();
  for (const row of rows)
    for (const key of identifiersOf(row.draft).map(matchKey))
      byKey.set(key, [...(byKey.get(key) ?? []), row.rowNumber]);
  const asked = [...byKey.keys()].flatMap((key) =>
    storedKeys(key).map((stored) => {
      const at = stored.indexOf(":");
      return { key, kind: stored.slice(0, at), value: stored.slice(at + 1) };
    }),
  );
  const theirs = () =>
    tx.execute<{ key: string; who: string }>(sql`
    with asked as (select * from jsonb_to_recordset(${json(asked)}) as a(key text, kind text, value text))
    select a.key, p.id as who from asked a join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.value = a.value and i.kind = a.kind and not i.shared
    join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and ${isKnown("p")}
    union select a.key, c.id from asked a join pending_keys k on k.wedding_id = ${scope.weddingId} and k.key = a.key
    join claims c on c.wedding_id = k.wedding_id and c.id = k.claim_id`);
  const seen = new Set((await theirs()).rows.map((row) => row.who));
  const { rows: all } = await wholeWedding(tx, scope, theirs);
  return new Set(all.flatMap(({ key, who }) => (seen.has(who) ? [] : (byKey.get(key) ?? []))));
}

async function recordOutcomes(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const { rowCount } = await tx.execute(sql`
    update import_rows set outcome = r.outcome, claim_id = r."claimId", conflict = r.conflict
    from jsonb_to_recordset(${json(outcomes)}) as r("rowNumber" int, outcome text, "claimId" uuid, conflict jsonb)
    where import_rows.wedding_id = ${scope.weddingId} and import_rows.batch_id = ${batchId} and import_rows.row_number = r."rowNumber" and import_rows.outcome = 'ready'`);
  if (rowCount !== outcomes.length) throw new Error("imports: these rows were added by somebody else");
  await tx.execute(
    sql`update import_batches set rows_done = rows_done + ${outcomes.length} where wedding_id = ${scope.weddingId} and id = ${batchId}`,
  );
}
