import type { EventAnswer, Step } from "@/lib/rsvp/types";

/** What each message answers, in the order they were said, and the day its maybe is to be asked about again. */
export interface Book {
  facts: Map<string, readonly EventAnswer[]>;
  days: Map<string, string>;
}

/** The messages whose maybe stands for these functions, in their order. */
function maybes({ facts }: Book, events: readonly string[] | null): string[] {
  const latest = new Map<string, string>();
  for (const [id, answers] of facts)
    for (const { eventId, answer } of answers) {
      latest.delete(eventId);
      if (answer === "maybe") latest.set(eventId, id);
    }
  const meant = [...latest].filter(([eventId]) => events?.includes(eventId) ?? true);
  return [...facts.keys()].filter((id) => meant.some(([, by]) => by === id));
}

/** The day belongs to the maybe it was named with, and goes with it; a day for nothing that is not sure is none. */
export function dayNoted(step: Step, book: Book): Step {
  if (step.day) {
    const messages = maybes(book, step.day.events);
    for (const id of messages) book.days.set(id, step.day.on);
    if (messages.length === 0 && step.facts.length === 0)
      return { ...step, say: { kind: "standing", why: "asked", assumed: null }, outcome: "prompted" };
  }
  return { ...step, state: { ...step.state, askAgainOn: dayThatStands(book) } };
}

const dayThatStands = (book: Book): string | null =>
  maybes(book, null)
    .flatMap((id) => book.days.get(id) ?? [])
    .at(-1) ?? null;
