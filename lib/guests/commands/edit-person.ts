import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { editPersonInput, setPersonEditsInput } from "@/lib/guests/inputs";
import { loadNeighbourhood } from "@/lib/guests/queries/identity";
import { candidatesOf, FIELDS, type Field, type FieldEdit } from "@/lib/guests/rules/fields";
import { canonicalJson } from "@/lib/kernel/bytes";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { NOT_YOURS_ALONE, reachesFurther } from "./other-side";
import { lockIdentity, resolvePeople } from "./resolve-people";

interface PersonEdit {
  personId: string;
  field: string;
  /** Null where the lists decide again. */
  edit: FieldEdit | null;
  expected?: FieldEdit | null | undefined;
}

/** Changes what is known about a person by hand; it stands over what lists say now, and is asked about if one says otherwise later. */
export const editPerson = defineCommand({
  name: "guests.edit-person",
  permission: "guests.edit",
  input: editPersonInput,
  inverse: "guests.set-person-edits",
  async run({ tx, scope }, { personId, version, changes }) {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ version: number; name: string }>(
      sql`select version, name from people where wedding_id = ${scope.weddingId} and id = ${personId} and live for update`,
    );
    if (!rows[0]) return refuse("changed", "This guest is not there any more.");
    if (rows[0].version !== version)
      return refuse(
        "stale",
        `Somebody else changed ${rows[0].name} meanwhile. Please look again and repeat your change.`,
      );
    return setEdits(tx, scope, await editsOver(tx, scope, personId, changes), "edit");
  },
});

/** Values said by hand, each with what the lists say otherwise today. */
export async function editsOver(
  tx: Transaction,
  scope: Scope,
  personId: string,
  changes: Readonly<Record<string, string | number | null | undefined>>,
): Promise<PersonEdit[]> {
  const { claims } = await loadNeighbourhood(tx, scope, { personIds: [personId] });
  return Object.entries(changes).map(([field, value]) => {
    const said = FIELDS.includes(field as Field) ? candidatesOf(claims, field as Field) : [];
    const over = said.filter((one) => one.value !== value).map((one) => one.key);
    return { personId, field, edit: { value: value ?? null, over } };
  });
}

/** Sets or takes back a human's words on people, as they were. Its own inverse. */
export const setPersonEdits = defineCommand({
  name: "guests.set-person-edits",
  permission: "guests.edit",
  input: setPersonEditsInput,
  inverse: "guests.set-person-edits",
  timeoutMs: 60_000,
  async run({ tx, scope }, { edits }) {
    await lockIdentity(tx, scope);
    if (
      await reachesFurther(
        tx,
        scope,
        "people",
        edits.map((one) => one.personId),
      )
    )
      return refuse("other_side", NOT_YOURS_ALONE);
    return setEdits(tx, scope, edits as PersonEdit[], "set");
  },
});

export const CHANGED_SINCE =
  "Somebody has changed this again since, so nothing was undone. Please look at it.";

/** The same word of a human, whatever order its parts were stored in. */
export const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/** Stores a human's words on people and derives them again; `lockIdentity` comes first. */
export async function setEdits(tx: Transaction, scope: Scope, edits: readonly PersonEdit[], action: string) {
  const { rows } = await tx.execute<{ id: string; edits: Record<string, FieldEdit>; unit_id: string }>(sql`
    select id, edits, unit_id from people where wedding_id = ${scope.weddingId}
      and id in (select jsonb_array_elements_text(${JSON.stringify(edits.map((one) => one.personId))}::jsonb)::uuid) for update`);
  if (rows.length === 0) return refuse("changed", "This guest is not there any more.");
  const stands = new Map(rows.map((row) => [row.id, row.edits]));
  const changed = edits.some(
    ({ personId, field, expected }) =>
      expected !== undefined && !isSame(stands.get(personId)?.[field] ?? null, expected),
  );
  if (changed) return refuse("changed_since", CHANGED_SINCE);
  await tx.execute(sql`
    with wanted as (
      select "personId" as id, coalesce(jsonb_object_agg(field, edit) filter (where jsonb_typeof(edit) = 'object'), '{}') as put,
        coalesce(array_agg(field) filter (where jsonb_typeof(edit) is distinct from 'object'), '{}') as gone
      from jsonb_to_recordset(${JSON.stringify(edits)}::jsonb) as r("personId" uuid, field text, edit jsonb) group by 1
    )
    update people p set edits = (p.edits - w.gone) || w.put, version = p.version + 1 from wanted w
    where p.wedding_id = ${scope.weddingId} and p.id = w.id`);
  const { dirty } = await resolvePeople(tx, scope, { personIds: rows.map((row) => row.id) });
  const undone = edits.map(({ personId, field, edit }) => ({
    personId,
    field,
    edit: stands.get(personId)?.[field] ?? null,
    expected: edit,
  }));
  return {
    result: { undo: { command: "guests.set-person-edits", input: { edits: undone } } },
    audit: [
      {
        action,
        entity: "guest_unit",
        entityId: rows[0]!.unit_id,
        count: rows.length,
        payload: { edits, before: undone },
      },
    ] as const,
    topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
    dirty,
  };
}
