import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { merges } from "@/db/schema/identity";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { mergePeopleInput } from "@/lib/guests/inputs";
import { loadNeighbourhood } from "@/lib/guests/queries/identity";
import type { Claim } from "@/lib/guests/rules/claim";
import { candidatesOf, FIELDS } from "@/lib/guests/rules/fields";
import { newId } from "@/lib/kernel/ids";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { bringAlong } from "./merged-along";
import { lockIdentity, resolvePeople } from "./resolve-people";

/**
 * Two people are one, by a human's word: the kept one's name and household stand, everything else comes together. What
 * either of them was invited to, answered and wrote is the kept one's household's from now on.
 */
export const mergePeople = defineCommand({
  name: "guests.merge-people",
  permission: "guests.edit",
  input: mergePeopleInput,
  inverse: "guests.unmerge-people",
  timeoutMs: 60_000,
  async run({ tx, scope }, { keptId, goneId }) {
    await lockIdentity(tx, scope);
    const { claims, people } = await loadNeighbourhood(tx, scope, { personIds: [keptId, goneId] });
    const [kept, gone] = [people.get(keptId), people.get(goneId)];
    if (!kept?.live || !gone?.live || keptId === goneId)
      return refuse("changed", "One of these two is not there any more. Please look again.");
    const [ofKept, ofGone] = [claimsOf(claims, keptId), claimsOf(claims, goneId)];
    if (ofKept.length === 0 || ofGone.length === 0)
      return refuse("changed", "One of these two is not there any more. Please look again.");
    const mergeId = newId();
    await tx.insert(merges).values({
      id: mergeId,
      weddingId: scope.weddingId,
      side: await sideOf(tx, scope, keptId),
      keptPerson: keptId,
      gonePerson: goneId,
      keptClaim: ofKept[0]!.id,
      goneClaim: ofGone[0]!.id,
      over: differences(ofKept, ofGone),
      mergedBy: actorLabel(scope.actor),
    });
    const { dirty } = await resolvePeople(tx, scope, { personIds: [keptId, goneId] });
    const along = await bringAlong(tx, scope, { kept: keptId, gone: goneId });
    return {
      result: { mergeId, undo: { command: "guests.unmerge-people", input: { mergeId } } },
      audit: [
        { action: "merge", entity: "person", entityId: keptId, payload: { mergeId, keptId, goneId } },
        {
          action: "merged_away",
          entity: "guest_unit",
          entityId: gone.unitId,
          payload: { mergeId, keptId, goneId },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...dirty, ...along],
    };
  },
});

/** By key, so that the same claim stands for a person whenever it is asked for. */
const claimsOf = (claims: readonly Claim[], personId: string): Claim[] =>
  claims.filter((claim) => claim.personId === personId).sort((a, b) => (a.key < b.key ? -1 : 1));

/** What the one who goes says otherwise: the merge overrules it, so that it is no question. */
function differences(kept: readonly Claim[], gone: readonly Claim[]): Record<string, string[]> {
  const over: Record<string, string[]> = {};
  for (const field of FIELDS) {
    const mine = new Set(candidatesOf(kept, field).map((one) => one.key));
    const theirs = candidatesOf(gone, field).filter((one) => !mine.has(one.key));
    if (mine.size > 0 && theirs.length > 0) over[field] = theirs.map((one) => one.key);
  }
  return over;
}

async function sideOf(tx: Transaction, scope: Scope, personId: string): Promise<"bride" | "groom" | "both"> {
  const { rows } = await tx.execute<{ side: "bride" | "groom" | "both" }>(
    sql`select side from people where wedding_id = ${scope.weddingId} and id = ${personId}`,
  );
  return rows[0]!.side;
}
