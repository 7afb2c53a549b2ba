import type { PlanFacts } from "@/lib/events/types";

/** A function as it was or is, with which edition of it that was. */
export interface PlannedEvent extends PlanFacts {
  id: string;
  version: number;
}

const FACTS = ["startsAt", "zone", "venue", "address", "cancelled"] as const;

const factsOf = ({ startsAt, zone, venue, address, cancelled }: PlanFacts): PlanFacts => ({
  startsAt,
  zone,
  venue,
  address,
  cancelled,
});

/**
 * Whether guests would come to another place or at another hour. An address written down for the first time is no news,
 * and what is cancelled and stays so takes place nowhere.
 */
export function isMoved(before: PlanFacts, after: PlanFacts): boolean {
  if (before.cancelled && after.cancelled) return false;
  return FACTS.some((fact) => {
    if (before[fact] === after[fact]) return false;
    if (fact === "address") return before.venue === after.venue && before.address !== null;
    return fact !== "zone" || after.startsAt !== null;
  });
}

export interface ChangeNote {
  eventId: string;
  version: number;
  before: PlanFacts;
  after: PlanFacts;
  /** What nobody was told of ends where it began: there is nothing left to tell. */
  takenBack: boolean;
}

/**
 * What is to be written down after functions were changed. `open` is what nobody has been told of yet, by function, as
 * guests know it: what comes after it folds into it, from the first "was" to the last "is". `told` is what they were told
 * last, which is what they know of a function that was planned anew while it was cancelled.
 */
export function notesOfChanges(
  before: readonly PlannedEvent[],
  after: readonly PlannedEvent[],
  open: ReadonlyMap<string, PlanFacts>,
  told: ReadonlyMap<string, PlanFacts>,
): ChangeNote[] {
  const was = new Map(before.map((one) => [one.id, one]));
  return after.flatMap((now) => {
    const then = was.get(now.id);
    if (!then || !isMoved(then, now)) return [];
    const known = open.get(now.id) ?? (then.cancelled ? told.get(now.id) : undefined) ?? factsOf(then);
    return [
      {
        eventId: now.id,
        version: now.version,
        before: known,
        after: factsOf(now),
        takenBack: !isMoved(known, now),
      },
    ];
  });
}
