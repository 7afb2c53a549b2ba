import { sql } from "drizzle-orm";
import { setSecondHouseholdInput } from "@/lib/guests/inputs";
import { isLiveHousehold } from "@/lib/guests/queries/household";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { CHANGED_SINCE } from "./edit-person";
import { lockIdentity } from "./resolve-people";
import { settleHouseholds } from "./settle-households";

/**
 * Lets somebody belong to a second household as well, or no longer. They have a seat there only where their own is not
 * invited. Its own inverse.
 */
export const setSecondHousehold = defineCommand({
  name: "guests.set-second-household",
  permission: "guests.edit",
  input: setSecondHouseholdInput,
  inverse: "guests.set-second-household",
  async run({ tx, scope }, { personId, unitId, expected }): Promise<Outcome<{ undo: UndoStep | null }>> {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ unit_id: string; second: string | null }>(sql`
      select p.unit_id, m.unit_id as second from people p
      left join unit_members m on m.wedding_id = p.wedding_id and m.person_id = p.id and m.secondary and m.valid_to is null
      where p.wedding_id = ${scope.weddingId} and p.id = ${personId} and p.live for update of p`);
    const [person] = rows;
    if (!person) return refuse("changed", "This guest is not there any more.");
    if (expected !== undefined && person.second !== expected) return refuse("changed_since", CHANGED_SINCE);
    if (person.second === unitId) return { unchanged: { undo: null } };
    if (unitId === person.unit_id) return refuse("same_family", "They live in this family already.");
    if (unitId && !(await isLiveHousehold(tx, scope, unitId)))
      return refuse("changed", "This family is not there any more.");
    await tx.execute(sql`
      update unit_members set valid_to = now() where wedding_id = ${scope.weddingId} and person_id = ${personId} and secondary and valid_to is null`);
    if (unitId)
      await tx.execute(sql`
        insert into unit_members (wedding_id, unit_id, side, person_id, secondary)
        select u.wedding_id, u.id, u.side, ${personId}, true from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${unitId}`);
    const around = [person.unit_id, person.second, unitId].filter((id) => id !== null);
    const dirty = await settleHouseholds(tx, scope, around);
    return {
      result: {
        undo: {
          command: "guests.set-second-household",
          input: { personId, unitId: person.second, expected: unitId },
        },
      },
      audit: [
        {
          action: unitId ? "belong" : "leave",
          entity: "guest_unit",
          entityId: unitId ?? person.second!,
          payload: { personId, unitId, before: person.second },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});
