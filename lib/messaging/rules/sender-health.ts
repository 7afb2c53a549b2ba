import { RESTRICTIONS, type Restriction, type RestrictionType } from "@/lib/messaging/ports";

/** Whether a restriction of that kind is on a number at `now`; undefined where it is not, or its time is over. */
export const restrictionOn = (
  restrictions: readonly Restriction[],
  type: RestrictionType,
  now: Date,
): Restriction | undefined =>
  restrictions.find((one) => one.type === type && (one.until === null || new Date(one.until) > now));

/** Whether a number that may not open a conversation still answers whoever writes. */
export const mayAnswer = ({ state, restrictions }: Omit<SenderStanding, "reason">, now: Date): boolean =>
  state !== "stopped" && !restrictionOn(restrictions, "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", now);

export interface SenderStanding {
  state: "active" | "paused" | "stopped";
  /** `account:<the provider's word>`, `provider:<a code>`, or null. */
  reason: string | null;
  restrictions: readonly Restriction[];
}

/** What the provider says of a number, each part only where it says it. */
export interface HealthTold {
  /** Its word for why nothing may be sent; null takes back whatever it has said before. */
  stopped?: string | null | undefined;
  restrictions?: readonly Restriction[] | undefined;
  /** What was against its rules; nothing is taken away for it yet. */
  reproach?: string | undefined;
}

/**
 * How a number stands after that. Who may not write first is paused until the provider or a human says that it may again:
 * whoever is restricted for its waves should not send the rest by itself. Each restriction has its own end, and none
 * takes the place of another.
 */
export function standingAfter(before: SenderStanding, told: HealthTold): SenderStanding {
  if (told.stopped === null)
    return before.reason?.startsWith("account:") || before.state === "active"
      ? { state: "active", reason: null, restrictions: [] }
      : { ...before, restrictions: [] };
  if (told.stopped !== undefined) return { ...before, state: "stopped", reason: `account:${told.stopped}` };
  const restrictions = merged(before.restrictions, told.restrictions ?? []);
  if (before.state !== "active") return { ...before, restrictions };
  if (told.restrictions?.some(({ type }) => type === "RESTRICTED_BIZ_INITIATED_MESSAGING"))
    return { state: "paused", reason: "account:RESTRICTED_BIZ_INITIATED_MESSAGING", restrictions };
  return { ...before, restrictions, reason: told.reproach ? `account:${told.reproach}` : before.reason };
}

/** The latest word about each kind. */
function merged(held: readonly Restriction[], told: readonly Restriction[]): Restriction[] {
  const byType = new Map([...held, ...told].map((one) => [one.type, one]));
  return RESTRICTIONS.flatMap((type) => byType.get(type) ?? []);
}
