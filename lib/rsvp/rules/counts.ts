import type { EventAnswer, InvitedEvent, SaidCount } from "@/lib/rsvp/types";

/** The places of the fullest of these functions: what "all of us" means. */
export const mostOf = (events: readonly InvitedEvent[]): { adults: number; children: number } => ({
  adults: Math.max(0, ...events.map((event) => event.adults)),
  children: Math.max(0, ...events.map((event) => event.children)),
});

const placesOf = ({ adults, children }: { adults: number; children: number }) => adults + children;

/** Whether so many have a place at the fullest of these functions. */
export function fits(count: SaidCount, events: readonly InvitedEvent[]): boolean {
  const said = "total" in count ? count.total : count.adults + count.children;
  return said <= Math.max(0, ...events.map(placesOf));
}

/** Whether that is everybody there are places for. */
export function isEverybody(count: SaidCount, events: readonly InvitedEvent[]): boolean {
  const { adults, children } = mostOf(events);
  return "total" in count
    ? count.total === adults + children
    : count.adults === adults && count.children === children;
}

/** A count as an answer for one function, within the places kept there; of a bare total the adults come first. */
export function answerWithin(event: InvitedEvent, count: SaidCount): EventAnswer {
  const places = placesOf(event);
  const adults = "total" in count ? Math.min(count.total, event.adults) : Math.min(count.adults, places);
  const children =
    "total" in count
      ? Math.min(count.total - adults, event.children)
      : Math.min(count.children, places - adults);
  return { eventId: event.eventId, answer: adults + children > 0 ? "yes" : "no", adults, children };
}

export const everybody = (event: InvitedEvent): EventAnswer => ({
  eventId: event.eventId,
  answer: "yes",
  adults: event.adults,
  children: event.children,
});

export const without = (event: InvitedEvent, answer: "no" | "maybe"): EventAnswer => ({
  eventId: event.eventId,
  answer,
  adults: 0,
  children: 0,
});

/** Whether a bare total leaves open how many of them are children. */
export function leavesOpen(count: SaidCount, events: readonly InvitedEvent[]): boolean {
  if (!("total" in count)) return false;
  return events.some(
    (event) =>
      event.adults > 0 &&
      event.children > 0 &&
      count.total > 0 &&
      count.total < event.adults + event.children,
  );
}
