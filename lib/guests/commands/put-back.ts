import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { putBackInput, takeOffAgainInput } from "@/lib/guests/inputs";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { CHANGED_SINCE } from "./edit-person";
import { idsOf } from "./join-trees";
import { entryOf, type OffWord, settleWords, wordsOf, writeWords } from "./off-words";
import { NOT_YOURS_ALONE } from "./other-side";
import { lockIdentity } from "./resolve-people";

/** Puts whom these words took off back on the guest list, as they were when they went. */
export const putBack = defineCommand({
  name: "guests.put-back",
  permission: "guests.edit",
  input: putBackInput,
  inverse: "guests.take-off-again",
  timeoutMs: 60_000,
  async run({ tx, scope }, { words }) {
    await lockIdentity(tx, scope);
    const found = await findOff(tx, scope, words);
    if ("ok" in found) return found;
    const { families, people } = wordsOf(found);
    await tx.execute(sql`
      update people p set edits = p.edits - 'guest', version = p.version + 1 where p.wedding_id = ${scope.weddingId} and p.id in ${idsOf(people)}`);
    return {
      result: {
        people: people.length,
        families: families.length,
        undo: { command: "guests.take-off-again", input: { words: found } },
      },
      audit: [await entryOf(tx, scope, "put_back", found)],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: await settleWords(tx, scope, found, { off: false }),
    };
  },
});

/** Takes off again whom a put-back brought: the same people, and nobody who came to their family since. */
export const takeOffAgain = defineCommand({
  name: "guests.take-off-again",
  permission: "guests.edit",
  input: takeOffAgainInput,
  inverse: "guests.put-back",
  timeoutMs: 60_000,
  async run({ tx, scope }, { words }) {
    await lockIdentity(tx, scope);
    const { families, people } = wordsOf(words);
    const { rows } = await tx.execute<{ here: number; others: number; standing: number }>(sql`
      select (select count(*)::int from people p where p.wedding_id = ${scope.weddingId} and p.live and p.id in ${idsOf(people)}) as here,
        (select count(*)::int from people p where p.wedding_id = ${scope.weddingId} and p.live and p.unit_id in ${idsOf(families)} and p.id not in ${idsOf(people)}) as others,
        (select count(*)::int from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and not u.edits ? 'off' and u.id in ${idsOf(families)}) as standing`);
    const { here, others, standing } = rows[0]!;
    if (here !== people.length || others > 0 || standing !== families.length)
      return refuse("changed_since", CHANGED_SINCE);
    await writeWords(tx, scope, words);
    return {
      result: {
        people: people.length,
        families: families.length,
        undo: { command: "guests.put-back", input: { words: words.map((one) => one.word) } },
      },
      audit: [await entryOf(tx, scope, "take_off", words)],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: await settleWords(tx, scope, words, { off: true }),
    };
  },
});

/** Whom the words keep off. Refused where one stands no more, or keeps off somebody whom the one who acts may not see. */
async function findOff(
  tx: Transaction,
  scope: Scope,
  words: readonly string[],
): Promise<OffWord[] | Refusal> {
  const listed = sql`(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`;
  const find = async () =>
    (
      await tx.execute<{ word: string; unit_id: string | null; person_id: string | null }>(sql`
      select u.edits->>'off' as word, u.id as unit_id, null::uuid as person_id from guest_units u where u.wedding_id = ${scope.weddingId} and u.edits->>'off' in ${listed}
      union all
      select p.edits->'guest'->>'value', null, p.id from people p where p.wedding_id = ${scope.weddingId} and p.edits ? 'guest' and p.edits->'guest'->>'value' in ${listed}`)
    ).rows;
  const [seen, all] = [await find(), await wholeWedding(tx, scope, find)];
  if (new Set(all.map((row) => row.word)).size !== new Set(words).size)
    return refuse("changed_since", "They were put back already, or changed since. Please look again.");
  if (seen.length !== all.length) return refuse("other_side", NOT_YOURS_ALONE);
  return [...Map.groupBy(seen, (row) => row.word)].map(([word, rows]) => ({
    word,
    unitId: rows.find((row) => row.unit_id)?.unit_id ?? null,
    personIds: rows.flatMap((row) => row.person_id ?? []),
  }));
}
