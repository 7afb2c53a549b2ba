import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { dropIdentifierInput, restoreIdentifierInput } from "@/lib/guests/inputs";
import { loadNeighbourhood } from "@/lib/guests/queries/identity";
import { identifiersOf, matchKey } from "@/lib/guests/rules/claim";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { isOthers, NOT_YOURS_ALONE } from "./other-side";
import { lockIdentity, resolvePeople } from "./resolve-people";

/** A number or e-mail that lists give somebody is not theirs. Remembered: the same row brings it no more. */
export const dropIdentifier = defineCommand({
  name: "guests.drop-identifier",
  permission: "guests.edit",
  input: dropIdentifierInput,
  inverse: "guests.restore-identifier",
  async run({ tx, scope }, { personId, kind, value }) {
    await lockIdentity(tx, scope);
    const wrong = matchKey({ kind, value });
    const { rows } = await tx.execute<{ unit_id: string; merged: string[] }>(sql`
      select p.unit_id, (select coalesce(jsonb_agg(m.id), '[]') from people m where m.wedding_id = p.wedding_id and m.merged_into = p.id) as merged
      from people p where p.wedding_id = ${scope.weddingId} and p.id = ${personId} and p.live for update of p`);
    if (!rows[0]) return refuse("changed", "This guest is not there any more.");
    const theirs = new Set([personId, ...rows[0].merged]);
    const { claims } = await wholeWedding(tx, scope, () =>
      loadNeighbourhood(tx, scope, { personIds: [...theirs] }),
    );
    const said = claims.filter(
      (claim) =>
        claim.personId !== null &&
        theirs.has(claim.personId) &&
        identifiersOf(claim.draft).some((one) => matchKey(one) === wrong),
    );
    if (said.some(({ side }) => isOthers(scope, side))) return refuse("other_side", NOT_YOURS_ALONE);
    const wanted = said.map((claim) => `not_theirs ${claim.key} ${wrong}`);
    const { rows: added } = await tx.execute<{ key: string }>(sql`
      insert into import_decisions (wedding_id, key, decision, decided_by)
      select ${scope.weddingId}, key, 'not_theirs', ${actorLabel(scope.actor)} from jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb) as k(key) on conflict do nothing returning key`);
    if (added.length === 0) return refuse("changed", "This is not known as theirs any more.");
    const keys = added.map((row) => row.key);
    const { dirty } = await resolvePeople(tx, scope, { personIds: [...theirs], keys: [wrong] });
    return {
      result: { undo: { command: "guests.restore-identifier", input: { keys } } },
      audit: [
        { action: "drop_identifier", entity: "guest_unit", entityId: rows[0].unit_id, payload: { keys } },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/** The lists were right about it after all. */
export const restoreIdentifier = defineCommand({
  name: "guests.restore-identifier",
  permission: "guests.edit",
  input: restoreIdentifierInput,
  inverse: "guests.drop-identifier",
  async run({ tx, scope }, { keys }) {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ key: string }>(sql`
      delete from import_decisions where wedding_id = ${scope.weddingId} and decision = 'not_theirs'
        and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb)) returning key`);
    if (rows.length === 0) return refuse("changed", "This was taken back already.");
    const parts = rows.map(({ key }) => key.split(" "));
    const { people, waiting, sides } = await wholeWedding(tx, scope, () =>
      saidBy(
        tx,
        scope,
        parts.map((part) => part[1]!),
      ),
    );
    if (sides.some((side) => isOthers(scope, side))) return refuse("other_side", NOT_YOURS_ALONE);
    const { dirty } = await resolvePeople(tx, scope, {
      personIds: people,
      keys: [...parts.map((part) => part.slice(2).join(" ")), ...waiting],
    });
    return {
      result: null,
      audit: [{ action: "restore_identifier", entity: "person", count: rows.length, payload: { keys } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/**
 * Of whom these claims speak, and whose lists they are. What WhatsApp told of somebody by their number alone has waited,
 * since it was nobody's, with the id it came with.
 */
async function saidBy(
  tx: Transaction,
  { weddingId }: Scope,
  claimKeys: readonly string[],
): Promise<{ people: string[]; waiting: string[]; sides: string[] }> {
  const { rows } = await tx.execute<{ people: string[]; waiting: string[]; sides: string[] }>(sql`
    with said as (
      select id, person_id, side from claims where wedding_id = ${weddingId} and key in (select jsonb_array_elements_text(${JSON.stringify(claimKeys)}::jsonb))
    )
    select coalesce((select jsonb_agg(distinct person_id) from said where person_id is not null), '[]') as people,
      coalesce((select jsonb_agg(distinct w.key) from said c join pending_keys w on w.wedding_id = ${weddingId} and w.claim_id = c.id where c.person_id is null), '[]') as waiting,
      coalesce((select jsonb_agg(distinct side) from said), '[]') as sides`);
  return rows[0]!;
}
