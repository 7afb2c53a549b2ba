import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { importDecisions } from "@/db/schema/identity";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { identifierInput } from "@/lib/guests/inputs";
import { matchKey, storedKeys } from "@/lib/guests/rules/claim";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { wholeWedding } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { lockIdentity, resolvePeople } from "./resolve-people";

/** Several people use this phone or address: it names nobody by itself, and may be written to for several families. */
export const shareIdentifier = defineCommand({
  name: "guests.share-identifier",
  permission: "guests.edit",
  input: identifierInput,
  inverse: "guests.unshare-identifier",
  timeoutMs: 60_000,
  async run({ tx, scope }, input) {
    await lockIdentity(tx, scope);
    const key = matchKey(input);
    const personIds = await peopleWith(tx, scope, key);
    if (await isOthersToo(tx, scope, key, personIds)) return refuse("other_side", OTHERS_TOO);
    const added = await tx
      .insert(importDecisions)
      .values({
        weddingId: scope.weddingId,
        key: `shared ${key}`,
        decision: "shared",
        decidedBy: actorLabel(scope.actor),
      })
      .onConflictDoNothing()
      .returning({ key: importDecisions.key });
    if (added.length === 0) return refuse("shared", "This is marked as shared already.");
    const { dirty } = await resolvePeople(tx, scope, { personIds, keys: [key] });
    return {
      result: { undo: { command: "guests.unshare-identifier", input } },
      audit: [{ action: "share", entity: "identifier", payload: { key } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/** One person's after all: whoever has it is one person again, and what differs is asked. */
export const unshareIdentifier = defineCommand({
  name: "guests.unshare-identifier",
  permission: "guests.edit",
  input: identifierInput,
  inverse: "guests.share-identifier",
  timeoutMs: 60_000,
  async run({ tx, scope }, input) {
    await lockIdentity(tx, scope);
    const key = matchKey(input);
    const personIds = await peopleWith(tx, scope, key);
    if (await isOthersToo(tx, scope, key, personIds)) return refuse("other_side", OTHERS_TOO);
    const { rows } = await tx.execute(
      sql`delete from import_decisions where wedding_id = ${scope.weddingId} and key = ${`shared ${key}`} returning 1`,
    );
    if (rows.length === 0) return refuse("not_shared", "This is not marked as shared.");
    const { dirty } = await resolvePeople(tx, scope, { personIds, keys: [key] });
    return {
      result: { undo: { command: "guests.share-identifier", input } },
      audit: [{ action: "unshare", entity: "identifier", payload: { key } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

const OTHERS_TOO =
  "Somebody of the other side has this number, too. Ask somebody who looks after both sides to decide this.";

/** Whether somebody has it whom the one who acts does not see. */
const isOthersToo = async (
  tx: Transaction,
  scope: Scope,
  key: string,
  seen: readonly string[],
): Promise<boolean> => {
  const all = await wholeWedding(tx, scope, () => peopleWith(tx, scope, key));
  return all.length > seen.length;
};

/** Everybody who has the identifier now, however it is written. */
async function peopleWith(tx: Transaction, scope: Scope, key: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct i.person_id as id from person_identifiers i
    join (
      select split_part(key, ':', 1) as kind, substr(key, strpos(key, ':') + 1) as value from jsonb_array_elements_text(${JSON.stringify(storedKeys(key))}::jsonb) as k(key) offset 0) k
      on i.kind = k.kind and i.value = k.value
    where i.wedding_id = ${scope.weddingId} and i.valid_to is null`);
  return rows.map((row) => row.id);
}
