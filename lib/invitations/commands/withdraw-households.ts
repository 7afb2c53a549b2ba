import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import { wordsEdition } from "@/lib/events/queries/words";
import { standStill } from "@/lib/guests/commands/resolve-people";
import { settleSecondSeats } from "@/lib/guests/commands/second-seats";
import { inviteHouseholdsInput } from "@/lib/invitations/inputs";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/** Takes households off functions again. Whoever has answered stays: their word is not thrown away by a bulk act. */
export const withdrawHouseholds = defineCommand({
  name: "invitations.withdraw",
  permission: "invitations.edit",
  input: inviteHouseholdsInput,
  inverse: "invitations.invite",
  timeoutMs: 60_000,
  async run({ tx, scope }, { audience, eventIds }) {
    await standStill(tx, scope);
    const { rows } = await tx.execute<{ unit_id: string; event_id: string; created_at: string }>(sql`
      with parked as (
        -- What a household that joined was invited to goes with it, or taking them apart would invite again.
        delete from parked_invitations i using guest_units u
        where i.wedding_id = u.wedding_id and ${audienceCondition(scope, audience)} and i.unit_id in (select fence.family_of(u.wedding_id, u.id)) and i.unit_id <> u.id
          and exists (select 1 from guest_units d where d.wedding_id = u.wedding_id and d.joined_into = u.id)
          and i.event_id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)
          and not exists (select 1 from rsvp_current a where a.wedding_id = i.wedding_id and a.unit_id = u.id and a.event_id = i.event_id)
      )
      delete from invitations i using guest_units u
      where i.wedding_id = u.wedding_id and i.unit_id = u.id and ${audienceCondition(scope, audience)}
        and i.event_id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)
        and not exists (select 1 from rsvp_current a where a.wedding_id = i.wedding_id and a.unit_id = i.unit_id and a.event_id = i.event_id)
      returning i.unit_id, i.event_id, i.created_at`);
    if (rows.length === 0) return { unchanged: { withdrawn: 0 } };
    await noteWithdrawn(tx, scope, rows);
    const gone = rows.map(({ unit_id, event_id }) => ({ unit_id, event_id }));
    const units = [...new Set(rows.map((row) => row.unit_id))];
    const seated = await settleSecondSeats(tx, scope, units);
    return {
      result: { withdrawn: rows.length },
      audit: [{ action: "withdraw", entity: "invitation", count: rows.length, payload: gone }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...eventIds.map((key) => ({ kind: "event" as const, key })),
        ...[...new Set([...units, ...seated.units])].map((key) => ({ kind: "unit" as const, key })),
      ],
    };
  },
});

/**
 * Who was written to while invited may have the function in a calendar, which is told to take it out. Who never heard of it
 * is told nothing: not even that there was something.
 */
async function noteWithdrawn(
  tx: Transaction,
  scope: Scope,
  rows: readonly { unit_id: string; event_id: string; created_at: string }[],
): Promise<void> {
  await tx.execute(sql`
    insert into withdrawn_invitations as w (wedding_id, unit_id, side, event_id, event_version, starts_at, zone)
    select u.wedding_id, u.id, u.side, e.id, e.version + ${wordsEdition}, e.starts_at, e.zone
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(unit_id uuid, event_id uuid, created_at timestamptz)
    join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = r.unit_id
    join events e on e.wedding_id = ${scope.weddingId} and e.id = r.event_id and e.starts_at is not null
    where exists (select 1 from withdrawn_invitations k where k.wedding_id = u.wedding_id and k.unit_id = u.id and k.event_id = e.id)
      or exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.created_at >= r.created_at
        and m.unit_id in (select u.id union all select d.id from guest_units d where d.wedding_id = u.wedding_id and d.joined_into = u.id)
        and m.state in ('calling', 'in_doubt', 'accepted', 'sent', 'delivered', 'read'))
    on conflict (wedding_id, unit_id, event_id) do update set times = w.times + 1, event_version = excluded.event_version, starts_at = excluded.starts_at,
      zone = excluded.zone, side = excluded.side, withdrawn_at = now()`);
}
