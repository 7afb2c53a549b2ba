import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { UnitEdits } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";
import { editHouseholdInput } from "@/lib/guests/inputs";
import { countNamed } from "@/lib/guests/queries/household";
import { tagPatch } from "@/lib/guests/rules/tags";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { type HouseholdPatch, patchesOf, patchHouseholds, sideRefusal } from "./household-edits";
import { lockIdentity } from "./resolve-people";

/** Changes what is known about one household by hand; it stands over what lists say. */
export const editHousehold = defineCommand({
  name: "guests.edit-household",
  permission: "guests.edit",
  input: editHouseholdInput,
  inverse: "guests.set-household-edits",
  async run({ tx, scope }, { unitId, version, changes: { tags, ...fields } }) {
    await lockIdentity(tx, scope);
    const found = await findHousehold(tx, scope, unitId);
    if (!found) return refuse("changed", "This family is not there any more.");
    if (found.version !== version)
      return refuse(
        "stale",
        `Somebody else changed ${found.name} meanwhile. Please look again and repeat your change.`,
      );
    const refused = sideRefusal(scope, fields.side);
    if (refused) return refuse("other_side", refused);
    if (fields.proxyPersonId && !(await isElsewhere(tx, scope, fields.proxyPersonId, unitId)))
      return refuse("not_elsewhere", "Choose somebody of another family who has a number.");
    const counted = fields.unnamedAdults !== undefined || fields.unnamedChildren !== undefined;
    const named = counted ? await countNamed(tx, scope, [unitId]) : { adults: 0, children: 0 };
    const patch: HouseholdPatch = {
      ...fields,
      ...(fields.unnamedAdults === undefined ? {} : { unnamedAdults: fields.unnamedAdults + named.adults }),
      ...(fields.unnamedChildren === undefined
        ? {}
        : { unnamedChildren: fields.unnamedChildren + named.children }),
      ...(tags ? tagPatch(found, tags) : {}),
      // Who is counted anew counts, though the family as it was had been taken off.
      ...(counted && found.edits.off ? { off: null } : {}),
    };
    const done = await patchHouseholds(tx, scope, patchesOf([{ unitIds: [unitId], patch }]));
    return {
      result: { undo: { command: "guests.set-household-edits", input: { sets: done.before } } },
      audit: [
        { action: "edit", entity: "guest_unit", entityId: unitId, payload: { patch, before: done.before } },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: done.dirty,
    };
  },
});

async function findHousehold(tx: Transaction, scope: Scope, unitId: string) {
  const { rows } = await tx.execute<{ name: string; version: number; edits: UnitEdits; tags: string[] }>(sql`
    select u.name, u.version, u.edits, coalesce((select jsonb_agg(t.tag) from unit_tags t where t.wedding_id = u.wedding_id and t.unit_id = u.id), '[]') as tags
    from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${unitId} and u.live for update`);
  return rows[0];
}

/** Whether somebody lives in another household and can be written to. */
async function isElsewhere(
  tx: Transaction,
  scope: Scope,
  personId: string,
  unitId: string,
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from people p join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
    where p.wedding_id = ${scope.weddingId} and p.id = ${personId} and p.live and p.unit_id <> ${unitId} limit 1`);
  return rows.length > 0;
}
