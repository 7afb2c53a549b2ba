import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import type { Audience } from "@/lib/audience/types";
import { takesPlace } from "@/lib/events/queries";

export interface LateJoiners {
  families: number;
  listed: { unitId: string; household: string }[];
}

/**
 * Families that fit a frozen run's audience now and were not in it when it was frozen: somebody new, newly invited, or two
 * again that were one when it went out.
 * They are told apart; a frozen run never takes them in.
 */
export async function listLateJoiners(
  tx: Transaction,
  scope: Scope,
  run: { id: string; audience: Audience },
  limit: number,
): Promise<LateJoiners> {
  const { rows } = await tx.execute<{ families: number; listed: LateJoiners["listed"] }>(sql`
    with late as (
      select u.id, u.name from guest_units u
      where ${audienceCondition(scope, run.audience)}
        and exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id and ${takesPlace(sql`i.wedding_id`, sql`i.event_id`)})
        and not exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.run_id = ${run.id} and m.unit_id = u.id and m.reason is distinct from 'merged')
        and not exists (select 1 from guest_units j join messages m on m.wedding_id = j.wedding_id and m.run_id = ${run.id} and m.unit_id = j.id and m.reason is distinct from 'merged'
          where j.wedding_id = u.wedding_id and j.joined_into is not null and fence.home_of(j.wedding_id, j.id) = u.id)
    )
    select (select count(*)::int from late) as families,
      (select coalesce(jsonb_agg(jsonb_build_object('unitId', id, 'household', name) order by name, id), '[]') from (select * from late order by name, id limit ${limit}) l) as listed`);
  return rows[0]!;
}
