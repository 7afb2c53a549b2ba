import { sql } from "drizzle-orm";
import { changeGiftInput, type GiftFacts } from "@/lib/gifts/inputs";
import { lockGift } from "@/lib/gifts/queries/one-gift";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { GIFT_COLUMNS, giftValues, placeGift } from "./place-gift";

/** Sets a gift right. Its own inverse; a form that is behind is refused with what stands there now. */
export const changeGift = defineCommand({
  name: "gifts.change",
  permission: "gifts.edit",
  input: changeGiftInput,
  inverse: "gifts.change",
  async run({ tx, scope }, { id, version, ...gift }): Promise<Outcome<{ undo: UndoStep | null }>> {
    const before = await lockGift(tx, scope, id);
    if (!before || before.removed) return refuse("gone", "This gift is not in the book any more.");
    if (before.version !== version)
      return refuse("stale", "Somebody else changed this gift meanwhile. Please look at it again.", {
        current: before.facts,
        yours: gift,
      });
    const placed = await placeGift(tx, scope, gift);
    if ("ok" in placed) return placed;
    const kept: GiftFacts = { ...gift, receivedAt: gift.receivedAt ?? before.facts.receivedAt };
    await tx.execute(sql`
      update gifts set (${GIFT_COLUMNS}, version) = (select ${giftValues(kept, placed)}, version + 1)
      where wedding_id = ${scope.weddingId} and id = ${id}`);
    return {
      result: {
        undo: { command: "gifts.change", input: { id, version: version + 1, ...before.facts } },
      },
      audit: [
        { action: "change", entity: "gift", entityId: id, payload: { before: before.facts, after: gift } },
      ],
      topics: [],
    };
  },
});
