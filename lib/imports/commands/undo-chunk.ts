import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { lockIdentity, resolvePeople } from "@/lib/guests/commands/resolve-people";
import { type ClaimDraft, identifiersOf, matchKey } from "@/lib/guests/rules/claim";
import { batchOnlyInput } from "@/lib/imports/inputs";
import { refuse } from "@/lib/kernel/result";
import { type DirtyMark, defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { bringBack, resourceOf, seedsOf } from "./versions";

const UNDO_CHUNK = 2_000;

type Withdrawn = { id: string; person_id: string | null; draft: ClaimDraft };

/**
 * Takes back the next rows of a list: counts their claims out and decides anew who is who. The caller holds
 * `lockIdentity` and the batch. 0 when none was left.
 */
export async function undoRows(
  tx: Transaction,
  scope: Scope,
  batchId: string,
): Promise<{ taken: number; dirty: DirtyMark[] }> {
  const { rows: taken } = await tx.execute<{ claim_id: string | null; outdated: boolean }>(sql`
    update import_rows r set outcome = 'undone' from (
      select row_number from import_rows where wedding_id = ${scope.weddingId} and batch_id = ${batchId} and outcome not in ('undone', 'refused') order by row_number limit ${UNDO_CHUNK}
    ) next where r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.row_number = next.row_number returning r.claim_id, r.outdated`);
  if (taken.length === 0) {
    await tx.execute(
      sql`update import_batches set state = 'undone' where wedding_id = ${scope.weddingId} and id = ${batchId}`,
    );
    return { taken: 0, dirty: [] };
  }
  // What a later sync has replaced was counted out then.
  const claimIds = taken.flatMap((row) => (row.outdated ? [] : (row.claim_id ?? [])));
  const withdrawn = await withdrawClaims(tx, scope, batchId, claimIds);
  const resources = [...new Set(withdrawn.flatMap((claim) => resourceOf(claim.draft) ?? []))];
  const again = seedsOf(await bringBack(tx, scope, resources));
  const { dirty } = await resolvePeople(tx, scope, {
    claims: again.claims,
    personIds: [...withdrawn.flatMap((claim) => claim.person_id ?? []), ...again.personIds],
    keys: [
      ...new Set([...withdrawn.flatMap((claim) => identifiersOf(claim.draft).map(matchKey)), ...again.keys]),
    ],
  });
  return { taken: taken.length, dirty };
}

/** Takes back the next rows of a list. Each chunk is its own transaction; a kill in between is gone on from. */
export const undoChunk = defineCommand({
  name: "imports.undo-chunk",
  permission: "guests.import",
  input: batchOnlyInput,
  irreversible: "Part of taking back a list; imports.redo adds it again.",
  timeoutMs: 120_000,
  async run({ tx, scope }, { batchId }) {
    const { rows: batches } = await tx.execute(sql`
      select 1 from import_batches where wedding_id = ${scope.weddingId} and id = ${batchId} and state = 'undoing' for update`);
    if (batches.length === 0) return refuse("not_undoing", "This list is not being taken back.");
    await lockIdentity(tx, scope);
    const { taken, dirty } = await undoRows(tx, scope, batchId);
    return {
      result: { left: taken > 0 },
      audit: [
        { action: taken > 0 ? "undo" : "finish", entity: "import_batch", entityId: batchId, count: taken },
      ],
      topics: taken > 0 ? [enqueue(refreshProjections, { weddingId: scope.weddingId })] : [],
      dirty,
    };
  },
});

/** Counts every row's claim once less; returns those that nobody says any more. */
async function withdrawClaims(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  claimIds: readonly string[],
): Promise<Withdrawn[]> {
  const { rows } = await tx.execute<Withdrawn & { rows: number; attested: number }>(sql`
    with said as (select id::uuid as id, count(*)::int as times from jsonb_array_elements_text(${JSON.stringify(claimIds)}::jsonb) as s(id) group by id)
    update claims c set rows = c.rows - s.times, attested = greatest(0, c.attested - case when b.attested_at is not null then s.times else 0 end)
    from said s join import_batches b on b.wedding_id = ${scope.weddingId} and b.id = ${batchId} where c.wedding_id = ${scope.weddingId} and c.id = s.id
    returning c.id, c.person_id, c.draft, c.rows, c.attested`);
  await forgetClaims(
    tx,
    scope,
    rows.filter((row) => row.rows === 0),
  );
  // Who is nobody's word any more, and whom the host vouched for on this list alone.
  return rows.filter((row) => row.rows === 0 || row.attested === 0);
}

/** What nobody says any more asks nothing, either. */
export async function forgetClaims(
  tx: Transaction,
  scope: Scope,
  claims: readonly { id: string }[],
): Promise<void> {
  if (claims.length === 0) return;
  await tx.execute(sql`
    with gone as (select id::uuid as id from jsonb_array_elements_text(${JSON.stringify(claims.map((one) => one.id))}::jsonb) as g(id)),
    keys as (delete from pending_keys k using gone g where k.wedding_id = ${scope.weddingId} and k.claim_id = g.id)
    delete from import_conflicts c using gone g where c.wedding_id = ${scope.weddingId} and c.claim_id = g.id`);
}
