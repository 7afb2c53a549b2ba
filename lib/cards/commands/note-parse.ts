import { cardEvents } from "@/db/schema/cards";
import { noteParseInput } from "@/lib/cards/inputs";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/** Counts a text that was read, and whether place and time came out of it. The text itself is kept nowhere. */
export const noteParse = defineOwnedCommand({
  name: "cards.note-parse",
  permission: "cards.edit",
  input: noteParseInput,
  irreversible: "A count of what happened.",
  async run({ tx, scope }, { succeeded }) {
    await tx.insert(cardEvents).values({ ownerId: scope.ownerId, kind: "parse", succeeded });
    return { result: null, audit: [{ action: "parse", entity: "booking" }], topics: [] };
  },
});
