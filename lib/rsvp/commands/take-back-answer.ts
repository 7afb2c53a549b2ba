import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { takeBackInput } from "@/lib/rsvp/inputs";
import { lockAnswers } from "./lock-household";
import { deriveCurrent } from "./record-answers";

/**
 * Takes back what somebody of the family entered: it stays in the book, and does not count. What stood before it counts
 * again, also where nothing stood.
 */
export const takeBackAnswer = defineCommand({
  name: "rsvp.take-back-answer",
  permission: "answers.record",
  input: takeBackInput,
  irreversible: "Enter the answer again.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { entries, call }) {
    await lockAnswers(
      tx,
      scope,
      entries.map((one) => one.unitId),
    );
    if (call) {
      const found = await tx
        .execute(sql`
        update call_tasks set outcome = ${call.outcome}::text, note = ${call.note}::text, outcome_by = ${actorLabel(scope.actor)}, outcome_at = now(), version = version + 1
        where wedding_id = ${scope.weddingId} and id = ${call.taskId} and version = ${call.version} returning id`)
        .catch((error: unknown) => {
          if (violatedConstraint(error) === "call_tasks_open") return null;
          throw error;
        });
      if (!found)
        return refuse(
          "on_the_list",
          "This family is on the list of calls again already. Take its answer back there.",
        );
      if (found.rows.length === 0)
        return refuse("stale", "Somebody else changed this call in the meantime. Please look at it again.");
    }
    const { rows } = await tx.execute<{ unit_id: string; event_id: string }>(sql`
      with entered as (
        select a.id, a.event_id, a.unit_id, a.side from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as g("unitId" uuid, answers jsonb)
        join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.unit_id = g."unitId" and g.answers ? a.id::text
        where a.actor like 'user:%' and a.inbound_id is null
      ), voided as (
        insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
        select ${scope.weddingId}, id, unit_id, side, 'taken_back' from entered
        on conflict do nothing returning answer_id
      )
      -- Whoever they are one household with by now counts it.
      select fence.home_of(${scope.weddingId}, e.unit_id) as unit_id, e.event_id from entered e join voided v on v.answer_id = e.id order by 1`);
    if (rows.length === 0) return refuse("taken_back", "This entry was taken back already.");
    const units = [...new Set(rows.map((row) => row.unit_id))];
    const events = [...new Set(rows.map((row) => row.event_id))];
    for (const unitId of units)
      await deriveCurrent(
        tx,
        scope,
        unitId,
        rows.filter((row) => row.unit_id === unitId).map((row) => row.event_id),
      );
    return {
      result: { answers: rows.length },
      audit: [
        {
          action: "take_back",
          entity: "guest_unit",
          ...(units.length === 1 ? { entityId: units[0]! } : {}),
          count: rows.length,
          payload: { entries, call },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...units.map((key) => ({ kind: "unit" as const, key })),
        ...events.map((key) => ({ kind: "event" as const, key })),
      ],
    };
  },
});
