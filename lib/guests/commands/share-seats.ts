import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Holder, type Seats, shareSeats } from "@/lib/guests/rules/share-seats";
import { wholeWedding } from "@/lib/platform/transaction";

/** Of a function: the places there were, and those that went. */
export interface Shared {
  eventId: string;
  places: Seats;
  taken: Seats;
}

/**
 * Whoever left `from` for the new household `to` takes a place along to each function: of the household they came from,
 * where that went into `from`.
 */
export const takeSeatsAlong = (
  tx: Transaction,
  scope: Scope,
  { from, to }: { from: string; to: string },
): Promise<Shared[]> =>
  wholeWedding(tx, scope, async () => {
    const leaving = await countLeaving(tx, scope, { from, to });
    const shared = (await listHeld(tx, scope, from)).map(({ holders, ...one }) => ({
      ...one,
      ...shareSeats(holders, leaving),
    }));
    await tx.execute(sql`
      with shared as (
        select x."eventId" as event_id, (x.taken->>'adults')::int as adults, (x.taken->>'children')::int as children, x.left
        from jsonb_to_recordset(${JSON.stringify(shared)}::jsonb) as x("eventId" uuid, taken jsonb, "left" jsonb)
      ), held as (
        select s.event_id, s.adults as gone_adults, s.children as gone_children, h."unitId" as unit_id, h.adults, h.children
        from shared s cross join lateral jsonb_to_recordset(s.left) as h("unitId" uuid, adults int, children int)
      ), parked as (
        update parked_invitations p set adults = h.adults, children = h.children from held h
        where p.wedding_id = ${scope.weddingId} and p.unit_id = h.unit_id and p.event_id = h.event_id and h.adults + h.children > 0
      ), emptied as (
        delete from parked_invitations p using held h
        where p.wedding_id = ${scope.weddingId} and p.unit_id = h.unit_id and p.event_id = h.event_id and h.adults + h.children = 0
      ), kept as (
        update invitations i set adults = i.adults - s.adults, children = i.children - s.children,
          own_adults = case when h.adults + h.children > 0 then h.adults end, own_children = case when h.adults + h.children > 0 then h.children end
        from shared s left join held h on h.event_id = s.event_id and h.unit_id = ${from}
        where i.wedding_id = ${scope.weddingId} and i.unit_id = ${from} and i.event_id = s.event_id
      )
      insert into invitations (wedding_id, unit_id, side, event_id, adults, children, own_adults, own_children)
      select u.wedding_id, u.id, u.side, s.event_id, s.adults, s.children, s.adults, s.children from shared s
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = ${to} where s.adults + s.children > 0`);
    return shared.map(({ eventId, places, taken }) => ({ eventId, places, taken }));
  });

/** How many went, by the household they came from: one that went into `from`, or `from` itself. */
async function countLeaving(
  tx: Transaction,
  { weddingId }: Scope,
  { from, to }: { from: string; to: string },
): Promise<Map<string, Seats>> {
  const { rows } = await tx.execute<{ unit_id: string; adults: number; children: number }>(sql`
    select coalesce(o.unit_id, ${from}::uuid) as unit_id, count(*) filter (where p.age_band = 'adult')::int as adults, count(*) filter (where p.age_band <> 'adult')::int as children
    from people p left join lateral (
      select m.unit_id from unit_members m where m.wedding_id = p.wedding_id and m.person_id = p.id and not m.secondary and m.valid_to is not null
        and m.unit_id in (select fence.family_of(${weddingId}, ${from})) and m.unit_id <> ${from}
      order by m.valid_to desc, m.id desc limit 1
    ) o on true
    where p.wedding_id = ${weddingId} and p.unit_id = ${to} and p.live group by 1`);
  return new Map(rows.map(({ unit_id, ...seats }) => [unit_id, seats]));
}

type Held = { eventId: string; places: Seats; holders: Holder[] };

/** The places of a household at each function, by who holds them: its own first, then the largest of those that went into it. */
async function listHeld(tx: Transaction, { weddingId }: Scope, unitId: string): Promise<Held[]> {
  const { rows } = await tx.execute<Held & Record<string, unknown>>(sql`
    with twin as (
      select p.unit_id, count(*) filter (where p.age_band = 'adult')::int as adults, count(*) filter (where p.age_band <> 'adult')::int as children
      from people p where p.wedding_id = ${weddingId} and p.merged_into is not null and p.unit_id in (select fence.family_of(${weddingId}, ${unitId})) group by 1
    ), holder as (
      select i.event_id, i.unit_id, 0 as rank, i.own_adults as adults, i.own_children as children from invitations i
      where i.wedding_id = ${weddingId} and i.unit_id = ${unitId} and i.own_adults is not null
      union all
      -- Where the household is invited itself, whoever is one person with somebody of it has no place of their own.
      select k.event_id, k.unit_id, 1, greatest(0, k.adults - case when i.own_adults is null then 0 else coalesce(t.adults, 0) end),
        greatest(0, k.children - case when i.own_adults is null then 0 else coalesce(t.children, 0) end)
      from invitations i join parked_invitations k on k.wedding_id = i.wedding_id and k.event_id = i.event_id and k.unit_id in (select fence.family_of(${weddingId}, ${unitId}))
      left join twin t on t.unit_id = k.unit_id where i.wedding_id = ${weddingId} and i.unit_id = ${unitId}
    )
    select h.event_id as "eventId", jsonb_build_object('adults', i.adults, 'children', i.children) as places,
      jsonb_agg(jsonb_build_object('unitId', h.unit_id, 'adults', h.adults, 'children', h.children) order by h.rank, h.adults + h.children desc, h.unit_id) as holders
    from holder h join invitations i on i.wedding_id = ${weddingId} and i.unit_id = ${unitId} and i.event_id = h.event_id
    group by h.event_id, i.adults, i.children`);
  return rows;
}
