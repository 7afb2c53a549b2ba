import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Holder, type Seats, shareSeats } from "@/lib/guests/rules/share-seats";
import { wholeWedding } from "@/lib/platform/transaction";
import { idsOf, joinTrees } from "./join-trees";

/** Of a function: the places that go, and whose they are. */
export interface Shared {
  eventId: string;
  taken: Seats;
  gone: Holder[];
}

/** `whole`: all who are guests go, and only those stay who were taken off the list. */
export interface Leaving {
  shared: Shared[];
  whole: boolean;
}

/** How many go, function by function. */
export const takenOf = (shared: readonly Shared[]) =>
  shared.map(({ eventId, taken }) => ({ eventId, ...taken }));

/** Places at a function that one household gives (null: nobody did), and another gets (null: nobody does). */
export interface Transfer extends Seats {
  eventId: string;
  from: string | null;
  to: string | null;
}

/**
 * Whether a household leads on to wherever these people go (`joinTrees`), because nobody else lives there. Where somebody was
 * taken off the list it does not: it is still theirs.
 */
export const leadsAlong = (
  tx: Transaction,
  scope: Scope,
  { from, people }: { from: string; people: readonly string[] },
): Promise<boolean> =>
  wholeWedding(tx, scope, async () => {
    const { rows } = await tx.execute(sql`
      select 1 from people p where p.wedding_id = ${scope.weddingId} and p.unit_id = ${from} and p.merged_into is null
        and (p.live and p.id not in ${idsOf(people)} or not p.live and p.edits ? 'guest')
      union all
      select 1 from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${from} and not u.edits ? 'off'
        and coalesce((u.edits->>'unnamedAdults')::int, 0) + coalesce((u.edits->>'unnamedChildren')::int, 0) > 0 limit 1`);
    return rows.length === 0;
  });

/**
 * What goes with people who leave `from`: a place each at every function, of the household they came from, where that
 * went into `from`. Where only those stay who were taken off the list, all goes but a place for each of them.
 */
export const seatsOfLeaving = (
  tx: Transaction,
  scope: Scope,
  { from, people }: { from: string; people: readonly string[] },
): Promise<Leaving> =>
  wholeWedding(tx, scope, async () => {
    const leaving = await countLeaving(tx, scope, { from, people });
    const off = await countOff(tx, scope, { from, people });
    const shared = (await listHeld(tx, scope, from)).map(({ eventId, holders }) => {
      const { taken, left } = shareSeats(holders, off ? new Map([[from, allBut(holders, off)]]) : leaving);
      const gone = holders.flatMap(({ unitId, adults, children }, at) => {
        const seats = { adults: adults - left[at]!.adults, children: children - left[at]!.children };
        return seats.adults + seats.children > 0 ? [{ unitId, ...seats }] : [];
      });
      return { eventId, taken, gone };
    });
    return { shared, whole: off !== null };
  });

/** Those places as they change hands: to `to` at the functions that are named, to nobody at others. */
export const transfersOf = (
  shared: readonly Shared[],
  { to, at }: { to: string; at: ReadonlySet<string> | "all" },
): Transfer[] =>
  shared.flatMap(({ eventId, gone }) =>
    gone.map(({ unitId, adults, children }) => ({
      eventId,
      from: unitId,
      to: at === "all" || at.has(eventId) ? to : null,
      adults,
      children,
    })),
  );

/** The same the other way round. */
export const givenBack = (transfers: readonly Transfer[]): Transfer[] =>
  transfers.map(({ from, to, ...seats }) => ({ ...seats, from: to, to: from }));

/** Gives places from household to household, wherever each holds its own. False where somebody has not that many any more. */
export const transferSeats = (
  tx: Transaction,
  scope: Scope,
  transfers: readonly Transfer[],
): Promise<boolean> =>
  wholeWedding(tx, scope, async () => {
    if (transfers.length === 0) return true;
    const taken = summed(transfers, ({ from }) => from);
    if (!(await takeHeld(tx, scope, taken))) return false;
    await giveHeld(
      tx,
      scope,
      summed(transfers, ({ to }) => to),
    );
    const units = transfers.flatMap(({ from, to }) => [from, to].filter((one) => one !== null));
    await joinTrees(tx, scope, [...new Set(units)], true);
    return true;
  });

type Change = Holder & { eventId: string };

function summed(transfers: readonly Transfer[], whose: (one: Transfer) => string | null): Change[] {
  const sums = new Map<string, Change>();
  for (const one of transfers) {
    const unitId = whose(one);
    if (!unitId) continue;
    const key = `${unitId} ${one.eventId}`;
    const sum = sums.get(key) ?? { unitId, eventId: one.eventId, adults: 0, children: 0 };
    sums.set(key, { ...sum, adults: sum.adults + one.adults, children: sum.children + one.children });
  }
  return [...sums.values()];
}

const changes = (all: readonly Change[]) => sql`
  change as (
    select "unitId" as unit_id, "eventId" as event_id, adults, children
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as c("unitId" uuid, "eventId" uuid, adults int, children int)
  )`;

