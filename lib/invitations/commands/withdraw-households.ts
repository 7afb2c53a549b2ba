import { sql } from "drizzle-orm";
import { audienceCondition } from "@/lib/audience/queries";
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
    const { rows } = await tx.execute<{ unit_id: string; event_id: string }>(sql`
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
      returning i.unit_id, i.event_id`);
    if (rows.length === 0) return { unchanged: { withdrawn: 0 } };
    const units = [...new Set(rows.map((row) => row.unit_id))];
    const seated = await settleSecondSeats(tx, scope, units);
    return {
      result: { withdrawn: rows.length },
      audit: [{ action: "withdraw", entity: "invitation", count: rows.length, payload: rows }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...eventIds.map((key) => ({ kind: "event" as const, key })),
        ...[...new Set([...units, ...seated.units])].map((key) => ({ kind: "unit" as const, key })),
      ],
    };
  },
});
