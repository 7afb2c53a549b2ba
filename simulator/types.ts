/** Anything parsed from JSON whose shape is not known yet. */
export type Fields = Record<string, unknown>;

export const KINDS = [
  "yes_tap",
  "yes_digit",
  "yes_fewer",
  "no_tap",
  "no_digit",
  "no_word",
  "maybe_tap",
  "maybe_word",
  "yes_word",
  "changes_mind",
  "stop",
  "silent",
  "no_whatsapp",
] as const;
/** How a scripted guest behaves. */
export type Kind = (typeof KINDS)[number];

export type Answer = "yes" | "no" | "maybe";

/** What a guest has finally told us. */
export interface Intent {
  answer: Answer | null;
  adults: number;
  children: number;
}

/** A tappable thing under one of our messages: `id` is the payload or the row id. */
export interface Button {
  id: string;
  title: string;
  description?: string;
}

export interface TemplateButton {
  type: string;
  text: string;
  url?: string;
}

/** A message template as the registry keeps it; `components` is what the Graph API shows. */
export interface Template {
  id: string;
  name: string;
  language: string;
  status: string;
  category: string;
  parameterFormat: "POSITIONAL" | "NAMED";
  components: Fields[];
  body: string;
  header: { format: string; text: string } | null;
  buttons: TemplateButton[];
}

/** Which provider a message goes through. */
export type Via = "meta" | "twilio";

export type Status = "accepted" | "sent" | "delivered" | "read" | "failed";

/** One accepted call: a row of the append-only ledger. */
export interface LedgerRow {
  dir: "out";
  seq: number;
  at: number;
  wamid: string;
  to: string;
  type: "template" | "text" | "interactive";
  template?: Template;
  params: string[];
  opaque?: string;
  /** Absent for templates, which are rendered when read: 100,000 rows stay small. */
  text?: string;
  buttons: Button[];
  listed?: boolean;
  /** How many messages this guest had been sent before this one. */
  nth: number;
  status: Status;
  failure?: number;
  /** Absent for Meta's. */
  via?: "twilio";
  /** Twilio: the content it was made of, where its statuses go, and when its turn in the queue comes. */
  content?: string;
  callback?: string;
  outAt?: number;
  /** When its status changed last. */
  movedAt?: number;
}

/** A message from a guest. */
export interface Inbound {
  dir: "in";
  seq: number;
  at: number;
  wamid: string;
  phone: string;
  kind: "button" | "button_reply" | "list_reply" | "text";
  text: string;
  payload?: string;
  description?: string;
  context?: string;
  via?: "twilio";
  /** The guest shows no number. */
  hidden?: boolean;
}

export interface Phone {
  /** Digits with country code, no plus. */
  digits: string;
  e164: string;
  userId: string;
  country: string;
  name: string;
  kind: Kind;
  manual: boolean;
  chat: (LedgerRow | Inbound)[];
  intent: Intent;
  stage: "new" | "answered" | "told_which" | "done";
  /** A scripted action of this guest is already on its way. */
  busy: boolean;
  repeats: number;
  outCount: number;
  inCount: number;
  templateCount: number;
  failedTemplates: number;
  calls: number;
  /** When the guest wrote last to each of our numbers: it opens that number's window alone. */
  lastInbound: Record<Via, number>;
  /** Theoretical arrival time of the pair rate (GCRA). */
  pairTat: number;
  lastAt: number;
}

/** A message of Twilio's account that none of our calls made: another number's, another program's. */
export interface Stray {
  dir: "stray";
  at: number;
  wamid: string;
  from: string;
  to: string;
  body: string;
  direction: "inbound" | "outbound-api" | "outbound-reply";
  status: string;
}

export type Range = [number, number];

export interface Config {
  webhookUrl: string;
  seed: number;
  weights: Record<Kind, number>;
  timings: { sent: Range; delivered: Range; read: Range; reply: Range };
  throughputPerSecond: number;
  batchMax: number;
  concurrency: number;
  latencyMs: number;
  backoffCapMs: number;
  webhookTimeoutMs: number;
  approvalMs: number;
  blockUsMarketing: boolean;
  twilioWebhookUrl: string;
  twilioPerSecond: number;
  /** Twilio writes the guest's business-scoped id under one name and documents another. */
  twilioUserIdField: "ExternalUserId" | "ExternalUserIdentifier";
  /** Twilio's documents speak of days alone where its list is asked for a time; here it does as they say. */
  twilioListsByDay: boolean;
}

export interface Faults {
  rates: Record<string, number>;
  webhooks: {
    duplicate: number;
    disorder: number;
    delayMs: Range;
    withhold: boolean;
    phoneless: number;
    /** Twilio's alone, which does not ask for ever: these never arrive. */
    lostStatuses: number;
    lostMessages: number;
  };
  /** What strikes so many calls of Twilio's list of messages, once so many have been answered. */
  list?: { kind: "throttle" | "error" | "reset" | "hang"; calls: number; after: number };
  retryAfterSeconds?: number;
  /** Calls of /messages left before the faults clear themselves. */
  until?: number;
}

/** The fixed identity of this simulated business number. */
export interface Identity {
  phoneNumberId: string;
  wabaId: string;
  displayNumber: string;
  appSecret: string;
  accessToken: string;
  verifyToken: string;
  twilioAccountSid: string;
  twilioAuthToken: string;
  /** E.164. */
  twilioNumber: string;
}
