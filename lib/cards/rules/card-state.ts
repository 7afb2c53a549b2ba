import type { CardState } from "@/lib/cards/types";
import { type Refusal, refuse } from "@/lib/kernel/result";

export interface CardTimes {
  deletedAt: Date | null;
  closedAt: Date | null;
  answersUntil: Date;
}

/** Deleted before closed before over: the strongest of what is true. */
export function stateOf({ deletedAt, closedAt, answersUntil }: CardTimes, now: Date): CardState {
  if (deletedAt) return "deleted";
  if (closedAt) return "closed";
  return answersUntil <= now ? "over" : "open";
}

/** How long a deleted card can be brought back; then everything of it is erased. */
export const RESTORE_DAYS = 7;
const FURTHEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** May guests answer until then? */
export function extensionRefused(until: Date, now: Date): Refusal | null {
  if (until <= now) return refuse("in_the_past", "Choose a time that is still to come.");
  if (until.getTime() - now.getTime() > FURTHEST_DAYS * DAY_MS)
    return refuse("too_far", "Choose a day within the next year.");
  return null;
}

/** Whether the host may still change it. */
export const editRefused = (state: CardState): Refusal | null =>
  state === "deleted"
    ? refuse("deleted", "This card was deleted. Bring it back first, then change it.")
    : null;

/** Whether a guest may answer. */
export function answerRefused(state: CardState): Refusal | null {
  if (state === "open") return null;
  if (state === "deleted") return refuse("deleted", "This invitation was taken back.");
  if (state === "over") return refuse("over", "The time for answers is over. Please ask the host.");
  return refuse("closed", "The host takes no more answers here. Please ask them.");
}

/** A small gathering: whoever makes up devices, or taps without end, shall not fill a table with it. */
export const MOST_ANSWERS = 1_000;
export const MOST_CHANGES = 50;
export const MOST_OPENS = 5_000;

/** Whether one more answer is kept. `changes`: how often this device has changed its own; null where it has none yet. */
export function newAnswerRefused({
  answers,
  changes,
}: {
  answers: number;
  changes: number | null;
}): Refusal | null {
  const full = changes === null ? answers >= MOST_ANSWERS : changes >= MOST_CHANGES;
  return full
    ? refuse("full", "So many have answered already that we take no more here. Please tell the host.")
    : null;
}
