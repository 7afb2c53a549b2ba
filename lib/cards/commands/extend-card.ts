import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { extendCardInput } from "@/lib/cards/inputs";
import { editRefused, extensionRefused } from "@/lib/cards/rules/card-state";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/** Until when guests may answer; a card that was over or closed takes answers again. */
export const extendCard = defineOwnedCommand({
  name: "cards.extend",
  permission: "cards.edit",
  input: extendCardInput,
  inverse: "cards.extend",
  async run({ tx, now }, { cardId, until }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const answersUntil = new Date(until);
    const refused = editRefused(state) ?? extensionRefused(answersUntil, now);
    if (refused) return refused;
    await tx.update(cards).set({ answersUntil, closedAt: null }).where(eq(cards.id, cardId));
    const before = { until: card.answersUntil.toISOString(), closed: card.closedAt !== null };
    return {
      result: { before },
      audit: [
        { action: "extend", entity: "card", entityId: cardId, cardId, payload: { before, after: { until } } },
      ],
      topics: [],
    };
  },
});
