import { sql } from "drizzle-orm";
import { importDecisions } from "@/db/schema/identity";
import { actorLabel } from "@/lib/access/policy";
import { decideRowInput } from "@/lib/guests/inputs";
import { loadNeighbourhood } from "@/lib/guests/queries/identity";
import type { Claim } from "@/lib/guests/rules/claim";
import { keysOf, togetherKey } from "@/lib/guests/rules/identity";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { lockIdentity, resolvePeople } from "./resolve-people";

/**
 * A row whose numbers belong to several people: it is one of theirs, or it is left out. Remembered by the numbers
 * together, so that the next list that says the same does not ask. Deciding again replaces it; `null` asks again.
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
    await tx.execute(
      sql`delete from import_decisions where wedding_id = ${scope.weddingId} and key in (${`belongs ${together}`}, ${`ignored ${together}`})`,
    );
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
      result: { undo: { command: "guests.decide-row", input: { claimId, decision: null } } },
      audit: [{ action: decision?.kind ?? "ask_again", entity: "conflict", payload: { claimId, decision } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});
