import { sql } from "drizzle-orm";
import { noteOpenInput } from "@/lib/cards/inputs";
import { MOST_OPENS } from "@/lib/cards/rules/card-state";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/**
 * A person has the card before them: counted once a device, and no more than so many. Nothing is counted of a card that is
 * deleted, or gone by now.
 */
export const noteOpen = defineOwnedCommand({
  name: "cards.note-open",
  permission: "cards.answer",
  input: noteOpenInput,
  irreversible: "A count of what happened.",
  async run({ tx }, { cardId, deviceHash }) {
    const { rows: counted } = await tx.execute(sql`
      insert into card_events (owner_id, card_id, kind, succeeded, device_hash)
      select c.owner_id, c.id, 'open', true, ${deviceHash} from (select * from cards where id = ${cardId} and deleted_at is null for key share) c
      where (select count(*) from card_events e where e.card_id = c.id and e.kind = 'open') < ${MOST_OPENS}
      on conflict do nothing returning id`);
    if (counted.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "open", entity: "card", entityId: cardId, cardId }],
      topics: [],
    };
  },
});
