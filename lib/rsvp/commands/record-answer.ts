import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { recordAnswerInput } from "@/lib/rsvp/inputs";
import { listInvited } from "@/lib/rsvp/queries";
import { recordAnswers } from "./record-answers";

/** A parent's entry after a phone call. It keeps its author and stands beside what the guest said. */
export const recordAnswer = defineCommand({
  name: "rsvp.record-answer",
  permission: "answers.record",
  input: recordAnswerInput,
  inverse: "rsvp.record-answer",
  async run({ tx, scope, now }, { unitId, eventIds, answer, adults, children }) {
    if (answer === "yes" && adults + children === 0)
      return refuse("no_count", "How many are coming? A yes needs at least one person.");
    const invited = (await listInvited(tx, scope, unitId)).filter((event) =>
      eventIds.includes(event.eventId),
    );
    if (invited.length === 0)
      return refuse("not_invited", "This family is not invited to that function, or it is cancelled.");
    const counts = answer === "yes" ? { adults, children } : { adults: 0, children: 0 };
    const events = await recordAnswers(tx, scope, {
      unitId,
      answers: invited.map((event) => ({ eventId: event.eventId, answer, ...counts })),
      channel: "phone",
      personId: null,
      inboundId: null,
      answeredAt: now.toISOString(),
    });
    return {
      result: { events: events.length },
      audit: [
        {
          action: answer,
          entity: "guest_unit",
          entityId: unitId,
          count: events.length,
          payload: { eventIds: events, ...counts },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: unitId }, ...events.map((key) => ({ kind: "event" as const, key }))],
    };
  },
});
