import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import { thanksArrived } from "@/lib/audience/queries/thanked";

const MOST_LISTED = 50;

export interface ToThank {
  /** Families of the list who gave something and are not thanked for it. */
  families: number;
  /** Of those, how many are invited to no function. */
  uninvited: number;
  /** Gifts of givers by name alone, whom no message of ours reaches; the first fifty of them. */
  byName: { giftId: string; from: string }[];
  byNameCount: number;
}

/** Who is not thanked yet, by how they can be. */
export async function toThank(tx: Transaction, scope: Scope): Promise<ToThank> {
  const { rows } = await tx.execute<{ found: ToThank }>(sql`
    with waiting as (
      select exists (select 1 from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id and e.cancelled_at is null
        where i.wedding_id = u.wedding_id and i.unit_id = u.id) as invited
      from guest_units u where ${audienceCondition(scope, { gift: "not_thanked" })}
    ), named as (
      select g.id, g.giver, count(*) over () as n from gifts g
      where g.wedding_id = ${scope.weddingId} and g.unit_id is null and g.removed_at is null and not ${thanksArrived("g")} order by g.giver, g.id limit ${MOST_LISTED}
    )
    select jsonb_build_object('families', (select count(*) from waiting), 'uninvited', (select count(*) from waiting where not invited),
      'byNameCount', coalesce((select max(n) from named), 0),
      'byName', coalesce((select jsonb_agg(jsonb_build_object('giftId', id, 'from', giver) order by giver, id) from named), '[]')) as found`);
  return rows[0]!.found;
}
