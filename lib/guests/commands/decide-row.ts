import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { importDecisions } from "@/db/schema/identity";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { decideRowInput } from "@/lib/guests/inputs";
import { loadNeighbourhood } from "@/lib/guests/queries/identity";
import type { Claim } from "@/lib/guests/rules/claim";
import { keysOf, togetherKey } from "@/lib/guests/rules/identity";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { lockIdentity, resolvePeople } from "./resolve-people";

type RowDecision = NonNullable<z.output<typeof decideRowInput>["decision"]>;

/**
 * A row whose numbers belong to several people: it is one of theirs, or it is left out. Remembered by the numbers
 * together, so that the next list that says the same does not ask. Deciding again replaces it; `null` asks again. The way
 * back is what was decided before.
 */
export const decideRow = defineCommand({
  name: "guests.decide-row",
  permission: "guests.edit",
  input: decideRowInput,
  inverse: "guests.decide-row",
  async run({ tx, scope }, { claimId, decision }) {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ claim: Claim }>(sql`
      select jsonb_build_object('id', c.id, 'key', c.key, 'kind', c.kind, 'side', c.side, 'home', c.home, 'draft', c.draft, 'attested', c.attested > 0, 'personId', c.person_id, 'formerPersonId', c.former_person_id) as claim
      from claims c where c.wedding_id = ${scope.weddingId} and c.id = ${claimId} and c.rows > 0`);
    const claim = rows[0]?.claim;
    if (!claim) return refuse("changed", "This row is not there any more.");
    const { claims, decisions } = await loadNeighbourhood(tx, scope, { claims: [claim] });
    const keys = keysOf(claim, decisions);
    const together = togetherKey(keys);
    const before = await takeDecision(tx, scope, together);
    if (decision) {
      const anchor =
        decision.kind === "belongs"
          ? claims
              .filter((one) => one.personId === decision.personId)
              .sort((a, b) => (a.key < b.key ? -1 : 1))[0]
          : undefined;
      if (decision.kind === "belongs" && !anchor)
        return refuse("changed", "This guest is not there any more.");
      await tx.insert(importDecisions).values({
        weddingId: scope.weddingId,
        key: `${decision.kind} ${together}`,
        decision: decision.kind,
        claimId: anchor?.id ?? null,
        decidedBy: actorLabel(scope.actor),
      });
    }
    const { dirty } = await resolvePeople(tx, scope, { keys, claims: [claim] });
    return {
      result: { undo: { command: "guests.decide-row", input: { claimId, decision: before } } },
      audit: [{ action: decision?.kind ?? "ask_again", entity: "conflict", payload: { claimId, decision } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/** Takes what was decided of these numbers away, and gives it; null where nothing was. */
async function takeDecision(tx: Transaction, scope: Scope, together: string): Promise<RowDecision | null> {
  const { rows } = await tx.execute<{ decision: string; person_id: string | null }>(sql`
    with gone as (
      delete from import_decisions where wedding_id = ${scope.weddingId} and key in (${`belongs ${together}`}, ${`ignored ${together}`})
      returning decision, claim_id
    )
    select g.decision, c.person_id from gone g left join claims c on c.wedding_id = ${scope.weddingId} and c.id = g.claim_id`);
  const [one] = rows;
  if (one?.decision === "ignored") return { kind: "ignored" };
  return one?.person_id ? { kind: "belongs", personId: one.person_id } : null;
}
