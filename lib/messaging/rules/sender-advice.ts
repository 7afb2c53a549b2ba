import type { RestrictionType } from "@/lib/messaging/ports";
import { mayAnswer, restrictionOn, type SenderStanding } from "./sender-health";

export interface SenderCondition extends SenderStanding {
  provider: "meta" | "twilio" | "wa_link";
  quality: string | null;
}

export interface Advice {
  /** What is the matter, for a parent. */
  title: string;
  /** What to do about it. */
  todo: string;
  severity: "stop" | "care";
  /** When it ends by itself, ISO 8601, where WhatsApp has said so. */
  until: string | null;
  /** Somebody who has settled it with the provider may say so. */
  settled: boolean;
}

type Words = Pick<Advice, "title" | "todo">;

/** While it may write to nobody first, and answers; and while it may do neither. */
const OPENS_NONE: Words = {
  title: "WhatsApp lets this number write to nobody first",
  todo: "Guests who write are still answered. Open WhatsApp Manager, look at “Account quality”, ask for a review there; until then send from another number, or call.",
};
const SENDS_NONE: Words = {
  title: "WhatsApp lets this number send nothing for now",
  todo: "What guests write still arrives and waits here. Open WhatsApp Manager, look at “Account quality”, ask for a review there; until then call, or send from another number.",
};

const BY_REASON: readonly [RegExp, Words][] = [
  [
    /130497|21408/,
    {
      title: "This number may not write to its own country",
      todo: "Open the provider’s own manager: the country of the business, or the permission to write there, is missing. Mend it, then let it send again.",
    },
  ],
  [
    /DISABLED|ACCOUNT_DELETED|ACCOUNT_OFFBOARDED/,
    {
      title: "WhatsApp has closed this account",
      todo: "Open WhatsApp Manager and ask for a review. Move what is left to another number or to relatives’ phones meanwhile.",
    },
  ],
  [
    /:(?:131042|134011)$|PAYMENT/i,
    {
      title: "WhatsApp was not paid",
      todo: "Add or renew the payment method in WhatsApp Manager, then let it send again.",
    },
  ],
  [
    /:(?:0|190|20003|63001)$|TOKEN/i,
    {
      title: "The key to this number has expired",
      todo: "The operator puts a new access token into the environment, then lets it send again.",
    },
  ],
  [
    /:(?:3|10|2\d\d|131005)$/,
    {
      title: "The key to this number may not send with it",
      todo: "The operator gives the token’s user both WhatsApp permissions for this account, then lets it send again.",
    },
  ],
  [
    /:(?:33|131045|133\d\d\d|136024)$/,
    {
      title: "This number is not set up at WhatsApp",
      todo: "The operator registers it (step 4 of “A real number at Meta” in the manual), then lets it send again.",
    },
  ],
  [
    /:131037$/,
    {
      title: "WhatsApp has not approved this number’s name yet",
      todo: "See in WhatsApp Manager, under “Phone numbers”, what the name waits for; then let it send again.",
    },
  ],
  [
    /:(?:131048|63026)$/,
    {
      title: "Too many guests blocked or reported this number",
      todo: "WhatsApp holds its messages back. Wait a day or two, then write to few, who know you; call the others, or ask relatives to send from their own phones.",
    },
  ],
  [
    /:131063$/,
    {
      title: "WhatsApp lets this account send no invitations by this way",
      todo: "In WhatsApp Manager marketing messages are kept to another interface. The operator allows them for the Cloud API, then lets it send again.",
    },
  ],
  [
    /:131064$/,
    {
      title: "WhatsApp says that invitations were sent as service messages",
      todo: "Hand invitations in as marketing from now on. Open WhatsApp Manager, look at “Account quality”, and let it send again when the limit there is over.",
    },
  ],
  [
    /:63038$/,
    {
      title: "Twilio lets this account send no more today",
      todo: "Let it send again tomorrow, or ask the operator to have Twilio raise the account’s limit.",
    },
  ],
  [
    /:(?:20404|21606|21703|21712|63002|63007|63008|63020)$/,
    {
      title: "This number is not set up at Twilio",
      todo: "The operator compares the account and the WhatsApp sender in the Twilio Console with what is set here, then lets it send again.",
    },
  ],
  [
    /:(?:131031|368)$/,
    {
      title: "WhatsApp has locked this account",
      todo: "Open WhatsApp Manager, look at “Account quality”, ask for a review there. Move what is left to another number or to relatives’ phones meanwhile.",
    },
  ],
];

/** What a number may not do while it goes on sending, the worst first. */
const BY_RESTRICTION: readonly [RestrictionType, Words][] = [
  [
    "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
    {
      title: "WhatsApp lets this number answer nobody for now",
      todo: "What guests write still arrives and waits here. Call them, or answer from your own phone, and ask for a review under “Account quality” in WhatsApp Manager.",
    },
  ],
  [
    "RESTRICTED_UTILITY_TEMPLATES",
    {
      title: "WhatsApp lets this number send no service messages for now",
      todo: "Use a message that WhatsApp counts as marketing, and ask for a review under “Account quality” in WhatsApp Manager.",
    },
  ],
];