/** False where one of them holds fewer, or would be left without any place at a function. */
async function takeHeld(tx: Transaction, { weddingId }: Scope, taken: readonly Change[]): Promise<boolean> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    with ${changes(taken)}, own as (
      update invitations i set own_adults = case when i.own_adults + i.own_children > c.adults + c.children then i.own_adults - c.adults end,
        own_children = case when i.own_adults + i.own_children > c.adults + c.children then i.own_children - c.children end
      from change c where i.wedding_id = ${weddingId} and i.unit_id = c.unit_id and i.event_id = c.event_id
        and i.own_adults >= c.adults and i.own_children >= c.children and i.adults + i.children > c.adults + c.children
      returning 1
    ), parked as (
      update parked_invitations p set adults = p.adults - c.adults, children = p.children - c.children
      from change c where p.wedding_id = ${weddingId} and p.unit_id = c.unit_id and p.event_id = c.event_id
        and p.adults >= c.adults and p.children >= c.children and p.adults + p.children > c.adults + c.children
      returning 1
    ), emptied as (
      delete from parked_invitations p using change c
      where p.wedding_id = ${weddingId} and p.unit_id = c.unit_id and p.event_id = c.event_id and p.adults = c.adults and p.children = c.children
      returning 1
    )
    select (select count(*) from own)::int + (select count(*) from parked)::int + (select count(*) from emptied)::int as n`);
  return rows[0]!.n === taken.length;
}

async function giveHeld(tx: Transaction, { weddingId }: Scope, given: readonly Change[]): Promise<void> {
  await tx.execute(sql`
    with ${changes(given)}, own as (
      insert into invitations as i (wedding_id, unit_id, side, event_id, adults, children, own_adults, own_children)
      select u.wedding_id, u.id, u.side, c.event_id, c.adults, c.children, c.adults, c.children
      from change c join guest_units u on u.wedding_id = ${weddingId} and u.id = c.unit_id and u.live
      on conflict (wedding_id, unit_id, event_id) do update
        set own_adults = coalesce(i.own_adults, 0) + excluded.own_adults, own_children = coalesce(i.own_children, 0) + excluded.own_children
    )
    insert into parked_invitations as p (wedding_id, unit_id, side, event_id, adults, children)
    select u.wedding_id, u.id, u.side, c.event_id, c.adults, c.children
    from change c join guest_units u on u.wedding_id = ${weddingId} and u.id = c.unit_id and not u.live
    on conflict (wedding_id, unit_id, event_id) do update set adults = p.adults + excluded.adults, children = p.children + excluded.children`);
}

const allBut = (holders: readonly Holder[], off: Seats): Seats => {
  const rest = (band: keyof Seats) =>
    Math.max(0, holders.reduce((sum, holder) => sum + holder[band], 0) - off[band]);
  return { adults: rest("adults"), children: rest("children") };
};

/** Of a household that all who are guests leave, whom it still is a family of: those who were taken off. */
async function countOff(
  tx: Transaction,
  { weddingId }: Scope,
  { from, people }: { from: string; people: readonly string[] },
): Promise<Seats | null> {
  const { rows } = await tx.execute<Seats & { stays: boolean; off: number; [column: string]: unknown }>(sql`
    select coalesce(bool_or(p.live and p.id not in ${idsOf(people)}), false) or bool_or(u.unnamed_adults + u.unnamed_children > 0 and u.edits ?| array['unnamedAdults', 'unnamedChildren']) as stays,
      count(*) filter (where not p.live)::int as off, count(*) filter (where not p.live and p.age_band = 'adult')::int as adults,
      count(*) filter (where not p.live and p.age_band <> 'adult')::int as children
    from guest_units u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.merged_into is null and (p.live or p.edits ? 'guest')
    where u.wedding_id = ${weddingId} and u.id = ${from}`);
  const { stays, off, adults, children } = rows[0]!;
  return stays || off === 0 ? null : { adults, children };
}

/** How many go, by the household they came from: one that went into `from`, or `from` itself. */
async function countLeaving(
  tx: Transaction,
  { weddingId }: Scope,
  { from, people }: { from: string; people: readonly string[] },
): Promise<Map<string, Seats>> {
  const { rows } = await tx.execute<{ unit_id: string; adults: number; children: number }>(sql`
    select coalesce(o.unit_id, ${from}::uuid) as unit_id, count(*) filter (where p.age_band = 'adult')::int as adults, count(*) filter (where p.age_band <> 'adult')::int as children
    from people p left join lateral (
      select m.unit_id from unit_members m where m.wedding_id = p.wedding_id and m.person_id = p.id and not m.secondary and m.valid_to is not null
        and m.unit_id in (select fence.family_of(${weddingId}, ${from})) and m.unit_id <> ${from}
      order by m.valid_to desc, m.id desc limit 1
    ) o on true
    where p.wedding_id = ${weddingId} and p.live and p.id in ${idsOf(people)} group by 1`);
  return new Map(rows.map(({ unit_id, ...seats }) => [unit_id, seats]));
}

type Held = { eventId: string; holders: Holder[] };

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
    select h.event_id as "eventId",
      jsonb_agg(jsonb_build_object('unitId', h.unit_id, 'adults', h.adults, 'children', h.children) order by h.rank, h.adults + h.children desc, h.unit_id) as holders
    from holder h group by h.event_id`);
  return rows;
}
