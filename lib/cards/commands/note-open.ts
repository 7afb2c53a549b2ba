import { cardEvents } from "@/db/schema/cards";
import { noteOpenInput } from "@/lib/cards/inputs";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/** A person has the card before them: counted once a device. */
export const noteOpen = defineOwnedCommand({
  name: "cards.note-open",
  permission: "cards.answer",
  input: noteOpenInput,
  irreversible: "A count of what happened.",
  async run({ tx, scope }, { cardId, deviceHash }) {
    const counted = await tx
      .insert(cardEvents)
      .values({ ownerId: scope.ownerId, cardId, kind: "open", succeeded: true, deviceHash })
      .onConflictDoNothing()
      .returning({ id: cardEvents.id });
    if (counted.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "open", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
