/** When and where a function is, and whether it is at all: what guests must be told when it changes. */
export interface PlanFacts {
  startsAt: string | null;
  zone: string;
  venue: string | null;
  address: string | null;
  cancelled: boolean;
}

/** A function that was moved or cancelled. */
export interface EventChange {
  id: string;
  eventId: string;
  event: string;
  before: PlanFacts;
  after: PlanFacts;
  eventVersion: number;
  changedAt: string;
  confirmAgain: boolean;
  state: "open" | "told" | "dismissed";
  toldAt: string | null;
}
