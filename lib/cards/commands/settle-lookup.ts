import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { settleLookupInput } from "@/lib/cards/inputs";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { countFor } from "./count-step";
import { lockCard } from "./lock-card";

/** What looking a place up has come to, kept beside what the host wrote. */
export const settleLookup = defineOwnedCommand({
  name: "cards.settle-lookup",
  permission: "cards.enrich",
  input: settleLookupInput,
  irreversible: "What a provider said can be asked again; the host's own words are never overwritten.",
  async run({ tx, scope, now }, { cardId, asked, outcome }) {
    const { card } = await lockCard(tx, cardId, now);
    if (card.placeName !== asked.placeName || card.address !== asked.address) return { unchanged: null };
    const found =
      outcome.kind === "done"
        ? {
            placeId: outcome.placeId,
            foundAddress: outcome.address,
            foundMapUrl: outcome.mapUrl,
            latitude: outcome.latitude,
            longitude: outcome.longitude,
            photoKey: outcome.photoKey,
            photoCredit: outcome.photoCredit,
          }
        : {};
    await tx
      .update(cards)
      .set({ ...found, lookup: outcome.kind })
      .where(eq(cards.id, cardId));
    await tx.execute(countFor(scope.ownerId, "enrich", outcome.kind === "done" ? "succeeded" : "failed"));
    return {
      result: null,
      audit: [{ action: outcome.kind, entity: "card", entityId: cardId, cardId, payload: found }],
      topics: [],
    };
  },
});
