import { sql } from "drizzle-orm";
import { giftVersionInput } from "@/lib/gifts/inputs";
import { lockGift, lockNote } from "@/lib/gifts/queries/one-gift";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

const KINDS = {
  gift: { table: sql.raw("gifts"), lock: lockGift, what: "This gift" },
  gift_note: { table: sql.raw("gift_notes"), lock: lockNote, what: "This note" },
} as const;

/** Out of the book, or back into it. The row is kept, so that a list brought in again does not bring it back. */
const taking = (
  entity: keyof typeof KINDS,
  step: { name: string; inverse: string; action: "remove" | "restore" },
) =>
  defineCommand({
    name: step.name,
    permission: "gifts.edit",
    input: giftVersionInput,
    inverse: step.inverse,
    async run({ tx, scope }, { id, version }) {
      const { table, lock, what } = KINDS[entity];
      const removing = step.action === "remove";
      const before = await lock(tx, scope, id);
      if (!before || before.removed === removing)
        return refuse("gone", `${what} is ${removing ? "not in the book any more" : "in the book already"}.`);
      if (before.version !== version)
        return refuse("stale", `Somebody else changed it meanwhile. Please look at it again.`);
      await tx.execute(sql`
        update ${table} set removed_at = ${removing ? sql`now()` : sql`null`}, version = version + 1 where wedding_id = ${scope.weddingId} and id = ${id}`);
      return {
        result: { undo: { command: step.inverse, input: { id, version: version + 1 } } },
        audit: [{ action: step.action, entity, entityId: id, payload: before.facts }],
        topics: [],
      };
    },
  });

export const removeGift = taking("gift", {
  name: "gifts.remove",
  inverse: "gifts.restore",
  action: "remove",
});
export const restoreGift = taking("gift", {
  name: "gifts.restore",
  inverse: "gifts.remove",
  action: "restore",
});
export const removeNote = taking("gift_note", {
  name: "gifts.remove-note",
  inverse: "gifts.restore-note",
  action: "remove",
});
export const restoreNote = taking("gift_note", {
  name: "gifts.restore-note",
  inverse: "gifts.remove-note",
  action: "restore",
});
