import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { awareCtes, UNSEEN } from "@/lib/messaging/queries/awareness";
import { findChange } from "@/lib/messaging/queries/changes";
import { defineCommand, type Outcome } from "@/lib/platform/command";

/** Puts whoever has not seen a change onto the list of calls, so many hours after it was told; each family once. */
export const callUnseen = defineCommand({
  name: "messaging.call-unseen",
  permission: "runs.prepare",
  input: z.object({ changeId: z.uuid(), hours: z.int().min(0).max(72) }),
  irreversible: "A call that is not needed is marked so on the list.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { changeId, hours }): Promise<Outcome<{ added: number }>> {
    const change = await findChange(tx, scope, changeId);
    if (change?.state !== "told")
      return refuse("not_told", "Nobody was told of this yet: send them the message first.");
    const { rows } = await tx.execute<{ id: string }>(sql`
      with ${awareCtes(scope, changeId)}
      insert into call_tasks (wedding_id, unit_id, side, run_id, reason)
      select ${scope.weddingId}, unit_id, side, run_id, case when unreached then coalesce(reason, 'UNKNOWN') else 'NOT_SEEN' end
      from aware where ${UNSEEN} and answer in ('yes', 'maybe') and at <= now() - make_interval(hours => ${hours})
      on conflict (wedding_id, unit_id) where outcome is null or outcome in ('no_answer', 'call_again') do nothing
      returning id`);
    if (rows.length === 0) return { unchanged: { added: 0 } };
    return {
      result: { added: rows.length },
      audit: [
        {
          action: "fill",
          entity: "call_task",
          count: rows.length,
          payload: { changeId, hours, tasks: rows.map((one) => one.id) },
        },
      ],
      topics: [],
    };
  },
});
