import { eq, sql } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { cardInput } from "@/lib/cards/inputs";
import { editRefused } from "@/lib/cards/rules/card-state";
import { refuse } from "@/lib/kernel/result";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/** A new link of a private card; the ones given out before open nothing any more. */
export const renewCardLink = defineOwnedCommand({
  name: "cards.renew-link",
  permission: "cards.edit",
  input: cardInput,
  irreversible: "A link that was ended because it went astray must not come to life again.",
  async run({ tx, now }, { cardId }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const refused = editRefused(state);
    if (refused) return refused;
    if (!card.isPrivate)
      return refuse("not_private", "Everybody with the link may open this card; there is no token to renew.");
    await tx
      .update(cards)
      .set({ tokenVersion: sql`${cards.tokenVersion} + 1` })
      .where(eq(cards.id, cardId));
    return {
      result: null,
      audit: [{ action: "renew_link", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
