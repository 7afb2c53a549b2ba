import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { TravelPlan } from "@/lib/rsvp/rules/more-form";

export interface StoredTravel {
  plan: TravelPlan;
  version: number;
  updatedAt: string;
}

/** How a household comes and goes; what one that joined it had said stands until it says otherwise. */
export async function readTravelPlan(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<StoredTravel | null> {
  const { rows } = await tx.execute<{ travel: StoredTravel }>(sql`
    select jsonb_build_object('version', case when t.unit_id = ${unitId} then t.version else 0 end, 'updatedAt', t.updated_at, 'plan', jsonb_build_object(
      'arrivesOn', t.arrives_on, 'arrivesAt', to_char(t.arrives_at, 'HH24:MI'), 'arrivesBy', t.arrives_by, 'arrivesRef', t.arrives_ref,
      'departsOn', t.departs_on, 'departsAt', to_char(t.departs_at, 'HH24:MI'), 'departsBy', t.departs_by, 'departsRef', t.departs_ref,
      'pickUp', t.pick_up, 'rooms', t.rooms, 'note', t.note)) as travel
    from travel_plans t where t.wedding_id = ${scope.weddingId} and t.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
    order by t.unit_id = ${unitId} desc, t.updated_at desc limit 1`);
  return rows[0]?.travel ?? null;
}

/** Until when a household may answer after the date. */
export interface Extension {
  /** Null: for as long as they like. */
  until: string | null;
}

export async function readExtension(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<Extension | null> {
  const { rows } = await tx.execute<{ until: Date | null }>(sql`
    select x.until from answer_extensions x
    where x.wedding_id = ${scope.weddingId} and x.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and (x.until is null or x.until > now())
    order by x.until desc nulls first limit 1`);
  return rows[0] ? { until: rows[0].until === null ? null : new Date(rows[0].until).toISOString() } : null;
}
