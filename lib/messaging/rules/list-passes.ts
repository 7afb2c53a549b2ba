/** Inbound, then outbound, then what is in doubt. */
export type ListStage = "in" | "out" | "doubts";

/** One reading of a sender's messages in the provider's list, newest first, page by page. */
export interface ListPass {
  stage: ListStage;
  /** ISO 8601. What is younger than `until` is left to the next pass: its webhook may still be on the way. */
  since: string;
  until: string;
  /** Over many days, for receipts that came late. */
  deep: boolean;
  /** Where the stage goes on; null at its first page. */
  cursor: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A webhook that is asked six times, each with its timeout, is over well within this. */
export const SETTLE_MS = 5 * MINUTE;
/** Receipts come hours after their message, by whose time the list is asked. */
const OVERLAP_MS = 6 * HOUR;
const DEEP_MS = 7 * 24 * HOUR;
const DEEP_EVERY_MS = 24 * HOUR;

interface Seen {
  connectedAt: Date;
  seenUntil: Date | null;
  deepAt: Date | null;
}

/**
 * The pass that is due: from where the last one ended, with an overlap, once a day over a week. Never from before the
 * sender was connected: what its number did then is somebody else's. Null where there is nothing to see yet.
 */
export function nextPass(
  { connectedAt, seenUntil, deepAt }: Seen,
  now: Date,
  settleMs = SETTLE_MS,
): ListPass | null {
  const until = now.getTime() - settleMs;
  const deep = deepAt === null || now.getTime() - deepAt.getTime() >= DEEP_EVERY_MS;
  const from = seenUntil === null ? connectedAt.getTime() : seenUntil.getTime() - OVERLAP_MS;
  const since = Math.max(connectedAt.getTime(), deep ? Math.min(from, until - DEEP_MS) : from);
  if (since >= until) return null;
  const iso = (at: number) => new Date(at).toISOString();
  return { stage: "in", since: iso(since), until: iso(until), deep, cursor: null };
}

/** The pass after a page; null where it is over. */
export function afterPage(pass: ListPass, next: string | null): ListPass | null {
  if (next !== null) return { ...pass, cursor: next };
  if (pass.stage === "doubts") return null;
  return { ...pass, stage: pass.stage === "in" ? "out" : "doubts", cursor: null };
}

const FIRST_BACKOFF_SECONDS = 30;
const LONGEST_BACKOFF_SECONDS = 900;

/** How long to leave the provider alone after so many failures in a row, never less than it asked for. */
export const putOffSeconds = (failures: number, retryAfterSeconds = 0): number =>
  Math.max(
    retryAfterSeconds,
    Math.min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** Math.min(failures, 10)),
  );
