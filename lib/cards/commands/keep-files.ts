import { sql } from "drizzle-orm";
import { cardFilesInput } from "@/lib/cards/inputs";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/**
 * Writes down what is about to lie in the object store for a card, so that nothing of it outlives the card. Fails where the
 * card is gone: then nothing is put there.
 */
export const keepFiles = defineOwnedCommand({
  name: "cards.keep-files",
  permission: "cards.enrich",
  input: cardFilesInput,
  irreversible: "What is in the store is a fact; it goes with the card, or when another takes its place.",
  async run({ tx, scope }, { cardId, keys }) {
    await tx.execute(sql`
      insert into card_files (owner_id, card_id, key) select ${scope.ownerId}, ${cardId}, key from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) key
      on conflict (card_id, key) do update set recorded_at = now()`);
    return { unchanged: null };
  },
});

/** Forgets files that were deleted from the store; one that was put there again meanwhile stays written down. */
export const forgetFiles = defineOwnedCommand({
  name: "cards.forget-files",
  permission: "cards.enrich",
  input: cardFilesInput,
  irreversible: "They are in the store no more.",
  async run({ tx }, { cardId, keys }) {
    await tx.execute(sql`
      delete from card_files where card_id = ${cardId} and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
        and recorded_at < now() - interval '1 minute'`);
    return { unchanged: null };
  },
});
