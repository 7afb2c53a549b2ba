import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { cardInput } from "@/lib/cards/inputs";
import { RESTORE_DAYS } from "@/lib/cards/rules/card-state";
import { eraseCard } from "@/lib/cards/topics";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { enqueue } from "@/lib/platform/topic";
import { lockCard } from "./lock-card";

/** Takes a card back: its page says so at once. It can be brought back for a week, then it is erased. */
export const deleteCard = defineOwnedCommand({
  name: "cards.delete",
  permission: "cards.edit",
  input: cardInput,
  inverse: "cards.restore",
  async run({ tx, scope, now }, { cardId }) {
    const { card } = await lockCard(tx, cardId, now);
    if (card.deletedAt) return { unchanged: null };
    await tx.update(cards).set({ deletedAt: now }).where(eq(cards.id, cardId));
    const startAfter = new Date(now.getTime() + RESTORE_DAYS * 86_400_000 + 60_000);
    return {
      result: null,
      audit: [{ action: "delete", entity: "card", entityId: cardId, cardId }],
      topics: [enqueue(eraseCard, { ownerId: scope.ownerId, cardId }, { startAfter })],
    };
  },
});

export const restoreCard = defineOwnedCommand({
  name: "cards.restore",
  permission: "cards.edit",
  input: cardInput,
  inverse: "cards.delete",
  async run({ tx, now }, { cardId }) {
    const { card } = await lockCard(tx, cardId, now);
    if (!card.deletedAt) return { unchanged: null };
    await tx.update(cards).set({ deletedAt: null }).where(eq(cards.id, cardId));
    return {
      result: null,
      audit: [{ action: "restore", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
