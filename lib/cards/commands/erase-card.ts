import { and, eq, isNotNull, lte, sql } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { cardInput } from "@/lib/cards/inputs";
import { RESTORE_DAYS } from "@/lib/cards/rules/card-state";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/** A card that stayed deleted, with its answers and what the log says of it; that there was one stays in the log. */
export const eraseDeleted = defineOwnedCommand({
  name: "cards.erase",
  permission: "cards.enrich",
  input: cardInput,
  irreversible: "Nothing of it is left; until now it could be brought back.",
  async run({ tx }, { cardId }) {
    const gone = await tx
      .delete(cards)
      .where(
        and(
          eq(cards.id, cardId),
          isNotNull(cards.deletedAt),
          lte(cards.deletedAt, sql`now() - make_interval(days => ${RESTORE_DAYS})`),
        ),
      )
      .returning({ photoKey: cards.photoKey });
    const photo = { photoKey: gone[0]?.photoKey ?? null };
    if (gone.length === 0) return { unchanged: photo };
    await tx.execute(sql`update owner_log set payload = null, salt = null where card_id = ${cardId}`);
    return {
      result: photo,
      audit: [{ action: "erase", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
