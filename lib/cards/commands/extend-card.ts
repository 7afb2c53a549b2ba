import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { extendCardInput } from "@/lib/cards/inputs";
import { editRefused, extensionRefused } from "@/lib/cards/rules/card-state";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/**
 * Until when guests may answer. A card that was closed by hand stays so, unless the host says otherwise: who extends in
 * one window must not open what somebody has closed in another.
 */
export const extendCard = defineOwnedCommand({
  name: "cards.extend",
  permission: "cards.edit",
  input: extendCardInput,
  inverse: "cards.extend",
  async run({ tx, now }, { cardId, until, closed }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const answersUntil = new Date(until);
    const refused = editRefused(state) ?? extensionRefused(answersUntil, now);
    if (refused) return refused;
    const before = { until: card.answersUntil.toISOString(), closed: card.closedAt !== null };
    const after = { until: answersUntil.toISOString(), closed: closed ?? before.closed };
    if (after.until === before.until && after.closed === before.closed)
      return { unchanged: { before, closed: before.closed } };
    const closedAt = after.closed ? (card.closedAt ?? now) : null;
    await tx.update(cards).set({ answersUntil, closedAt }).where(eq(cards.id, cardId));
    return {
      result: { before, closed: after.closed },
      audit: [{ action: "extend", entity: "card", entityId: cardId, cardId, payload: { before, after } }],
      topics: [],
    };
  },
});
