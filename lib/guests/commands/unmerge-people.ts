import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { unmergePeopleInput } from "@/lib/guests/inputs";
import { keptId } from "@/lib/guests/queries/index-keys";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { leaveAlong } from "./merged-along";
import { takeRepliesAlong } from "./replies-along";
import { lockIdentity, resolvePeople } from "./resolve-people";

/** Takes a merge back, in any order: both are there again as they were, each with the replies that came in between. */
export const unmergePeople = defineCommand({
  name: "guests.unmerge-people",
  permission: "guests.edit",
  input: unmergePeopleInput,
  inverse: "guests.merge-people",
  timeoutMs: 60_000,
  async run({ tx, scope }, { mergeId }) {
    await lockIdentity(tx, scope);
    const { rows } = await tx.execute<{ kept: string; gone: string; since: string }>(sql`
      update merges set undone_at = now(), undone_by = ${actorLabel(scope.actor)}
      where wedding_id = ${scope.weddingId} and id = ${mergeId} and undone_at is null
      returning kept_person as kept, gone_person as gone, created_at::text as since`);
    const merge = rows[0];
    if (!merge) return refuse("undone", "This merge was taken back already.");
    const along = await leaveAlong(tx, scope, merge.gone);
    const people = await mergedTogether(tx, scope, merge.kept);
    const { dirty } = await resolvePeople(tx, scope, { personIds: [merge.kept, merge.gone] });
    const moved = await takeRepliesAlong(tx, scope, {
      people: [...people, merge.gone],
      since: merge.since,
    });
    return {
      result: {
        undo: { command: "guests.merge-people", input: { keptId: merge.kept, goneId: merge.gone } },
        replies: moved.replies,
      },
      audit: [
        {
          action: "unmerge",
          entity: "person",
          entityId: merge.kept,
          payload: { mergeId, ...merge, ...moved },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...along, ...dirty, ...moved.units.map((key) => ({ kind: "unit" as const, key }))],
    };
  },
});

/** Everybody who is one guest with somebody now: of a chain of merges, each may have written what the last one has. */
async function mergedTogether(tx: Transaction, scope: Scope, person: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with root as (select ${keptId("p")} as id from people p where p.wedding_id = ${scope.weddingId} and p.id = ${person})
    select id from root union select p.id from root r join people p on p.wedding_id = ${scope.weddingId} and p.merged_into = r.id`);
  return rows.map((row) => row.id);
}
