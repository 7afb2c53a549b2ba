import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { importDecisions } from "@/db/schema/identity";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { identifierInput } from "@/lib/guests/inputs";
import { matchKey } from "@/lib/guests/rules/claim";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
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
    const claims = await claimsWith(tx, scope, key);
    const { rows } = await tx
      .insert(importDecisions)
      .values({
        weddingId: scope.weddingId,
        key: `shared ${key}`,
        decision: "shared",
        decidedBy: actorLabel(scope.actor),
      })
      .onConflictDoNothing()
      .returning({ key: importDecisions.key })
      .then((added) => ({ rows: added }));
    if (rows.length === 0) return refuse("shared", "This is marked as shared already.");
    const { dirty } = await resolvePeople(tx, scope, { personIds: claims.people, keys: claims.keys });
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
    const claims = await claimsWith(tx, scope, key);
    const { rows } = await tx.execute(
      sql`delete from import_decisions where wedding_id = ${scope.weddingId} and key = ${`shared ${key}`} returning 1`,
    );
    if (rows.length === 0) return refuse("not_shared", "This is not marked as shared.");
    const { dirty } = await resolvePeople(tx, scope, {
      personIds: claims.people,
      keys: [...claims.keys, key],
    });
    return {
      result: { undo: { command: "guests.share-identifier", input } },
      audit: [{ action: "unshare", entity: "identifier", payload: { key } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/** Everybody who has the identifier now, and the questions about it. */
async function claimsWith(
  tx: Transaction,
  scope: Scope,
  key: string,
): Promise<{ people: string[]; keys: string[] }> {
  const [kind, value] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct i.person_id as id from person_identifiers i
    where i.wedding_id = ${scope.weddingId} and i.kind = ${kind} and i.value = ${value} and i.valid_to is null`);
  return { people: rows.map((row) => row.id), keys: [key] };
}
