import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { recordGiftInput } from "@/lib/gifts/inputs";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { GIFT_COLUMNS, giftValues, placeGift } from "./place-gift";

type Recorded = { id: string; undo: UndoStep | null };

/** A gift goes into the book. The id is the form's own, so that a form sent twice is one gift. */
export const recordGift = defineCommand({
  name: "gifts.record",
  permission: "gifts.edit",
  input: recordGiftInput,
  inverse: "gifts.remove",
  async run({ tx, scope }, { id, ...gift }): Promise<Outcome<Recorded>> {
    const placed = await placeGift(tx, scope, gift);
    if ("ok" in placed) return placed;
    const { rows } = await tx.execute(sql`
      insert into gifts (id, wedding_id, created_by, ${GIFT_COLUMNS})
      values (${id}, ${scope.weddingId}, ${actorLabel(scope.actor)}, ${giftValues(gift, placed)})
      on conflict do nothing returning id`);
    if (rows.length === 0) return { unchanged: { id, undo: null } };
    return {
      result: { id, undo: { command: "gifts.remove", input: { id, version: 1 } } },
      audit: [{ action: "record", entity: "gift", entityId: id, payload: { ...gift, ...placed } }],
      topics: [],
    };
  },
});
