import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { takeBackInput } from "@/lib/rsvp/inputs";
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
  async run({ tx, scope }, { unitId, answers, call }) {
    if (call) {
      const { rows } = await tx.execute(sql`
        update call_tasks set outcome = ${call.outcome}::text, note = ${call.note}::text, outcome_by = ${actorLabel(scope.actor)}, outcome_at = now(), version = version + 1
        where wedding_id = ${scope.weddingId} and id = ${call.taskId} and version = ${call.version} returning id`);
      if (rows.length === 0)
        return refuse("stale", "Somebody else changed this call in the meantime. Please look at it again.");
    }
    const { rows } = await tx.execute<{ event_id: string }>(sql`
      with entered as (
        select a.id, a.event_id, a.unit_id, a.side from rsvp_answers a
        where a.wedding_id = ${scope.weddingId} and a.unit_id = ${unitId} and a.actor like 'user:%' and a.inbound_id is null
          and a.id in (select jsonb_array_elements_text(${JSON.stringify(answers)}::jsonb)::uuid)
      ), voided as (
        insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
        select ${scope.weddingId}, id, unit_id, side, 'taken_back' from entered
        on conflict do nothing returning answer_id
      )
      select e.event_id from entered e join voided v on v.answer_id = e.id`);
    if (rows.length === 0) return refuse("taken_back", "This entry was taken back already.");
    const events = rows.map((row) => row.event_id);
    await deriveCurrent(tx, scope, unitId, events);
    return {
      result: { events: events.length },
      audit: [
        {
          action: "take_back",
          entity: "guest_unit",
          entityId: unitId,
          count: events.length,
          payload: { answers, call },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: unitId }, ...events.map((key) => ({ kind: "event" as const, key }))],
    };
  },
});
