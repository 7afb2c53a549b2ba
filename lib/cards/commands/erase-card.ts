import { sql } from "drizzle-orm";
import { cardInput } from "@/lib/cards/inputs";
import { isDueToErase } from "@/lib/cards/queries/files";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/** A card that stayed deleted, with its answers and what the log says of it; that there was one stays in the log. */
export const eraseDeleted = defineOwnedCommand({
  name: "cards.erase",
  permission: "cards.enrich",
  input: cardInput,
  irreversible: "Nothing of it is left; until now it could be brought back.",
  async run({ tx }, { cardId }) {
    const { rows: gone } = await tx.execute(
      sql`delete from cards where id = ${cardId} and ${isDueToErase} returning id`,
    );
    if (gone.length === 0) return { unchanged: null };
    await tx.execute(sql`update owner_log set payload = null, salt = null where card_id = ${cardId}`);
    return {
      result: null,
      audit: [{ action: "erase", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
