import type { ButtonAction } from "@/lib/messaging/rules/payloads";

export type Answer = "yes" | "no" | "maybe";

/** A person who writes, and the household it counts for. */
export interface KnownSender {
  unitId: string;
  personId: string | null;
  side: "bride" | "groom" | "both";
  name: string;
  /** Of the household. */
  language: string;
}

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

/** A function a message can answer, with the places kept for the household, as they were when it was written. */
export interface OpenFunction extends InvitedEvent {
  /** As it was named first, where `name` is another one, in the household's language. */
  written?: string | null;
  /** The date to answer had passed. */
  closed: boolean;
}

/** What a guest's message says: a button of an invitation, a choice under a question of ours, or typed words. */
export type Meaning =
  | { kind: "button"; action: "yes" | "some" | "maybe" | "no" }
  | { kind: "tap"; ask: Ask; key: string }
  | Reading;

/** One message of a guest, with all it is understood by: the same message read again means the same. */
export interface Turn {
  /** The provider's id of the message. */
  inboundId: string;
  meaning: Meaning;
  events: readonly OpenFunction[];
  /** Children are counted apart. */
  apart: boolean;
  /** The day it was written, in the wedding's zone: YYYY-MM-DD. */
  today: string;
  /** An invitation or reminder came after the guest's message before: its menu is the last on the screen. */
  newMenu: boolean;
  /** The last invitation, reminder or news before it; null where none was sent, or was kept with the message. */
  menu?: Menu | null;
  /** What typed words were written under, as a reply to it: a message with a menu, or a question of ours. */
  quoted?: "menu" | OpenAsk | null;
  /** It was written under a person's own words, or what another household was asked: only what names a function is an answer. */
  aside?: boolean | null;
  /** Nothing can be said back: whoever wrote it shows no number, or has stopped our messages. */
  mute?: boolean;
}

/** Places a household would need at a function that keeps fewer for it. */
export interface Wish {
  eventId: string;
  adults: number;
  children: number;
}

/** What the buttons of an invitation, a reminder or news mean, and so its digits, and for which functions. */
export interface Menu {
  events: readonly string[];
  actions: readonly ButtonAction[];
}

/** A message as it is kept, to be read again in its place. */
export interface KeptTurn extends Omit<Turn, "newMenu"> {
  /** Our id of the message. */
  id: string;
  personId: string | null;
  at: string;
  /** When the last invitation or reminder before it went out. */
  menuAt: string | null;
  /** What became of it when it was last read, and the day its maybe was to be asked about again. */
  outcome: string;
  askAgainOn: string | null;
  wishes: readonly Wish[];
}

export type OpenAsk = Extract<Ask, { kind: "functions" | "count" | "when" }>;

export interface ChatState {
  /** The question that typed words answer. */
  ask: OpenAsk | null;
  /** The guest was told that a human reads: not told again until something was understood. */
  human: boolean;
  /** The day named with a maybe that stands. */
  askAgainOn: string | null;
  /** Our last words spoke of all functions: with the menu of digits below, or with what stands for each of them. */
  listed: "menu" | "standing" | null;
}

/** What we say back, before it is known what stands after it. */
export type Say =
  | {
      kind: "standing";
      why: "noted" | "taken_back" | "nothing_to_take_back" | "asked";
      assumed: { adults: number; children: number } | null;
      /** Functions it was too late for. */
      late?: readonly string[];
    }
  /** `wished`: they are so many, and more than the places kept. */
  | { kind: "ask"; ask: OpenAsk; wrong: boolean; wished?: number }
  | { kind: "menu" }
  | { kind: "to_family" }
  | { kind: "back_in" }
  | { kind: "too_late"; events: readonly string[] };

