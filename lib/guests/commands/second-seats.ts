import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf } from "./join-trees";

/**
 * Whoever belongs to a second household has a seat there only for functions their own is not invited to: one person is
 * counted once per function. Brings the seats around these households in line; returns what changed.
 */
export const settleSecondSeats = (
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<{ units: string[]; events: string[] }> =>
  wholeWedding(tx, scope, () => settle(tx, scope, unitIds));

async function settle(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<{ units: string[]; events: string[] }> {
  const { rows } = await tx.execute<{ unit_id: string; event_id: string }>(sql`
    with around as (
      select m.person_id, m.unit_id, p.unit_id as home, p.live, p.age_band = 'adult' as adult
      from unit_members m join people p on p.wedding_id = m.wedding_id and p.id = m.person_id
      where m.wedding_id = ${scope.weddingId} and m.secondary and (m.unit_id in ${idsOf(unitIds)} or p.unit_id in ${idsOf(unitIds)})
        and (m.valid_to is null or exists (select 1 from second_seats x where x.wedding_id = m.wedding_id and x.person_id = m.person_id and x.unit_id = m.unit_id))
    ), wanted as (
      select a.person_id, u.id as unit_id, u.side, i.event_id, a.adult
      from around a join unit_members m on m.wedding_id = ${scope.weddingId} and m.person_id = a.person_id and m.unit_id = a.unit_id and m.secondary and m.valid_to is null
      join guest_units u on u.wedding_id = m.wedding_id and u.id = a.unit_id and u.live
      join invitations i on i.wedding_id = u.wedding_id and i.unit_id = u.id
      where a.live and a.home <> a.unit_id
        and not exists (select 1 from invitations h where h.wedding_id = i.wedding_id and h.unit_id = a.home and h.event_id = i.event_id)
    ), gone as (
      delete from second_seats x using (select distinct person_id, unit_id from around) a
      where x.wedding_id = ${scope.weddingId} and x.person_id = a.person_id and x.unit_id = a.unit_id
        and not exists (select 1 from wanted w where w.person_id = x.person_id and w.unit_id = x.unit_id and w.event_id = x.event_id and w.adult = x.adult)
      returning x.unit_id, x.event_id, x.adult, -1 as seats
    ), added as (
      insert into second_seats as x (wedding_id, unit_id, side, event_id, person_id, adult)
      select distinct ${scope.weddingId}::uuid, unit_id, side, event_id, person_id, adult from wanted on conflict do nothing
      returning x.unit_id, x.event_id, x.adult, 1 as seats
    ), change as (
      select unit_id, event_id, coalesce(sum(seats) filter (where adult), 0)::int as adults, coalesce(sum(seats) filter (where not adult), 0)::int as children
      from (select * from gone union all select * from added) one group by 1, 2
    )
    update invitations i set adults = i.adults + c.adults, children = i.children + c.children from change c
    where i.wedding_id = ${scope.weddingId} and i.unit_id = c.unit_id and i.event_id = c.event_id
    returning i.unit_id, i.event_id`);
  return {
    units: [...new Set(rows.map((row) => row.unit_id))],
    events: [...new Set(rows.map((row) => row.event_id))],
  };
}
