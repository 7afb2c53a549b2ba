import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { idsOf } from "./join-trees";
import { type Placed, type Placement, placePeople } from "./place-people";

interface Counted {
  unitId: string;
  adults: number;
  children: number;
  /** Of them, whom the rows of those who leave count. */
  goingAdults: number;
  goingChildren: number;
}

/**
 * Puts people of any households into one, with those whom their own rows count without a name. Where a human has given the
 * count, or somebody counted has a name by now, lists alone would count them in both families or in neither: there the
 * counts are kept as they come out, each family's own.
 */
export async function placeCounted(
  tx: Transaction,
  scope: Scope,
  { people, unitId }: { people: Placement["people"]; unitId: string },
): Promise<Placed | null> {
  const ids = people.map((one) => one.personId);
  const before = await countUnnamed(tx, scope, { people: ids, unitId });
  const placed = await placePeople(tx, scope, { people, units: [] });
  if (!placed) return null;
  const units = await listMiscounted(tx, scope, wantedCounts(before, unitId));
  if (units.length === 0) return placed;
  const counted = await placePeople(tx, scope, { people: [], units });
  return (
    counted && {
      before: { people: placed.before.people, units: counted.before.units },
      dirty: [...placed.dirty, ...counted.dirty],
    }
  );
}

async function countUnnamed(
  tx: Transaction,
  { weddingId }: Scope,
  { people, unitId }: { people: readonly string[]; unitId: string },
): Promise<Counted[]> {
  const going = (band: "Adults" | "Children") => sql`
    case when u.edits ? ${`unnamed${band}`} and not u.edits ? 'off' then 0
      else coalesce(sum(greatest(0, (p.claimed->>${`extra${band}`})::int)), 0) end`;
  const { rows } = await tx.execute<Counted & Record<string, unknown>>(sql`
    select u.id as "unitId", u.unnamed_adults as adults, u.unnamed_children as children,
      least(u.unnamed_adults, ${going("Adults")})::int as "goingAdults", least(u.unnamed_children, ${going("Children")})::int as "goingChildren"
    from guest_units u left join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live and p.id in ${idsOf(people)}
    where u.wedding_id = ${weddingId} and (p.id is not null or u.id = ${unitId}) group by u.id`);
  return rows;
}

const wantedCounts = (before: readonly Counted[], unitId: string) => {
  const sum = (of: (one: Counted) => number) => before.reduce((total, one) => total + of(one), 0);
  return before.map((one) => ({
    id: one.unitId,
    adults:
      one.unitId === unitId
        ? one.adults + sum((other) => (other.unitId === unitId ? 0 : other.goingAdults))
        : one.adults - one.goingAdults,
    children:
      one.unitId === unitId
        ? one.children + sum((other) => (other.unitId === unitId ? 0 : other.goingChildren))
        : one.children - one.goingChildren,
  }));
};

/** Households that count otherwise than they should, with the words that make it so. */
async function listMiscounted(
  tx: Transaction,
  { weddingId }: Scope,
  wanted: readonly { id: string; adults: number; children: number }[],
): Promise<Placement["units"]> {
  const { rows } = await tx.execute<{
    id: string;
    adults: number | null;
    children: number | null;
  }>(sql`
    select u.id, case when u.unnamed_adults <> w.adults then w.adults - coalesce(sum(least(0, (p.claimed->>'extraAdults')::int)), 0)::int end as adults,
      case when u.unnamed_children <> w.children then w.children - coalesce(sum(least(0, (p.claimed->>'extraChildren')::int)), 0)::int end as children
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id uuid, adults int, children int)
    join guest_units u on u.wedding_id = ${weddingId} and u.id = w.id
    left join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
    where (u.unnamed_adults, u.unnamed_children) <> (w.adults, w.children) group by u.id, w.adults, w.children`);
  return rows.map(({ id, adults, children }) => ({
    unitId: id,
    patch: {
      ...(adults === null ? {} : { unnamedAdults: adults }),
      ...(children === null ? {} : { unnamedChildren: children }),
    },
  }));
}
