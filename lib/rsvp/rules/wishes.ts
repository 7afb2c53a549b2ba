import type { InvitedEvent, OpenFunction, SaidCount, Wish } from "@/lib/rsvp/types";
import { wordsIn } from "./chat-languages";

/** More people than this are a slip of the finger, not a wish. */
const MOST_WISHED = 60;

const personsOf = ({ adults, children }: { adults: number; children: number }) => adults + children;

/** The places they would need at each function that keeps fewer; of a bare total the children are those that are known. */
export function wishesOf(count: SaidCount, events: readonly OpenFunction[]): Wish[] {
  const said = "total" in count ? count.total : personsOf(count);
  if (said > MOST_WISHED) return [];
  return events
    .filter((event) => !event.closed && said > personsOf(event))
    .map(({ eventId, children }) => ({
      eventId,
      ...("total" in count ? { adults: count.total - children, children } : count),
    }));
}

/** Whether two readings of a message wish for the same. */
export const sameWishes = (a: readonly Wish[], b: readonly Wish[]): boolean => {
  const key = (all: readonly Wish[]) =>
    all.map((one) => `${one.eventId} ${one.adults}+${one.children}`).sort();
  return key(a).join() === key(b).join();
};

/** A wish as the family decides on it, with a first draft of what to answer, in the guest's language. */
export interface OpenWish extends Wish {
  name: string;
  kept: { adults: number; children: number };
  drafts: { yes: string; no: string };
}

/** What a household still wishes for: of each function what it said last, and only where that many places are not kept by now. */
export function openWishes(
  said: readonly (readonly Wish[])[],
  invited: readonly InvitedEvent[],
  language: string,
): OpenWish[] {
  const latest = new Map(said.flat().map((wish) => [wish.eventId, wish]));
  const words = wordsIn(language);
  return invited.flatMap(({ eventId, name, adults, children }) => {
    const wish = latest.get(eventId);
    if (!wish || personsOf(wish) <= adults + children) return [];
    const drafts = {
      yes: words.placesNow(personsOf(wish), name),
      no: words.noMorePlaces(adults + children, name),
    };
    return [{ ...wish, name, kept: { adults, children }, drafts }];
  });
}
