import { eq } from "drizzle-orm";
import { cardEvents, cards } from "@/db/schema/cards";
import { settleLookupInput } from "@/lib/cards/inputs";
import { fullerAddress } from "@/lib/cards/rules/place-match";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/** What looking a place up has come to. What the host wrote stays; what they left open or short is filled in. */
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
            address: fullerAddress(card.address, outcome.address),
            mapUrl: card.mapUrl ?? outcome.mapUrl,
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
    const succeeded = outcome.kind === "done";
    await tx.insert(cardEvents).values({ ownerId: scope.ownerId, cardId, kind: "enrich", succeeded });
    return {
      result: null,
      audit: [{ action: outcome.kind, entity: "card", entityId: cardId, cardId, payload: found }],
      topics: [],
    };
  },
});
