import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf, joinTrees } from "./join-trees";

/**
 * What was written from a number of people who were merged, or lived somewhere else, since a moment (ISO 8601): it goes to
 * the household they live in now, messages and the answers in them. What came by a household's own page is its own already.
 */
export const takeRepliesAlong = (tx: Transaction, scope: Scope, whose: Whose): Promise<Taken> =>
  wholeWedding(tx, scope, () => take(tx, scope, whose));

interface Whose {
  people: readonly string[];
  since: string;
}

interface Taken {
  replies: number;
  units: string[];
}

async function take(tx: Transaction, scope: Scope, { people, since }: Whose): Promise<Taken> {
  const { rows } = await tx.execute<{ id: string; from_unit: string; to_unit: string }>(sql`
    with writer as (
      select distinct on (n.id) n.id, n.unit_id as from_unit, p.id as person, u.id as to_unit, u.side
      from inbound_messages n
      join person_identifiers i on i.wedding_id = n.wedding_id and i.value = n.from_identifier and i.valid_to is null and i.kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid')
      join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and p.live and p.id in ${idsOf(people)}
        -- Of those who share a number, only who is known to have written.
        and (not i.shared or n.person_id in ${idsOf(people)})
      join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id
      where n.wedding_id = ${scope.weddingId} and n.recorded_at >= ${since}::timestamptz
        and n.unit_id in (select m.unit_id from unit_members m where m.wedding_id = n.wedding_id and m.person_id in ${idsOf(people)})
      order by n.id, p.contact_rank, p.id
    ), heard as (
      update inbound_messages n set unit_id = w.to_unit, person_id = w.person, side = w.side from writer w
      where n.wedding_id = ${scope.weddingId} and n.id = w.id and (n.unit_id, n.person_id) is distinct from (w.to_unit, w.person)
      returning n.id, w.from_unit, w.to_unit, w.person, w.side
    ), answered as (
      update rsvp_answers a set unit_id = h.to_unit, person_id = h.person, side = h.side from heard h
      where a.wedding_id = ${scope.weddingId} and a.inbound_id = h.id
    ), taken_back as (
      update rsvp_voids v set unit_id = h.to_unit, side = h.side from heard h join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.inbound_id = h.id
      where v.wedding_id = a.wedding_id and v.answer_id = a.id
    )
    select id, from_unit, to_unit from heard`);
  const units = [...new Set(rows.flatMap((row) => [row.from_unit, row.to_unit]))];
  if (units.length > 0) await joinTrees(tx, scope, units, true);
  return { replies: rows.length, units };
}
