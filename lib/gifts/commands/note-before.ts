import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { changeNoteInput, noteBeforeInput } from "@/lib/gifts/inputs";
import { lockNote } from "@/lib/gifts/queries/one-gift";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { placeGift } from "./place-gift";

/** What they gave us before, or we gave them: the custom is to return it. */
export const noteBefore = defineCommand({
  name: "gifts.note-before",
  permission: "gifts.edit",
  input: noteBeforeInput,
  inverse: "gifts.remove-note",
  async run({ tx, scope }, { id, unitId, ...note }): Promise<Outcome<{ id: string; undo: UndoStep | null }>> {
    const placed = await placeGift(tx, scope, { unitId, side: "both", eventId: null });
    if ("ok" in placed) return placed;
    const { rows } = await tx.execute(sql`
      insert into gift_notes (id, wedding_id, unit_id, side, direction, occasion, year, what, amount, currency, created_by)
      values (${id}, ${scope.weddingId}, ${placed.unitId}, ${placed.side}, ${note.direction}, ${note.occasion}, ${note.year}, ${note.what},
        ${note.amount}::numeric, ${note.amount === null ? null : note.currency}, ${actorLabel(scope.actor)})
      on conflict do nothing returning id`);
    if (rows.length === 0) return { unchanged: { id, undo: null } };
    return {
      result: { id, undo: { command: "gifts.remove-note", input: { id, version: 1 } } },
      audit: [
        { action: "note", entity: "guest_unit", entityId: placed.unitId!, payload: { noteId: id, ...note } },
      ],
      topics: [],
    };
  },
});

/** Sets such a note right. Its own inverse. */
export const changeNote = defineCommand({
  name: "gifts.change-note",
  permission: "gifts.edit",
  input: changeNoteInput,
  inverse: "gifts.change-note",
  async run({ tx, scope }, { id, version, ...note }) {
    const before = await lockNote(tx, scope, id);
    if (!before || before.removed) return refuse("gone", "This note is not there any more.");
    if (before.version !== version)
      return refuse("stale", "Somebody else changed this note meanwhile. Please look at it again.", {
        current: before.facts,
        yours: note,
      });
    await tx.execute(sql`
      update gift_notes set direction = ${note.direction}, occasion = ${note.occasion}, year = ${note.year}, what = ${note.what},
        amount = ${note.amount}::numeric, currency = ${note.amount === null ? null : note.currency}, version = version + 1
      where wedding_id = ${scope.weddingId} and id = ${id}`);
    return {
      result: {
        undo: { command: "gifts.change-note", input: { id, version: version + 1, ...before.facts } },
      },
      audit: [
        {
          action: "change",
          entity: "guest_unit",
          entityId: before.unitId,
          payload: { noteId: id, before: before.facts, after: note },
        },
      ],
      topics: [],
    };
  },
});
