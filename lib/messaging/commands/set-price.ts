import { and, eq } from "drizzle-orm";
import { messagePrices } from "@/db/schema/senders";
import { setPriceInput } from "@/lib/messaging/inputs";
import { defineCommand } from "@/lib/platform/command";

/** What the family pays for one message to a country; null takes its own price away again. Its own inverse. */
export const setPrice = defineCommand({
  name: "messaging.set-price",
  permission: "runs.approve",
  input: setPriceInput,
  inverse: "messaging.set-price",
  async run({ tx, scope }, { country, category, cost }) {
    const which = and(
      eq(messagePrices.weddingId, scope.weddingId),
      eq(messagePrices.country, country),
      eq(messagePrices.category, category),
    );
    const [before] = await tx
      .select({ price: messagePrices.price, currency: messagePrices.currency })
      .from(messagePrices)
      .where(which);
    if (cost === null) await tx.delete(messagePrices).where(which);
    else
      await tx
        .insert(messagePrices)
        .values({ weddingId: scope.weddingId, country, category, ...cost })
        .onConflictDoUpdate({
          target: [messagePrices.weddingId, messagePrices.country, messagePrices.category],
          set: cost,
        });
    return {
      result: {
        undo: { command: "messaging.set-price", input: { country, category, cost: before ?? null } },
      },
      audit: [
        {
          action: "set",
          entity: "message_price",
          payload: { country, category, cost, before: before ?? null },
        },
      ],
      topics: [],
    };
  },
});
