import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import type { Homes, Unit } from "@/lib/guests/commands/write-people";
import { keptId } from "@/lib/guests/queries/index-keys";
import type { IdentityPlan } from "@/lib/guests/rules/outcome";

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** The households of the people some claims are of, merged ones at whom they were merged into. */
export function homesOf(plan: IdentityPlan, { units }: Homes, claims: ReadonlySet<string>): Unit[] {
  const stands = new Map(plan.people.map((person) => [person.id, person]));
  const found = new Set<Unit>();
  for (const { claimIds, mergedInto, state } of plan.people) {
    if (!claimIds.some((id) => claims.has(id))) continue;
    const home = mergedInto ? stands.get(mergedInto)?.state.home : state.home;
    const unit = home === undefined ? undefined : units.get(home);
    if (unit) found.add(unit);
  }
  return [...found];
}

interface Vouched {
  batchId: string;
  batch: { attested_by: string | null; file_name: string };
  homes: readonly Unit[];
  /** Of these households the side is final. */
  complete: ReadonlySet<string>;
  /** Claims that counted before, whose households are looked up. */
  claimIds: readonly string[];
}

/** The host's word, per list, is the ground on which these households may be written to. */
export async function recordConsents(
  tx: Transaction,
  scope: Scope,
  { batchId, batch, homes, complete, claimIds }: Vouched,
): Promise<void> {
  const word = sql`'host_attestation', 'yes', jsonb_build_object('batch', ${batchId}::text, 'list', ${batch.file_name}::text, 'attestedBy', ${batch.attested_by}::text, 'wording', 'v1'), ${actorLabel(scope.actor)}`;
  const made = homes.filter(({ id }) => complete.has(id));
  const other = homes.flatMap(({ id }) => (complete.has(id) ? [] : id));
  if (made.length > 0)
    await tx.execute(sql`
      insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor)
      select ${scope.weddingId}, id, side, ${word} from jsonb_to_recordset(${json(made)}) as r(id uuid, side text) on conflict do nothing`);
  if (other.length + claimIds.length > 0)
    await tx.execute(sql`
      with met as (
        select id::uuid as id from jsonb_array_elements_text(${json(other)}) as r(id)
        union
        select k.unit_id from (select jsonb_array_elements_text(${json(claimIds)})::uuid as claim) r
        join claims c on c.wedding_id = ${scope.weddingId} and c.id = r.claim
        join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
        join people k on k.wedding_id = p.wedding_id and k.id = ${keptId("p")}
      )
      insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor)
      select u.wedding_id, u.id, u.side, ${word} from met join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = met.id
      on conflict do nothing`);
}