export interface Step {
  /** What this message answers; empty where nothing is recorded. */
  facts: EventAnswer[];
  /** The message whose answers it takes back. */
  takesBack: string | null;
  /** The day to ask again about what is not sure yet of these functions; null: of all. */
  day: { on: string; events: readonly string[] | null } | null;
  /** More places than are kept: a human of the family decides. */
  wishes: readonly Wish[];
  state: ChatState;
  /** Null where silence is right. */
  say: Say | null;
  outcome: "answered" | "taken_back" | "prompted" | "opted_out" | "opted_in" | "to_read" | "ignored";
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

/** How many come: one number, or adults and children apart. */
export type SaidCount = { total: number } | { adults: number; children: number };

/** What a guest said of some functions; `rest` are those the same message does not name. */
export interface Said {
  events: "all" | "rest" | readonly string[];
  answer: Answer;
  /** Null where the answer is no or maybe, or a yes came without a number. */
  count: SaidCount | null;
}

/** What typed words say, before the chat's state says what that does. */
export type Reading =
  /** "haan", "yes, 4", "2 log mehndi only", "mehndi nahi, baaki sab": in the order of the text, each function at most once. */
  | { kind: "said"; said: readonly Said[] }
  /** Bare numbers in their order ("4", "1 3 5", "2,4,4"): a choice or a count, by what was asked. */
  | { kind: "numbers"; values: readonly number[] }
  /** "3+2", "3 adults 2 kids": a count and nothing else. */
  | { kind: "people"; adults: number; children: number }
  /** "some of us", "kuch log": some people or some functions, not said which. */
  | { kind: "some" }
  /** Not sure yet; the day to ask again as YYYY-MM-DD where one was named. */
  | { kind: "later"; on: string | null }
  /** "that was wrong", "galat ho gaya" */
  | { kind: "undo" }
  /** "what did we answer?" */
  | { kind: "status" }
  | { kind: "stop" }
  /** "START": our messages may come again. */
  | { kind: "start" }
  /** "thank you", "🙏": nothing to do and nothing to read. */
  | { kind: "courtesy" }
  /**
   * Anything that is not certain: a human reads it. `day`: it is nothing but a day, which answers when to ask again; null
   * where it leaves open which one.
   */
  | { kind: "unread"; day?: string | null };

/** What a text is read against. */
export interface ReadingContext {
  /** The functions this household was asked about, in the order of their menu. */
  events: readonly { eventId: string; name: string; written?: string | null }[];
  /** The day it was written, in the wedding's zone: YYYY-MM-DD. */
  today: string;
}

/** What stands for one function, as we tell it back. */
export interface Standing {
  name: string;
  answer: Answer | null;
  adults: number;
  children: number;
  /** Persons of this yes who wait for a place, because the function is full. */
  waiting: number;
}

/** A question of ours that taps and digits answer; kept with the message that asked it, so an old button keeps its meaning. */
export type Ask =
  /** Choices: one per function, in this order. */
  | { kind: "functions"; events: readonly string[] }
  /** How many come to these functions. `most`: the places kept; `apart`: children are counted apart. */
  | {
      kind: "count";
      events: readonly string[];
      most: { adults: number; children: number };
      apart: boolean;
      /** Functions that were asked about and not chosen: nobody comes there. */
      without?: readonly string[];
    }
  /** When to ask again about these functions: choices in days from today. Questions of before do not name them. */
  | { kind: "when"; days: readonly number[]; events?: readonly string[] }
  /** Which of the households that share this number writes. */
  | { kind: "household"; units: readonly string[]; inboundId: string }
  /** Under a summary: `undo` takes back the answer of that message (the provider's id of it), `some` changes it. */
  | { kind: "noted"; inboundId: string };

/** What the chat says back, without a language. Every question carries its own choices. */
export type ChatReply =
  /** After each change, and when asked: what stands, and how to change it. */
  | {
      kind: "standing";
      why: "noted" | "taken_back" | "nothing_to_take_back" | "asked";
      household: string;
      lines: readonly Standing[];
      /** Where a bare total was split into adults and children by us: "write 2+2 if it is otherwise". */
      assumed: { adults: number; children: number } | null;
      /** Functions of the same message that it was too late to answer or to take back. */
      late?: readonly string[];
      /** The day on which we ask again, YYYY-MM-DD. */
      askAgainOn: string | null;
      ask: Extract<Ask, { kind: "noted" }> | null;
    }
  /** `names` go with `ask.events`; `page`: the household's own page, where more than nine functions do not fit a list. */
  | {
      kind: "ask_functions";
      names: readonly string[];
      page: string | null;
      ask: Extract<Ask, { kind: "functions" }>;
    }
  /** `wrong`: the number before was none of the possible ones; `wished`: it was more than the places kept. */
  | {
      kind: "ask_count";
      names: readonly string[];
      wrong: boolean;
      wished?: number;
      ask: Extract<Ask, { kind: "count" }>;
    }
  | { kind: "ask_when"; household: string; ask: Extract<Ask, { kind: "when" }> }
  | { kind: "ask_household"; names: readonly string[]; ask: Extract<Ask, { kind: "household" }> }
  /** A number that means nothing here: the menu of the invitation. */
  | { kind: "menu"; household: string }
  /** A human of the family reads it; the menu below. */
  | { kind: "to_family"; household: string }
  /** They had stopped our messages, and let them come again. */
  | { kind: "back_in" }
  /** The date to answer for these has passed; the family reads it. */
  | { kind: "too_late"; names: readonly string[] };

/** A reply as the guest's phone shows it: the choices stand in the text as a menu of digits as well. */
export interface ChatText {
  body: string;
  /** `key` says which choice it is: `1`…, `all`, `undo`, `some`, `4`, `3+1`; at most 3 are buttons, at most 10 a list. */
  choices: readonly { key: string; title: string; description?: string }[];
  /** What opens the list; null where buttons do. */
  listLabel: string | null;
}
