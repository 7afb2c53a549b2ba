export type Answer = "yes" | "no" | "maybe";

export interface InvitedEvent {
  eventId: string;
  name: string;
  adults: number;
  children: number;
}

export interface EventAnswer {
  eventId: string;
  answer: Answer;
  adults: number;
  children: number;
}

export type ConversationState = "invited" | "counting" | "children" | "answered" | "human";

export interface Conversation {
  state: ConversationState;
  pendingTotal: number | null;
}

/** What a message means, before the conversation says what it does. */
export type Intent =
  | { kind: "answer"; answer: Answer; source: "button" | "word" }
  | { kind: "number"; value: number }
  | { kind: "stop" }
  | { kind: "unread" };

export interface Step {
  /** Empty where nothing is recorded. */
  answers: EventAnswer[];
  conversation: Conversation;
  /** What we say back; null where silence is right. */
  reply: string | null;
  outcome: "answered" | "prompted" | "opted_out" | "to_read";
}

export interface GuestFunction {
  id: string;
  name: string;
  startsAt: string | null;
  zone: string;
  venue: string | null;
  address: string | null;
  deadline: string | null;
  /** No answer is taken any more. */
  closed: boolean;
  seats: { adults: number; children: number };
  answer: { answer: "yes" | "no" | "maybe"; adults: number; children: number } | null;
}

export interface GuestPage {
  /** The household as it is now: one that joined another answers there. */
  unitId: string;
  household: string;
  wedding: string;
  hosts: string;
  functions: GuestFunction[];
}
