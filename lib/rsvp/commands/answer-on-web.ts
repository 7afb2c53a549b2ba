import { AppError } from "@/lib/kernel/errors";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { answerOnWebInput } from "@/lib/rsvp/inputs";
import { readGuestPage } from "@/lib/rsvp/queries/guest-page";
import { decideAnswers, type PageRefusal } from "@/lib/rsvp/rules/household-page";
import { lockAnswers } from "./lock-household";
import { recordAnswers } from "./record-answers";

const WHY: Record<PageRefusal, string> = {
  not_invited: "One of these functions is not part of this invitation any more. Please look again.",
  closed: "The date to answer by has passed. Please call the family.",
  cancelled: "This function is cancelled, so there is nothing to answer.",
  not_yours: "Somebody ticked here is not of this family any more. Please look again.",
  no_count: "Who is coming? Tick the names, or write how many.",
  too_many: "That is more than the places kept for you. Please call the family if more of you come.",
};

/**
 * A household's own answers, from its page, in the words of whoever speaks for it: so the same person in the chat and here
 * is one voice. Only functions it is invited to, for its own people, within the places kept, until the date.
 */
export const answerOnWeb = defineCommand({
  name: "rsvp.answer-on-web",
  permission: "answers.record",
  input: answerOnWebInput,
  irreversible: "The household changes its answer by answering again.",
  async run({ tx, scope, now }, { said }): Promise<Outcome<{ events: number }>> {
    if (scope.actor.kind !== "guest") throw new AppError("forbidden", "Only a household answers here.");
    // Two taps of one moment are decided one after the other.
    await lockAnswers(tx, scope, [scope.actor.unitId]);
    const page = await readGuestPage(tx, scope, scope.actor.unitId);
    if (!page) return refuse("gone", "This invitation is not there any more. Please ask the family.");
    const decided = decideAnswers(page, said);
    if ("refused" in decided)
      return refuse(decided.refused, WHY[decided.refused], { eventId: decided.eventId });
    if (decided.answers.length === 0) return { unchanged: { events: 0 } };
    const events = await recordAnswers(tx, scope, {
      unitId: page.unitId,
      spokenFor: scope.actor.unitId,
      answers: decided.answers,
      channel: "web",
      personId: page.speakerId,
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
          payload: decided.answers,
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [{ kind: "unit", key: page.unitId }, ...events.map((key) => ({ kind: "event" as const, key }))],
    };
  },
});
