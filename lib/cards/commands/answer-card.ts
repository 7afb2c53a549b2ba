import { sql } from "drizzle-orm";
import { cardEvents, cardResponses } from "@/db/schema/cards";
import { answerCardInput } from "@/lib/cards/inputs";
import { answerRefused } from "@/lib/cards/rules/card-state";
import { refuse } from "@/lib/kernel/result";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

/** A small gathering: whoever makes up devices shall not fill a table with them. */
const MOST_ANSWERS = 1_000;

/** A guest's answer; the same device's next one replaces it. */
export const answerCard = defineOwnedCommand({
  name: "cards.answer",
  permission: "cards.answer",
  input: answerCardInput,
  irreversible: "A guest takes an answer back by giving another one.",
  async run({ tx, scope, now }, { cardId, deviceHash, name, answer, note }) {
    const { state } = await lockCard(tx, cardId, now);
    const refused = answerRefused(state);
    if (refused) return refused;
    const { ownerId } = scope;
    const { rows } = await tx.execute<{ mine: boolean; n: number }>(sql`
      select coalesce(bool_or(device_hash = ${deviceHash}), false) as mine, count(*)::int as n from card_responses where card_id = ${cardId}`);
    if (!rows[0]!.mine && rows[0]!.n >= MOST_ANSWERS)
      return refuse("full", "So many have answered already that we take no more here. Please tell the host.");
    const [kept] = await tx
      .insert(cardResponses)
      .values({ ownerId, cardId, deviceHash, name, answer, note })
      .onConflictDoUpdate({
        target: [cardResponses.cardId, cardResponses.deviceHash],
        set: { name, answer, note, answeredAt: now },
      })
      .returning({ id: cardResponses.id });
    // Who answers has it before them, also without a script.
    await tx
      .insert(cardEvents)
      .values({ ownerId, cardId, kind: "open", succeeded: true, deviceHash })
      .onConflictDoNothing();
    return {
      result: { answer },
      audit: [{ action: "answer", entity: "card_response", entityId: kept!.id, cardId, payload: { answer } }],
      topics: [],
    };
  },
});
