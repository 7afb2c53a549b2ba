import { sql } from "drizzle-orm";
import { audienceCondition } from "@/lib/audience/queries";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { inviteHouseholdsInput } from "@/lib/invitations/inputs";
import type { HeldSet } from "@/lib/invitations/rules";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { refreshStatistics } from "@/lib/platform/statistics";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { entryOf, isListLeaving, LIST_LEAVING, setsOf, wayBack } from "./held-places";

interface Invited {
  invited: number;
  households: number;
  undo: UndoStep | null;
}

type Added = { invited: number; units: string[]; eventIds: string[]; since: string | null; sets: HeldSet[] };

/**
 * Invites every household of an audience to several functions in one statement, with a seat for each member. Whoever
 * is invited already stays as they are. Its inverse takes back whom this invited, and nobody else.
 */
export const inviteHouseholds = defineCommand({
  name: "invitations.invite",
  permission: "invitations.edit",
  input: inviteHouseholdsInput,
  inverse: "invitations.uninvite",
  timeoutMs: 60_000,
  async run({ tx, scope }, { audience, eventIds }): Promise<Outcome<Invited>> {
    await standStill(tx, scope);
    if (await wholeWedding(tx, scope, () => isListLeaving(tx, scope)))
      return refuse("list_leaving", LIST_LEAVING);
    const { rows: known } = await tx.execute<{ id: string }>(sql`
      select id from events where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)`);
    if (known.length !== new Set(eventIds).size)
      return refuse("unknown_event", "One of these functions is not there any more.");
    const { rows } = await tx.execute<Added>(sql`
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
        returning unit_id, event_id, adults, children, created_at as at
      ), marked as (
        insert into projection_marks (wedding_id, kind, key)
        select ${scope.weddingId}::uuid, 'unit', unit_id from (select distinct unit_id from added) one
      )
      select count(*)::int as invited, coalesce(jsonb_agg(distinct unit_id), '[]') as units, coalesce(jsonb_agg(distinct event_id), '[]') as "eventIds",
        max(at) as since, ${setsOf(sql`select * from added`)} as sets from added`);
    const { invited, units, eventIds: events, since, sets } = rows[0]!;
    if (!since) return { unchanged: { invited: 0, households: 0, undo: null } };
    await refreshStatistics(tx, invited, ["invitations"]);
    const seated = await settleSecondSeats(tx, scope, units);
    return {
      result: {
        invited,
        households: units.length,
        undo: wayBack("invitations.uninvite", sets, { since: new Date(since).toISOString() }),
      },
      audit: [entryOf("invite", { units, count: invited, eventIds: events, sets })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...events.map((key) => ({ kind: "event" as const, key })),
        ...seated.units.map((key) => ({ kind: "unit" as const, key })),
      ],
    };
  },
});
