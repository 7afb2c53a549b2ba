import { eq } from "drizzle-orm";
import { cards } from "@/db/schema/cards";
import { editCardInput } from "@/lib/cards/inputs";
import { editRefused } from "@/lib/cards/rules/card-state";
import { instantAt, wallClock } from "@/lib/cards/rules/wall-clock";
import { enrichCard } from "@/lib/cards/topics";
import { refuse } from "@/lib/kernel/result";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { enqueue } from "@/lib/platform/topic";
import { lockCard } from "./lock-card";

/** Changes what a card says. Where the place is another one, what was found of the old one goes. */
export const editCard = defineOwnedCommand({
  name: "cards.edit",
  permission: "cards.edit",
  input: editCardInput,
  inverse: "cards.edit",
  async run({ tx, scope, now }, { cardId, version, date, time, ...fields }) {
    const { card, state } = await lockCard(tx, cardId, now);
    const refused = editRefused(state);
    if (refused) return refused;
    const before = { ...pickFields(card, fields), ...wallClock(card.startsAt, card.zone) };
    if (card.version !== version)
      return refuse("stale", "It was changed elsewhere in the meantime. Look at it again, then change it.", {
        now: { ...before, version: card.version },
      });
    const startsAt = instantAt(date, time, fields.zone);
    if (!startsAt)
      return refuse("no_such_time", "There is no such time on that day there. Please choose another.");
    const moved = startsAt.getTime() !== card.startsAt.getTime();
    if (moved && startsAt <= now) return refuse("in_the_past", "Please choose a time that is still to come.");
    const elsewhere = fields.placeName !== card.placeName || fields.address !== card.address;
    // Answers were open until it began, unless the host had said otherwise.
    const answersUntil =
      card.answersUntil.getTime() === card.startsAt.getTime() ? startsAt : card.answersUntil;
    await tx
      .update(cards)
      .set({
        ...fields,
        startsAt,
        answersUntil,
        version: version + 1,
        ...(elsewhere ? { lookup: "waiting" as const, ...NOWHERE } : {}),
      })
      .where(eq(cards.id, cardId));
    return {
      result: { version: version + 1, undo: { ...before, cardId, version: version + 1 } },
      audit: [
        {
          action: "edit",
          entity: "card",
          entityId: cardId,
          cardId,
          payload: { before, after: { ...fields, date, time } },
        },
      ],
      topics: [enqueue(enrichCard, { ownerId: scope.ownerId, cardId })],
    };
  },
});

const NOWHERE = {
  placeId: null,
  foundAddress: null,
  foundMapUrl: null,
  latitude: null,
  longitude: null,
  photoKey: null,
  photoCredit: null,
  provider: null,
  providerPlaceId: null,
  sourceUrl: null,
};

const pickFields = <T extends object>(card: object, fields: T): T =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, (card as Record<string, unknown>)[name]])) as T;
