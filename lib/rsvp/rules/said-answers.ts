import type { EventAnswer, OpenFunction, Said, SaidCount, Turn, Wish } from "@/lib/rsvp/types";
import { answerWithin, everybody, fits, leavesOpen, mostOf, without } from "./counts";
import { wishesOf } from "./wishes";

/** How a bare total was split into adults and children, where that was ours to guess. */
export function assumedOf(
  turn: Turn,
  events: readonly OpenFunction[],
  count: SaidCount,
): { adults: number; children: number } | null {
  if (!turn.apart || !leavesOpen(count, events)) return null;
  const answers = events.map((event) => answerWithin(event, count));
  return mostOf(answers.map((one) => ({ ...one, name: "" })));
}

/** What was said in words, function by function; `tooMany`: where more were named than there are places, and what `wishes` that makes. */
export function spread(turn: Turn, parts: readonly Said[]) {
  const named = new Set(parts.flatMap((part) => (typeof part.events === "string" ? [] : part.events)));
  const facts = new Map<string, EventAnswer>();
  const tooMany: OpenFunction[] = [];
  const wishes: Wish[] = [];
  let assumed: { adults: number; children: number } | null = null;
  for (const { events: which, answer, count } of parts) {
    const events =
      which === "all"
        ? turn.events
        : turn.events.filter((event) =>
            which === "rest" ? !named.has(event.eventId) : which.includes(event.eventId),
          );
    if (answer === "yes" && count && !fits(count, events)) {
      tooMany.push(...events);
      wishes.push(...wishesOf(count, events));
    }
    if (answer === "yes" && count) assumed ??= assumedOf(turn, events, count);
    for (const event of events) {
      if (answer !== "yes") facts.set(event.eventId, without(event, answer));
      else facts.set(event.eventId, count ? answerWithin(event, count) : everybody(event));
    }
  }
  return { facts: [...facts.values()], tooMany, wishes, assumed };
}
