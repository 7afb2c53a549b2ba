import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/client";
import { cards } from "@/db/schema/cards";
import { createCardInput } from "@/lib/cards/inputs";
import { slugFrom } from "@/lib/cards/rules/slug";
import { instantAt } from "@/lib/cards/rules/wall-clock";
import { enrichCard } from "@/lib/cards/topics";
import { newId } from "@/lib/kernel/ids";
import { refuse } from "@/lib/kernel/result";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { enqueue } from "@/lib/platform/topic";
import { oneMore } from "./count-step";

/** A new card, at once; its place is looked up by a job. Guests may answer until it begins. */
export const createCard = defineOwnedCommand({
  name: "cards.create",
  permission: "cards.edit",
  input: createCardInput,
  inverse: "cards.delete",
  async run({ tx, scope, now }, { date, time, ...fields }) {
    const startsAt = instantAt(date, time, fields.zone);
    if (!startsAt)
      return refuse("no_such_time", "There is no such time on that day there. Please choose another.");
    if (startsAt <= now)
      return refuse("in_the_past", "That is over already. Please choose a time that is still to come.");
    const [id, slug] = [newId(), newSlug()];
    const { ownerId } = scope;
    const row = {
      id,
      ownerId,
      slug,
      ...fields,
      startsAt,
      answersUntil: startsAt,
      lookup: "waiting" as const,
    };
    // The card and its count are one statement: a way to the database and back less for who is waiting.
    await prepared(
      tx,
      "card",
      sql`
      with made as (${tx.insert(cards).values(row).returning({ ownerId: cards.ownerId }).getSQL()})
      ${oneMore(sql`made`, "create", "succeeded")}`,
    );
    return {
      result: { id, slug },
      audit: [
        { action: "create", entity: "card", entityId: id, cardId: id, payload: { ...fields, date, time } },
      ],
      topics: [enqueue(enrichCard, { ownerId, cardId: id })],
    };
  },
});

function newSlug(): string {
  for (;;) {
    const slug = slugFrom(randomBytes(32));
    if (slug) return slug;
  }
}
