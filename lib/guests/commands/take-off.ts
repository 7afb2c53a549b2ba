import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { takenOffInput } from "@/lib/guests/inputs";
import { ALONE, notAGuest } from "@/lib/guests/rules/taken-off";
import { refuse } from "@/lib/kernel/result";
import { type DirtyMark, defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { patchesOf, patchHouseholds } from "./household-edits";
import { lockIdentity, resolvePeople } from "./resolve-people";

/** Each person is decided anew in one transaction; a whole list is taken back by its own way. */
const MOST_AT_ONCE = 2_000;

const uuids = (ids: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;

/**
 * Takes people, or whole families, off the guest list: not counted, not invited, not written to. What was said and
 * written stays in the record, lists that name them again do not bring them back, and they can be put back as they were.
 */
export const takeOff = defineCommand({
  name: "guests.take-off",
  permission: "guests.edit",
  input: takenOffInput,
  inverse: "guests.put-back",
  timeoutMs: 60_000,
  async run({ tx, scope }, { unitIds, personIds }) {
    await lockIdentity(tx, scope);
    const { rows: units } = await tx.execute<{ id: string }>(
      sql`select id from guest_units where wedding_id = ${scope.weddingId} and live and id in ${uuids(unitIds)} for update`,
    );
    const families = units.map((unit) => unit.id);
    const { rows: leaving } = await tx.execute<{ id: string; unit_id: string }>(sql`
      select p.id, p.unit_id from people p
      where p.wedding_id = ${scope.weddingId} and p.live and (p.unit_id in ${uuids(families)} or p.id in ${uuids(personIds)}) order by p.id for update`);
    if (leaving.length + families.length === 0)
      return refuse("changed", "They are not on the guest list any more.");
    if (leaving.length > MOST_AT_ONCE)
      return refuse(
        "too_many",
        `These are ${leaving.length.toLocaleString("en-IN")} guests. At most ${MOST_AT_ONCE.toLocaleString("en-IN")} are taken off at once; choose fewer, or take back the list that brought them.`,
      );
    const people = leaving.map((one) => one.id);
    const speaking = await speaksElsewhere(tx, scope, people, families);
    if (speaking)
      return refuse(
        "speaks_for_others",
        `${speaking.name} gets the messages for ${speaking.family ?? "another family"}. Choose somebody else for them first, on their page.`,
      );
    const together = new Set(families);
    const words = leaving.map(({ id, unit_id }) => ({
      id,
      guest: notAGuest(together.has(unit_id) ? unit_id : ALONE),
    }));
    await tx.execute(sql`
      update people p set edits = p.edits || jsonb_build_object('guest', r.guest), version = p.version + 1
      from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r(id uuid, guest jsonb)
      where p.wedding_id = ${scope.weddingId} and p.id = r.id`);
    const alone = leaving.filter((one) => !together.has(one.unit_id));
    return {
      result: {
        people: people.length,
        families: families.length,
        undo: {
          command: "guests.put-back",
          input: { unitIds: families, personIds: alone.map((one) => one.id) },
        },
      },
      audit: [entryOf("take_off", { families, people, unit: leaving[0]?.unit_id ?? families[0]! })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: await settle(tx, scope, { people, families, off: true }),
    };
  },
});

/** Puts people, or families as they were when they went, back on the guest list. */
export const putBack = defineCommand({
  name: "guests.put-back",
  permission: "guests.edit",
  input: takenOffInput,
  inverse: "guests.take-off",
  timeoutMs: 60_000,
  async run({ tx, scope }, { unitIds, personIds }) {
    await lockIdentity(tx, scope);
    const { rows: units } = await tx.execute<{ id: string }>(sql`
      select id from guest_units where wedding_id = ${scope.weddingId} and edits ? 'off' and id in ${uuids(unitIds)} for update`);
    const families = units.map((unit) => unit.id);
    const { rows: coming } = await tx.execute<{ id: string; unit_id: string; went_with: string }>(sql`
      update people p set edits = p.edits - 'guest', version = p.version + 1
      where p.wedding_id = ${scope.weddingId} and p.edits ? 'guest'
        and (p.edits->'guest'->>'value' in (select jsonb_array_elements_text(${JSON.stringify(families)}::jsonb)) or p.id in ${uuids(personIds)})
      returning p.id, p.unit_id, old.edits->'guest'->>'value' as went_with`);
    if (coming.length + families.length === 0)
      return refuse("changed", "They are on the guest list again already.");
    const people = coming.map((one) => one.id);
    const together = new Set(families);
    const alone = coming.filter((one) => !together.has(one.went_with));
    return {
      result: {
        people: people.length,
        families: families.length,
        undo: {
          command: "guests.take-off",
          input: { unitIds: families, personIds: alone.map((one) => one.id) },
        },
      },
      audit: [entryOf("put_back", { families, people, unit: coming[0]?.unit_id ?? families[0]! })],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: await settle(tx, scope, { people, families, off: false }),
    };
  },
});

async function settle(
  tx: Transaction,
  scope: Scope,
  { people, families, off }: { people: string[]; families: string[]; off: boolean },
): Promise<DirtyMark[]> {
  const resolved = people.length > 0 ? (await resolvePeople(tx, scope, { personIds: people })).dirty : [];
  if (families.length === 0) return resolved;
  const patched = await patchHouseholds(
    tx,
    scope,
    patchesOf([{ unitIds: families, patch: { off: off ? true : null } }]),
  );
  return [...resolved, ...patched.dirty];
}

const entryOf = (
  action: "take_off" | "put_back",
  { families, people, unit }: { families: string[]; people: string[]; unit: string },
) => ({
  action,
  entity: "guest_unit" as const,
  ...(families.length > 1 || (families.length === 0 && people.length > 1) ? {} : { entityId: unit }),
  count: people.length,
  payload: { families, people },
});

/** Whoever of them is written to for a family that stays, with its name where the one who acts may know it. */
async function speaksElsewhere(
  tx: Transaction,
  scope: Scope,
  people: readonly string[],
  families: readonly string[],
): Promise<{ name: string; family: string | null } | undefined> {
  const { rows } = await wholeWedding(tx, scope, () =>
    tx.execute<{ name: string; family: string | null }>(sql`
    select p.name, case when ${scope.side} = 'all' or u.side in ('both', ${scope.side}) then u.name end as family from people p
    join people x on x.wedding_id = p.wedding_id and (x.id = p.id or x.merged_into = p.id)
    join guest_units u on u.wedding_id = x.wedding_id and u.proxy_person_id = x.id and u.live
    where p.wedding_id = ${scope.weddingId} and p.id in ${uuids(people)} and u.id not in ${uuids(families)} limit 1`),
  );
  return rows[0];
}
