import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { cardInput } from "@/lib/cards/inputs";
import { editRefused } from "@/lib/cards/rules/card-state";
import { refuse } from "@/lib/kernel/result";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/** No more answers, until it is opened again. */
export const closeCard = defineOwnedCommand({
  name: "cards.close",
  permission: "cards.edit",
  input: cardInput,
  inverse: "cards.open",
  async run({ tx, now }, { cardId }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const refused = editRefused(state);
    if (refused) return refused;
    if (card.closedAt) return { unchanged: null };
    await tx.update(cards).set({ closedAt: now }).where(eq(cards.id, cardId));
    return {
      result: null,
      audit: [{ action: "close", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});

/** Answers are taken again. */
export const openCard = defineOwnedCommand({
  name: "cards.open",
  permission: "cards.edit",
  input: cardInput,
  inverse: "cards.close",
  async run({ tx, now }, { cardId }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const refused = editRefused(state);
    if (refused) return refused;
    if (card.answersUntil <= now)
      return refuse("over", "The time for answers is over. Choose until when guests may answer.");
    if (!card.closedAt) return { unchanged: null };
    await tx.update(cards).set({ closedAt: null }).where(eq(cards.id, cardId));
    return {
      result: null,
      audit: [{ action: "open", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
