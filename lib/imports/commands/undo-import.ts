import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { batchOnlyInput } from "@/lib/imports/inputs";
import { type Dependents, undoRefusal } from "@/lib/imports/rules/undo";
import { undoImportBatch } from "@/lib/imports/topics";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { undoRows } from "./undo-chunk";

const SHORT = 100;

/**
 * Takes back a whole list: whoever came by it alone goes, whoever was there before is as they were. Refused
 * where somebody of it was invited, written to, merged or edited since, for that would undo a decision made later.
 */
export const undoImport = defineCommand({
  name: "imports.undo",
  permission: "guests.import",
  input: batchOnlyInput,
  inverse: "imports.redo",
  timeoutMs: 60_000,
  async run({ tx, scope }, { batchId }) {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ state: string; name: string; rows: number }>(sql`
      select state, file_name as name, rows_read as rows from import_batches where wedding_id = ${scope.weddingId} and id = ${batchId} for update`);
    const batch = rows[0];
    if (batch?.state !== "done" && batch?.state !== "failed")
      return refuse("not_done", "Only a list that was added can be taken back.");
    const refusal = undoRefusal(await wholeWedding(tx, scope, () => countDependents(tx, scope, batchId)));
    if (refusal) return refuse("depends", refusal);
    await tx.execute(
      sql`update import_batches set state = 'undoing', undone_at = now(), undone_by = ${scope.actor.kind === "user" ? scope.actor.userId : null} where wedding_id = ${scope.weddingId} and id = ${batchId}`,
    );
    // A short list is taken back at once, so that the page shows it; a long one by its job.
    const short = batch.rows <= SHORT;
    const dirty = short ? (await undoRows(tx, scope, batchId)).dirty : [];
    // Finds nothing left, and closes the list.
    if (short) await undoRows(tx, scope, batchId);
    return {
      result: { batchId, undo: { command: "imports.redo", input: { batchId } } },
      audit: [{ action: "undo", entity: "import_batch", entityId: batchId, payload: { list: batch.name } }],
      topics: [
        short
          ? enqueue(refreshProjections, { weddingId: scope.weddingId })
          : enqueue(undoImportBatch, { weddingId: scope.weddingId, batchId, side: scope.side }),
      ],
      dirty,
    };
  },
});

/** What humans did since to the people and households that only this list brought. */
async function countDependents(tx: Transaction, scope: Scope, batchId: string): Promise<Dependents> {
  const { rows } = await tx.execute<Dependents & Record<string, unknown>>(sql`
    with said as (
      select r.claim_id, count(*)::int as times from import_rows r where r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.claim_id is not null and r.outcome <> 'undone' and not r.outdated group by r.claim_id
    ), leaving as (
      select c.id, c.person_id from said s join claims c on c.wedding_id = ${scope.weddingId} and c.id = s.claim_id and c.rows = s.times
    ), person as (
      select distinct l.person_id as id from leaving l where l.person_id is not null
        and not exists (select 1 from claims c where c.wedding_id = ${scope.weddingId} and c.person_id = l.person_id and c.rows > 0 and c.id not in (select id from leaving))
        -- Nor who another list speaks of, whose row waits for a human only as long as this list is there.
        and not exists (select 1 from claims c where c.wedding_id = ${scope.weddingId} and c.former_person_id = l.person_id and c.person_id is null and c.rows > 0 and c.id not in (select id from leaving))
    ), household as (
      select distinct p.unit_id as id from person n join people p on p.wedding_id = ${scope.weddingId} and p.id = n.id and not p.edits ? 'guest'
      where not exists (select 1 from people o where o.wedding_id = p.wedding_id and o.unit_id = p.unit_id and o.live and o.id not in (select id from person))
    )
    select (select count(distinct i.unit_id)::int from household h join invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = h.id and i.own_adults is not null) as invited,
      (select count(distinct m.unit_id)::int from household h join messages m on m.wedding_id = ${scope.weddingId} and m.unit_id = h.id and m.state not in ('blocked', 'cancelled')) as written,
      (select count(*)::int from merges m where m.wedding_id = ${scope.weddingId} and m.undone_at is null and (m.kept_claim in (select id from leaving) or m.gone_claim in (select id from leaving))) as merged,
      (select count(*)::int from person n join people p on p.wedding_id = ${scope.weddingId} and p.id = n.id and p.edits - 'guest' <> '{}'::jsonb) as edited,
      (select count(*)::int from person n where exists (select 1 from guest_units u where u.wedding_id = ${scope.weddingId} and u.proxy_person_id = n.id and u.live and u.id not in (select id from household))
        or exists (select 1 from unit_members m where m.wedding_id = ${scope.weddingId} and m.person_id = n.id and m.secondary and m.valid_to is null)) as leaned,
      (select count(*)::int from household h join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = h.id and u.edits - 'off' <> '{}'::jsonb) as "editedHouseholds",
      (select coalesce(jsonb_agg(name order by name), '[]') from (
        select p.name from person n join people p on p.wedding_id = ${scope.weddingId} and p.id = n.id and p.edits - 'guest' <> '{}'::jsonb
          where ${scope.side} = 'all' or p.side in ('both', ${scope.side})
        union select u.name from household h join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = h.id and u.edits - 'off' <> '{}'::jsonb
          where ${scope.side} = 'all' or u.side in ('both', ${scope.side})
        order by name limit 3) named) as "editedNames"`);
  return rows[0]!;
}
