import type { GuestLanguage } from "@/lib/kernel/languages";

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

/** What is written of a function, in one language. */
export interface EventWords {
  name: string | null;
  dress: string | null;
  note: string | null;
}

/** A function's words beside those it was written in first; `shownAt` (ISO 8601) is when they changed last. */
export type WordsByLanguage = Partial<
  Record<GuestLanguage, EventWords & { shownAt: string; version: number }>
>;
