import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { notAGuest } from "@/lib/guests/rules/taken-off";
import type { DirtyMark } from "@/lib/platform/command";
import { type PatchedHouseholds, patchesOf, patchHouseholds } from "./household-edits";
import { idsOf } from "./join-trees";
import { resolvePeople } from "./resolve-people";

/** Whom one word took off: a family as a whole with its people, or one person. */
export interface OffWord {
  word: string;
  unitId: string | null;
  personIds: string[];
}

export const wordsOf = (words: readonly OffWord[]) => ({
  families: words.flatMap(({ unitId }) => unitId ?? []),
  people: words.flatMap(({ personIds }) => personIds),
});

/** The word on each person; the families get theirs when they are put together anew. */
export async function writeWords(tx: Transaction, scope: Scope, words: readonly OffWord[]): Promise<void> {
  const said = words.flatMap(({ word, personIds }) =>
    personIds.map((id) => ({ id, guest: notAGuest(word) })),
  );
  await tx.execute(sql`
    update people p set edits = p.edits || jsonb_build_object('guest', r.guest), version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as r(id uuid, guest jsonb)
    where p.wedding_id = ${scope.weddingId} and p.id = r.id`);
}

/** Decides everybody anew, and then the families, whose own word is set or taken back. */
export async function settleWords(
  tx: Transaction,
  scope: Scope,
  words: readonly OffWord[],
  { off }: { off: boolean },
): Promise<DirtyMark[]> {
  const { people } = wordsOf(words);
  const resolved = people.length > 0 ? (await resolvePeople(tx, scope, { personIds: people })).dirty : [];
  const sets: PatchedHouseholds[] = words.flatMap(({ word, unitId }) =>
    unitId ? [{ unitIds: [unitId], patch: { off: off ? word : null } }] : [],
  );
  if (sets.length === 0) return resolved;
  return [...resolved, ...(await patchHouseholds(tx, scope, patchesOf(sets))).dirty];
}

/** What the record says; of one family, on its page as well. */
export async function entryOf(
  tx: Transaction,
  scope: Scope,
  action: "take_off" | "put_back",
  words: readonly OffWord[],
) {
  const { families, people } = wordsOf(words);
  const { rows } = await tx.execute<{ unit_id: string }>(sql`
    select distinct unit_id from people where wedding_id = ${scope.weddingId} and id in ${idsOf(people)}
    union select id from guest_units where wedding_id = ${scope.weddingId} and id in ${idsOf(families)}`);
  const whole = words.length === 1 && families.length === 1;
  return {
    action: whole ? (`${action}_family` as const) : action,
    entity: "guest_unit" as const,
    ...(rows.length === 1 ? { entityId: rows[0]!.unit_id } : {}),
    count: people.length,
    payload: { words },
  };
}
