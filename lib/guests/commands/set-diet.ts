import { sql } from "drizzle-orm";
import { setDietInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { CHANGED_SINCE } from "./edit-person";

/** What somebody eats at one function, where it differs from what they always eat; null takes that back. Its own inverse. */
export const setDiet = defineCommand({
  name: "guests.set-diet",
  permission: "guests.edit",
  input: setDietInput,
  inverse: "guests.set-diet",
  async run(
    { tx, scope },
    { personId, eventId, diet, broughtFrom = null, expected },
  ): Promise<Outcome<{ undo: UndoStep | null }>> {
    const { rows } = await tx.execute<{
      unit_id: string;
      diet: string | null;
      brought_from: string | null;
    }>(sql`
      select p.unit_id, d.diet, d.brought_from from people p join events e on e.wedding_id = p.wedding_id and e.id = ${eventId}
      left join person_diets d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.event_id = e.id
      where p.wedding_id = ${scope.weddingId} and p.id = ${personId} and p.live for update of p`);
    const [before] = rows;
    if (!before) return refuse("changed", "This guest or this function is not there any more.");
    if (expected !== undefined && before.diet !== expected) return refuse("changed_since", CHANGED_SINCE);
    if (before.diet === diet) return { unchanged: { undo: null } };
    await tx.execute(
      diet === null
        ? sql`delete from person_diets where wedding_id = ${scope.weddingId} and person_id = ${personId} and event_id = ${eventId}`
        : sql`insert into person_diets (wedding_id, person_id, side, event_id, diet, brought_from)
            select p.wedding_id, p.id, p.side, ${eventId}, ${diet}, ${broughtFrom} from people p where p.wedding_id = ${scope.weddingId} and p.id = ${personId}
            on conflict (wedding_id, person_id, event_id) do update set diet = excluded.diet, brought_from = excluded.brought_from`,
    );
    return {
      result: {
        undo: {
          command: "guests.set-diet",
          input: {
            personId,
            eventId,
            diet: before.diet,
            broughtFrom: before.brought_from,
            expected: diet,
          },
        },
      },
      audit: [
        {
          action: "edit",
          entity: "guest_unit",
          entityId: before.unit_id,
          payload: { personId, eventId, diet, before: before.diet },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: before.unit_id }],
    };
  },
});
