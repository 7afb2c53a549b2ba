import { stateOf } from "./attempts";

/** An attempt whose call had no answer. */
export interface Doubt {
  /** ISO 8601, by our clock. */
  startedAt: string;
  /** What was to be sent, as the guest would read it; null where it cannot be told any more. */
  text: string | null;
  /** Other attempts of ours to this number about the same time, of which the provider's id is not known either. */
  rivals: number;
}

/** A message of the provider's list to the doubt's number. */
export interface Candidate {
  createdAt: string;
  text: string | null;
  /** The provider's word. */
  status: string;
  byCall: boolean;
  /** It is another attempt's. */
  taken: boolean;
}

/** Clocks differ a little, and Twilio tells whole seconds. */
const BEFORE_MS = 5_000;
/** A call is given up after ten seconds; what it sent is taken soon after, or never. */
const AFTER_MS = 60_000;

/** When a message of this attempt can have been taken. */
export const takenWithin = (startedAt: string): { from: Date; to: Date } => ({
  from: new Date(Date.parse(startedAt) - BEFORE_MS),
  to: new Date(Date.parse(startedAt) + AFTER_MS),
});

/** How far apart two attempts must be for one message not to be either's. */
export const RIVAL_SECONDS = (BEFORE_MS + AFTER_MS) / 1_000;

const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/**
 * The one message that must be this attempt's: the only one to this number about that time that is nobody else's, with
 * the same words, which went out. Anything less proves nothing: null, and a human decides. That it failed is never
 * concluded: a failure may be tried again by itself, and what only looks like ours must not cause a second message.
 */
export function provenBy<C extends Candidate>(doubt: Doubt, listed: readonly C[]): C | null {
  if (doubt.text === null || doubt.rivals > 0) return null;
  const { from, to } = takenWithin(doubt.startedAt);
  const near = listed.filter(({ createdAt, taken }) => {
    const at = Date.parse(createdAt);
    return !taken && at >= from.getTime() && at <= to.getTime();
  });
  const [one] = near;
  if (!one || near.length > 1) return null;
  const state = stateOf(one.status);
  const out = state !== null && state !== "failed";
  return one.byCall && out && one.text !== null && plain(one.text) === plain(doubt.text) ? one : null;
}
