/** Why a household is not written to. Codes are stable: they are stored, shown and exported. */
export const REASONS = {
  NO_ADDRESS: "No phone number to write to",
  DO_NOT_MESSAGE: "Asked not to be messaged",
  NO_CONSENT: "Nobody confirmed that we may write to them",
  TEMPLATE_NOT_APPROVED: "WhatsApp has not approved this message",
  ALREADY_INVITED: "Already invited in this wave",
  ANSWERED: "Has answered by now",
  NOT_INVITED: "Is not invited, or not any more, to a function this message speaks of",
  NEWS_OUTDATED: "The function was changed again, or nobody is to be told any more",
  NOT_COMING: "Has not said that they come to this function",
  NOT_ASKED: "Has not got the invitation yet, so there is nothing to remind of",
  DEADLINE_PASSED: "It is too late: the date to answer by, or the function itself, has passed",
  SHARED_NUMBER: "Another household of this run has the same number",
  CATEGORY_CHANGED: "WhatsApp put this message into another category than the one you approved",
  FUNCTION_CANCELLED: "The message speaks of a function that is cancelled",
  TOO_LONG: "The message, filled for them, is longer than WhatsApp takes",
  MARKETING_STOPPED: "Stopped marketing messages from this number",
  US_MARKETING: "WhatsApp delivers no marketing messages to numbers in the USA",
  COUNTRY_BLOCKED: "This number may not write to that country",
  DAILY_LIMIT: "WhatsApp lets this number write to no more people today; it waits",
  NEW_PER_HOUR: "This number may write to only so many new people an hour; it waits",
  FREQUENCY_CAP: "Written to as often as your own rules allow; it waits",
  QUIET_HOURS: "It is night where they live; it waits",
  ON_HOLD: "WhatsApp asked us to wait before writing to them again",
  WINDOW_CLOSED: "More than 24 hours since they last wrote",
} as const;
export type ReasonCode = keyof typeof REASONS;

/** What the database knows about one household (or one claimed message) at the moment of deciding. */
export interface GateFacts {
  hasAddress: boolean;
  templateApproved: boolean;
  categoryAsApproved: boolean;
  /** The message names, or asks about, a function that does not take place. Of news false. */
  functionCancelled: boolean;
  /** Filled for them, it has more characters than the provider takes. Settled at the freeze. */
  tooLong: boolean;
  suppressed: boolean;
  hasConsent: boolean;
  marketingStopped: boolean;
  /** A marketing message to a number of the USA. */
  usMarketing: boolean;
  countryBlocked: boolean;
  /** It names, or links to, what they are not invited to: thanks to somebody who never was, or since the freeze. */
  notInvited: boolean;
  invitedInWave: boolean;
  /** Of news about a changed function: it is not right any more. Of anything else false. */
  newsOutdated: boolean;
  /** Of such news: they do not say yes or maybe to that function. */
  notComing: boolean;
  /** Of a reminder: they have answered; of news: since the change. Of anything else false, like the two that follow. */
  answered: boolean;
  notAsked: boolean;
  deadlinePassed: boolean;
  numberTaken: boolean;
  onHold: boolean;
  /** The provider's limit of people within 24 hours is reached. */
  overLimit: boolean;
  /** Never written to from this number, and its limit of new people within an hour is reached. */
  overHour: boolean;
  overCap: boolean;
  quietNow: boolean;
}

/** A fact, the value of it that keeps a message back, and the reason. */
export type GateRule<Facts> = readonly [fact: keyof Facts & string, refusedWhen: boolean, reason: ReasonCode];

/**
 * The gate for messages that open a conversation, in the order of the provider's own rules (what is sent, to whom it may
 * go, on what ground, then when): the first rule that keeps the message back gives the reason.
 */
