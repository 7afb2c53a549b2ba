import { sql } from "drizzle-orm";
import { audienceCondition } from "@/lib/audience/queries";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { inviteHouseholdsInput } from "@/lib/invitations/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * Invites every household of an audience to several functions in one statement, with a seat for each member. Whoever
 * is invited already stays as they are. The result names the batch, which its inverse takes back.
 */
export const inviteHouseholds = defineCommand({
  name: "invitations.invite",
  permission: "invitations.edit",
  input: inviteHouseholdsInput,
  inverse: "invitations.withdraw",
  timeoutMs: 60_000,
  async run({ tx, scope }, { audience, eventIds }) {
    await standStill(tx, scope);
    const { rows: leaving } = await wholeWedding(tx, scope, () =>
      tx.execute(
        sql`select 1 from import_batches where wedding_id = ${scope.weddingId} and state = 'undoing' limit 1`,
      ),
    );
    if (leaving.length > 0)
      return refuse(
        "list_leaving",
        "A list is being taken back at this moment. Please invite again in a minute.",
      );
    const { rows: known } = await tx.execute<{ id: string }>(sql`
      select id from events where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)`);
    if (known.length !== new Set(eventIds).size)
      return refuse("unknown_event", "One of these functions is not there any more.");
    const { rows } = await tx.execute<{ event_id: string; n: number; units: string[] }>(sql`
      with member as (
        select p.unit_id, count(*) filter (where p.age_band = 'adult') as adults, count(*) filter (where p.age_band <> 'adult') as children
        from people p where p.wedding_id = ${scope.weddingId} and p.live group by p.unit_id
      ), seats as (
        select u.wedding_id, u.id as unit_id, u.side, e.id as event_id,
          coalesce(m.adults, 0) + u.unnamed_adults + case when coalesce(m.adults, 0) + coalesce(m.children, 0) + u.unnamed_adults + u.unnamed_children = 0 then 1 else 0 end as adults,
          coalesce(m.children, 0) + u.unnamed_children as children
        from guest_units u
        cross join events e
        left join member m on m.unit_id = u.id
        where ${audienceCondition(scope, audience)}
          and e.wedding_id = u.wedding_id and e.id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)
      ), added as (
        insert into invitations (wedding_id, unit_id, side, event_id, adults, children, own_adults, own_children)
        select wedding_id, unit_id, side, event_id, adults, children, adults, children from seats
        on conflict do nothing
        returning event_id, unit_id
      ), marked as (
        insert into projection_marks (wedding_id, kind, key)
        select ${scope.weddingId}::uuid, 'unit', unit_id from (select distinct unit_id from added) one
      )
      select event_id, count(*)::int as n, jsonb_agg(unit_id) as units from added group by event_id`);
    const invited = rows.reduce((sum, row) => sum + row.n, 0);
    if (invited === 0) return { unchanged: { invited: 0, households: 0 } };
    await refreshStatistics(tx, invited, ["invitations"]);
    const households = [...new Set(rows.flatMap((row) => row.units))];
    const seated = await settleSecondSeats(tx, scope, households);
    return {
      result: { invited, households: households.length },
      audit: [{ action: "invite", entity: "invitation", count: invited, payload: rows }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...rows.map((row) => ({ kind: "event" as const, key: row.event_id })),
        ...seated.units.map((key) => ({ kind: "unit" as const, key })),
      ],
    };
  },
});
