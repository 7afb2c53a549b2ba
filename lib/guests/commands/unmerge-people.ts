import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { unmergePeopleInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
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
    const { dirty } = await resolvePeople(tx, scope, { personIds: [merge.kept, merge.gone] });
    const moved = await takeRepliesAlong(tx, scope, {
      people: [merge.kept, merge.gone],
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
      dirty: [...dirty, ...moved.units.map((key) => ({ kind: "unit" as const, key }))],
    };
  },
});