export const OPENING_RULES: readonly GateRule<GateFacts>[] = [
  ["hasAddress", false, "NO_ADDRESS"],
  ["templateApproved", false, "TEMPLATE_NOT_APPROVED"],
  ["categoryAsApproved", false, "CATEGORY_CHANGED"],
  ["functionCancelled", true, "FUNCTION_CANCELLED"],
  ["tooLong", true, "TOO_LONG"],
  ["suppressed", true, "DO_NOT_MESSAGE"],
  ["hasConsent", false, "NO_CONSENT"],
  ["marketingStopped", true, "MARKETING_STOPPED"],
  ["usMarketing", true, "US_MARKETING"],
  ["countryBlocked", true, "COUNTRY_BLOCKED"],
  ["notInvited", true, "NOT_INVITED"],
  ["newsOutdated", true, "NEWS_OUTDATED"],
  ["invitedInWave", true, "ALREADY_INVITED"],
  ["notComing", true, "NOT_COMING"],
  ["answered", true, "ANSWERED"],
  ["notAsked", true, "NOT_ASKED"],
  ["deadlinePassed", true, "DEADLINE_PASSED"],
  ["numberTaken", true, "SHARED_NUMBER"],
  ["onHold", true, "ON_HOLD"],
  ["overLimit", true, "DAILY_LIMIT"],
  ["overHour", true, "NEW_PER_HOUR"],
  ["overCap", true, "FREQUENCY_CAP"],
  ["quietNow", true, "QUIET_HOURS"],
];

/** The gate for replies inside a chat the guest opened. */
export interface ReplyFacts {
  suppressed: boolean;
  windowOpen: boolean;
}
export const REPLY_RULES: readonly GateRule<ReplyFacts>[] = [
  ["suppressed", true, "DO_NOT_MESSAGE"],
  ["windowOpen", false, "WINDOW_CLOSED"],
];

/** Null lets the message go, a code says why not. `queries.ts` says the same in SQL, made of the same rules. */
export const gate = <Facts extends object>(
  rules: readonly GateRule<Facts>[],
  facts: Facts,
): ReasonCode | null => rules.find(([fact, refusedWhen]) => facts[fact] === refusedWhen)?.[2] ?? null;

/** What passes by itself is waited for at sending, not refused; what is wrong with the message itself halts the run. */
export const WAITS: readonly ReasonCode[] = [
  "ON_HOLD",
  "DAILY_LIMIT",
  "NEW_PER_HOUR",
  "FREQUENCY_CAP",
  "QUIET_HOURS",
];
export const HALTS: readonly ReasonCode[] = [
  "TEMPLATE_NOT_APPROVED",
  "CATEGORY_CHANGED",
  "FUNCTION_CANCELLED",
];

export interface QuietHours {
  /** Hours of a clock, 0 to 23; `from` 21 `to` 8 is the night. */
  from: number;
  to: number;
}

const HOUR_MS = 3_600_000;

/**
 * When it stops being quiet in every one of these zones, or null where it is quiet in none of them now. Nobody is woken
 * wherever in their country they live; where no hour of a day is awake everywhere, the first zone decides.
 */
export function quietUntil(zones: readonly string[], now: Date, hours: QuietHours): Date | null {
  const isQuiet = (zone: string, at: number): boolean => {
    const hour = hourIn(zone, at);
    return hours.from < hours.to
      ? hour >= hours.from && hour < hours.to
      : hour >= hours.from || hour < hours.to;
  };
  const everywhere = (at: number, among: readonly string[]) => among.every((zone) => !isQuiet(zone, at));
  const from = now.getTime();
  if (zones.length === 0 || everywhere(from, zones)) return null;
  // Clocks turn at whole quarters of an hour.
  const quarter = HOUR_MS / 4;
  const first = Math.ceil((from + 1) / quarter) * quarter;
  for (const among of [zones, zones.slice(0, 1)])
    for (let at = first; at <= first + 25 * HOUR_MS; at += quarter)
      if (everywhere(at, among)) return at === first && everywhere(from, among) ? null : new Date(at);
  return null;
}

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

function hourIn(zone: string, at: number): number {
  let clock = CLOCKS.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", hourCycle: "h23" });
    CLOCKS.set(zone, clock);
  }
  return Number(clock.format(at));
}
