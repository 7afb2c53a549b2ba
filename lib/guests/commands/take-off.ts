import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { takeOffInput } from "@/lib/guests/inputs";
import { newId } from "@/lib/kernel/ids";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { idsOf } from "./join-trees";
import { entryOf, type OffWord, settleWords, wordsOf, writeWords } from "./off-words";
import { lockIdentity } from "./resolve-people";

/** Each person is decided anew in one transaction; a whole list is taken back by its own way. */
const MOST_AT_ONCE = 2_000;

/**
 * Takes people, or whole families, off the guest list: not counted, not invited, not written to. What was said and
 * written stays in the record, lists that name them again do not bring them back, and they can be put back as they were.
 */
export const takeOff = defineCommand({
  name: "guests.take-off",
  permission: "guests.edit",
  input: takeOffInput,
  inverse: "guests.put-back",
  timeoutMs: 60_000,
  async run({ tx, scope }, { unitIds, personIds }) {
    await lockIdentity(tx, scope);
    const found = await findLeaving(tx, scope, { unitIds, personIds });
    const { families, people } = wordsOf(found);
    if (found.length === 0) return refuse("changed", "They are not on the guest list any more.");
    if (people.length > MOST_AT_ONCE)
      return refuse(
        "too_many",
        `These are ${people.length.toLocaleString("en-IN")} guests. At most ${MOST_AT_ONCE.toLocaleString("en-IN")} are taken off at once; choose fewer, or take back the list that brought them.`,
      );
    const speaking = await speaksElsewhere(tx, scope, people, families);
    if (speaking)
      return refuse(
        "speaks_for_others",
        `${speaking.name} gets the messages for ${speaking.family ?? "another family"}. Choose somebody else for them first, on their page.`,
      );
    await writeWords(tx, scope, found);
    return {
      result: {
        people: people.length,
        families: families.length,
        undo: { command: "guests.put-back", input: { words: found.map((one) => one.word) } },
      },
      audit: [await entryOf(tx, scope, "take_off", found)],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: await settleWords(tx, scope, found, { off: true }),
    };
  },
});

/**
 * A word for each family that goes as a whole, and for each person. Of a family that went before, whoever came since goes
 * by a word of their own.
 */
async function findLeaving(
  tx: Transaction,
  scope: Scope,
  { unitIds, personIds }: { unitIds: string[]; personIds: string[] },
): Promise<OffWord[]> {
  const { rows: units } = await tx.execute<{ id: string; again: boolean }>(sql`
    select id, edits ? 'off' as again from guest_units where wedding_id = ${scope.weddingId} and live and id in ${idsOf(unitIds)} for update`);
  const { rows: people } = await tx.execute<{ id: string; unit_id: string }>(sql`
    select p.id, p.unit_id from people p where p.wedding_id = ${scope.weddingId} and p.live
      and (p.unit_id in ${idsOf(units.map((unit) => unit.id))} or p.id in ${idsOf(personIds)}) order by p.id for update`);
  const whole = new Map(
    units.flatMap((unit) =>
      unit.again ? [] : [[unit.id, { word: newId(), unitId: unit.id, personIds: [] as string[] }] as const],
    ),
  );
  const alone: OffWord[] = [];
  for (const { id, unit_id } of people) {
    const family = whole.get(unit_id);
    if (family) family.personIds.push(id);
    else alone.push({ word: newId(), unitId: null, personIds: [id] });
  }
  return [...whole.values(), ...alone];
}

/** Whoever of them is written to for a family that stays, with its name where the one who acts may know it. */
async function speaksElsewhere(
  tx: Transaction,
  scope: Scope,
  people: readonly string[],
  families: readonly string[],
): Promise<{ name: string; family: string | null } | undefined> {
  const { rows } = await wholeWedding(tx, scope, () =>
    tx.execute<{ name: string; family: string | null }>(sql`
    select p.name, case when ${scope.side} = 'all' or u.side in ('both', ${scope.side}) then u.name end as family from people p
    join people x on x.wedding_id = p.wedding_id and (x.id = p.id or x.merged_into = p.id)
    join guest_units u on u.wedding_id = x.wedding_id and u.proxy_person_id = x.id and u.live
    where p.wedding_id = ${scope.weddingId} and p.id in ${idsOf(people)} and u.id not in ${idsOf(families)} limit 1`),
  );
  return rows[0];
}