const REPROACHED: Words = {
  title: "WhatsApp says that something sent was against its rules",
  todo: "Everything still leaves. Open WhatsApp Manager, look under “Account quality” at what it was, and leave it out from now on: the next time the number may be stopped.",
};

/** The warning that holds now; null where there is none. */
function warningOf({ restrictions, reason }: SenderStanding, now: Date): Advice | null {
  for (const [type, words] of BY_RESTRICTION) {
    const held = restrictionOn(restrictions, type, now);
    if (held) return { severity: "care", ...words, until: held.until, settled: true };
  }
  return reason?.includes("ACCOUNT_VIOLATION")
    ? { severity: "care", ...REPROACHED, until: null, settled: true }
    : null;
}

/** Why a number stands still, and until when, where WhatsApp has said so. */
function stopOf(sender: SenderCondition, now: Date): Words & { until: string | null } {
  const { provider, state, reason, restrictions } = sender;
  if (state === "paused") {
    const held = restrictions.find(({ type }) => type === "RESTRICTED_BIZ_INITIATED_MESSAGING");
    return { ...(mayAnswer(sender, now) ? OPENS_NONE : SENDS_NONE), until: held?.until ?? null };
  }
  const known = BY_REASON.find(([pattern]) => reason !== null && pattern.test(reason))?.[1];
  const words = known ?? {
    title: `${provider === "twilio" ? "Twilio" : "WhatsApp"} has restricted this number`,
    todo: "Nothing leaves from it. See in the provider’s own manager what is wrong, mend it, then let it send again.",
  };
  return { ...words, until: null };
}

/** What a family should know and do about a number; null where all is well. */
export const adviceOf = (sender: SenderCondition, now: Date): Advice | null =>
  sender.state === "active"
    ? (warningOf(sender, now) ?? qualityAdvice(sender.quality))
    : { severity: "stop", ...stopOf(sender, now), settled: true };

function qualityAdvice(quality: string | null): Advice | null {
  const words = quality === null ? undefined : BY_QUALITY[quality];
  return words ? { severity: "care", ...words, until: null, settled: false } : null;
}

const BY_QUALITY: Record<string, Words> = {
  RED: {
    title: "Many guests block or report this number",
    todo: "Write less, and only to those who know you: WhatsApp restricts a number that stays like this. Calls and relatives’ phones do no harm.",
  },
  YELLOW: {
    title: "Some guests block or report this number",
    todo: "Wait a few days before the next wave, and say in the message who you are.",
  },
};

/** How a template does, by the provider's word for its state; one that is flagged is still approved. */
export const templateState = ({ status, quality }: { status: string; quality: string | null }): string =>
  status === "APPROVED" && quality === "FLAGGED" ? "FLAGGED" : status;

/** What a template's state means, for a parent; the provider's own words where there are none. */
export const TEMPLATE_STATES: Record<string, { label: string; todo: string | null }> = {
  APPROVED: { label: "Approved by WhatsApp", todo: null },
  SUBMITTING: { label: "Being handed in", todo: null },
  PENDING: { label: "WhatsApp is looking at it", todo: "This takes minutes, sometimes a day." },
  IN_APPEAL: { label: "WhatsApp looks at it again", todo: null },
  REJECTED: {
    label: "Refused by WhatsApp",
    todo: "Write another message with other words and hand it in under a new name.",
  },
  REFUSED: { label: "Not accepted", todo: "The reason is below. Write it again under a new name." },
  PAUSED: {
    label: "Paused by WhatsApp",
    todo: "Too many guests blocked or reported it. Use another message meanwhile: it comes back after some hours, or when somebody lets it in WhatsApp Manager.",
  },
  DISABLED: { label: "Switched off by WhatsApp", todo: "It was paused too often. Write another message." },
  FLAGGED: { label: "Warned by WhatsApp", todo: "It is about to be paused: send less with it." },
  ARCHIVED: { label: "Put away by WhatsApp", todo: "It was not used for a year." },
  LOCKED: {
    label: "Locked by WhatsApp",
    todo: "It can be sent or changed no more for now. Use another message.",
  },
  LIMIT_EXCEEDED: {
    label: "Not taken by WhatsApp",
    todo: "The account has as many messages as it may. Delete one that is not needed in WhatsApp Manager, then hand this one in again.",
  },
  UNSUBMITTED: {
    label: "Not handed in",
    todo: "It is written at the provider, but WhatsApp has not been asked. Hand it in there.",
  },
  PENDING_DELETION: { label: "Being deleted", todo: null },
  DELETED: { label: "Deleted", todo: null },
};
