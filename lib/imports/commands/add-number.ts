import { sql } from "drizzle-orm";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { addNumberInput, takeNumberBackInput } from "@/lib/imports/inputs";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { addGuest } from "./add-guest";
import { undoImport } from "./undo-import";

/** A step that was refused, or had nothing to do, refuses the whole. */
const why = (outcome: Refusal | { unchanged: unknown }): Refusal =>
  "ok" in outcome ? outcome : refuse("changed", "This was changed meanwhile. Please look again.");

/**
 * A number or an e-mail of a guest who is there: it is typed in as a guest of the same name, who is the same one by a
 * human's word. So it has its source like any other, and is taken back like any other. Refused where it is somebody's.
 */
export const addNumber = defineCommand({
  name: "imports.add-number",
  permission: "guests.edit",
  input: addNumberInput,
  inverse: "imports.take-number-back",
  timeoutMs: 60_000,
  async run(tools, { batchId, personId, phone, email }) {
    const { rows } = await tools.tx.execute<{ name: string; unit_id: string }>(
      sql`select name, unit_id from people where wedding_id = ${tools.scope.weddingId} and id = ${personId} and live`,
    );
    const [person] = rows;
    if (!person) return refuse("changed", "This guest is not there any more.");
    const guest = { batchId, name: person.name, phone, email, unitId: person.unit_id, attested: false };
    const added = await addGuest.definition.run(tools, guest);
    if (!("result" in added)) return why(added);
    const merged = await mergePeople.definition.run(tools, {
      keptId: personId,
      goneId: added.result.personId,
    });
    if (!("result" in merged)) return why(merged);
    return {
      result: {
        undo: {
          command: "imports.take-number-back",
          input: { batchId, mergeId: merged.result.mergeId },
        },
      },
      audit: [
        { action: "add", entity: "guest_unit", entityId: person.unit_id, payload: { batchId, personId } },
      ],
      topics: merged.topics,
      dirty: [...(added.dirty ?? []), ...(merged.dirty ?? [])],
    };
  },
});

/** The number is nobody's again; what was written from it meanwhile stays with the guest's household. */
export const takeNumberBack = defineCommand({
  name: "imports.take-number-back",
  permission: "guests.edit",
  input: takeNumberBackInput,
  irreversible: "The number can be added again.",
  timeoutMs: 60_000,
  async run(tools, { batchId, mergeId }) {
    const apart = await unmergePeople.definition.run(tools, { mergeId });
    if (!("result" in apart)) return why(apart);
    const undone = await undoImport.definition.run(tools, { batchId });
    if (!("result" in undone)) return why(undone);
    return {
      result: null,
      audit: [{ action: "remove", entity: "import_batch", entityId: batchId, payload: { mergeId } }],
      topics: [...apart.topics, ...undone.topics],
      dirty: [...(apart.dirty ?? []), ...(undone.dirty ?? [])],
    };
  },
});
