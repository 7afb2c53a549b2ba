import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { recordCallInput } from "@/lib/rsvp/inputs";
import { listInvited } from "@/lib/rsvp/queries";
import { lockAnswers } from "./lock-household";
import { enterAnswers, livesThere, NOT_A_MEMBER } from "./record-answer";

type TaskRow = {
  unit_id: string;
  /** The call was open: see the condition below. */
  before: "no_answer" | "call_again" | null;
  note: string | null;
  version: number;
};

/** A call that reached them, and what they said: for every function with all places kept for them, or each for itself. */
export const recordCall = defineCommand({
  name: "rsvp.record-call",
  permission: "answers.record",
  input: recordCallInput,
  inverse: "rsvp.take-back-answer",
  async run({ tx, scope, now }, { taskId, version, said, saidBy }) {
    const { rows } = await tx.execute<TaskRow>(sql`
      update call_tasks c set outcome = 'reached', outcome_by = ${actorLabel(scope.actor)}, outcome_at = now(), version = c.version + 1
      where c.wedding_id = ${scope.weddingId} and c.id = ${taskId} and c.version = ${version} and (c.outcome is null or c.outcome in ('no_answer', 'call_again'))
      returning fence.home_of(c.wedding_id, c.unit_id) as unit_id, old.outcome as before, c.note, c.version`);
    const [task] = rows;
    if (!task)
      return refuse("stale", "Somebody else wrote down this call in the meantime. Please look at it again.");
    const unitId = task.unit_id;
    await lockAnswers(tx, scope, [unitId]);
    const invited = await listInvited(tx, scope, unitId);
    const answers =
      typeof said === "string"
        ? invited.map(({ eventId, adults, children }) => ({ eventId, answer: said, adults, children }))
        : said.filter((one) => invited.some((event) => event.eventId === one.eventId));
    if (answers.length === 0) return refuse("not_invited", "This family is not invited to anything now.");
    if (answers.some((one) => one.answer === "yes" && one.adults + one.children === 0))
      return refuse("no_count", "How many are coming? A yes needs at least one person.");
    if (saidBy && !(await livesThere(tx, scope, { unitId, personId: saidBy })))
      return refuse("not_a_member", NOT_A_MEMBER);
    const { events, entry } = await enterAnswers(tx, scope, {
      unitId,
      answers,
      channel: "phone",
      personId: saidBy,
      now,
    });
    const call = { taskId, version: task.version, outcome: task.before, note: task.note };
    return {
      result: {
        events: events.length,
        undo: { command: "rsvp.take-back-answer", input: { entries: [entry], call } },
      },
      audit: [
        {
          action: "reached",
          entity: "guest_unit",
          entityId: unitId,
          count: Math.max(1, events.length),
          payload: { taskId, answers },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: unitId }, ...events.map((key) => ({ kind: "event" as const, key }))],
    };
  },
});
