import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { cardEvents } from "@/db/schema/cards";
import { answerCardInput } from "@/lib/cards/inputs";
import { answerRefused, newAnswerRefused } from "@/lib/cards/rules/card-state";
import type { OwnAnswer } from "@/lib/cards/types";
import { defineOwnedCommand } from "@/lib/platform/owned-command";
import { lockCard } from "./lock-card";

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
    const { before, answers } = await standing(tx, cardId, deviceHash);
    // A tap that came twice, or a form that says the same again.
    if (before && before.answer === answer && before.name === name && before.note === note)
      return { unchanged: { answer } };
    const many = newAnswerRefused({ answers, changes: before?.changes ?? null });
    if (many) return many;
    const { ownerId } = scope;
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into card_responses as r (owner_id, card_id, device_hash, name, answer, note) values (${ownerId}, ${cardId}, ${deviceHash}, ${name}, ${answer}, ${note})
      on conflict (card_id, device_hash) do update
        set name = excluded.name, answer = excluded.answer, note = excluded.note, answered_at = now(), changes = r.changes + 1
      returning r.id`);
    // Who answers has it before them, also without a script.
    await tx
      .insert(cardEvents)
      .values({ ownerId, cardId, kind: "open", succeeded: true, deviceHash })
      .onConflictDoNothing();
    return {
      result: { answer },
      audit: [
        { action: "answer", entity: "card_response", entityId: rows[0]!.id, cardId, payload: { answer } },
      ],
      topics: [],
    };
  },
});

/** What this device has said, and how many have said something. */
async function standing(tx: Transaction, cardId: string, deviceHash: string) {
  const { rows } = await tx.execute<{
    before: (OwnAnswer & { changes: number }) | null;
    answers: number;
  }>(sql`
    select (select jsonb_build_object('name', name, 'answer', answer, 'note', note, 'changes', changes) from card_responses
        where card_id = ${cardId} and device_hash = ${deviceHash}) as before,
      (select count(*)::int from card_responses where card_id = ${cardId}) as answers`);
  return rows[0]!;
}
