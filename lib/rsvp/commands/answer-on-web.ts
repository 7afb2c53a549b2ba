import { AppError } from "@/lib/kernel/errors";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { answerOnWebInput } from "@/lib/rsvp/inputs";
import { readGuestPage } from "@/lib/rsvp/queries/guest-page";
import { recordAnswers } from "./record-answers";

/** A household's own answers, from its page. Only functions it is invited to, within the places kept, until the date. */
export const answerOnWeb = defineCommand({
  name: "rsvp.answer-on-web",
  permission: "answers.record",
  input: answerOnWebInput,
  irreversible: "The household changes its answer by answering again.",
  async run({ tx, scope, now }, { answers }) {
    if (scope.actor.kind !== "guest") throw new AppError("forbidden", "Only a household answers here.");
    const page = await readGuestPage(tx, scope, scope.actor.unitId);
    if (!page) return refuse("gone", "This invitation is not there any more. Please ask the family.");
    const invited = new Map(page.functions.map((one) => [one.id, one]));
    for (const one of answers) {
      const event = invited.get(one.eventId);
      if (!event) return refuse("not_invited", "One of these functions is not part of this invitation.");
      if (event.closed)
        return refuse("closed", `The date to answer for ${event.name} has passed. Please call the family.`);
      if (one.answer === "yes" && one.adults + one.children === 0)
        return refuse("no_count", `How many of you come to ${event.name}?`);
      if (one.adults + one.children > event.seats.adults + event.seats.children)
        return refuse(
          "too_many",
          `${event.seats.adults + event.seats.children} places are kept for you at ${event.name}. Please call the family if more of you come.`,
        );
    }
    const events = await recordAnswers(tx, scope, {
      unitId: page.unitId,
      answers: answers.map((one) => (one.answer === "yes" ? one : { ...one, adults: 0, children: 0 })),
      channel: "web",
      personId: null,
      inboundId: null,
      answeredAt: now.toISOString(),
    });
    return {
      result: { events: events.length },
      audit: [
        {
          action: "answer",
          entity: "guest_unit",
          entityId: page.unitId,
          count: Math.max(1, events.length),
          payload: answers,
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: page.unitId }, ...events.map((key) => ({ kind: "event" as const, key }))],
    };
  },
});
