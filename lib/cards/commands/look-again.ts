import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { cardInput } from "@/lib/cards/inputs";
import { editRefused } from "@/lib/cards/rules/card-state";
import { enrichCard } from "@/lib/cards/topics";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { enqueue } from "@/lib/platform/topic";
import { lockCard } from "./lock-card";

/** Looks the place up once more. */
export const lookAgain = defineOwnedCommand({
  name: "cards.look-again",
  permission: "cards.edit",
  input: cardInput,
  irreversible: "Asking once more takes nothing away; what was found stays until something better is.",
  async run({ tx, scope, now }, { cardId }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const refused = editRefused(state);
    if (refused) return refused;
    if (card.lookup === "waiting") return { unchanged: null };
    await tx.update(cards).set({ lookup: "waiting" }).where(eq(cards.id, cardId));
    return {
      result: null,
      audit: [{ action: "look_again", entity: "card", entityId: cardId, cardId }],
      topics: [enqueue(enrichCard, { ownerId: scope.ownerId, cardId })],
    };
  },
});
