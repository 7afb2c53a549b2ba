import type { Answer, Conversation, EventAnswer, Intent, InvitedEvent, Step } from "@/lib/rsvp/types";

const MENU: Record<number, Answer> = { 1: "yes", 2: "maybe", 3: "no" };
const CHANGE = "To change it: 1 = yes, all of us; 2 = not sure yet; 3 = cannot come.";

export interface HouseholdInvited {
  name: string;
  events: readonly InvitedEvent[];
}

/** The seats of the fullest invitation: what "all of us" means. */
export function seatsOf(events: readonly InvitedEvent[]): { adults: number; children: number } {
  return {
    adults: Math.max(0, ...events.map((event) => event.adults)),
    children: Math.max(0, ...events.map((event) => event.children)),
  };
}

/**
 * The conversation, pure and total: any intent in any state has a next step. A full-family yes is one tap; with a
 * count it takes two, with children three. A digit means the menu, except right after a question for a number.
 */
export function converse(household: HouseholdInvited, conversation: Conversation, intent: Intent): Step {
  if (intent.kind === "stop")
    return {
      answers: [],
      conversation: { state: "human", pendingTotal: null },
      reply: null,
      outcome: "opted_out",
    };
  if (household.events.length === 0) return toHuman(conversation);
  if (intent.kind === "answer") return answerWith(household, intent.answer);
  if (intent.kind === "number") {
    if (conversation.state === "counting") return countTotal(household, intent.value);
    if (conversation.state === "children")
      return countChildren(household, conversation.pendingTotal ?? 0, intent.value);
    const answer = MENU[intent.value];
    if (answer) return answerWith(household, answer);
    return prompt(
      conversation,
      `Please reply with 1, 2 or 3. 1 = yes, all of us; 2 = not sure yet; 3 = cannot come.`,
    );
  }
  return toHuman(conversation);
}

function answerWith(household: HouseholdInvited, answer: Answer): Step {
  const { adults, children } = seatsOf(household.events);
  const total = adults + children;
  if (answer !== "yes") {
    const reply =
      answer === "no"
        ? `Thank you for telling us, ${household.name}. You will be missed. ${CHANGE}`
        : `Thank you, ${household.name}. We have noted that you are not sure yet. Tell us when you know. ${CHANGE}`;
    return done(
      household.events.map((event) => ({ eventId: event.eventId, answer, adults: 0, children: 0 })),
      reply,
    );
  }
  const answers = household.events.map((event) => ({
    eventId: event.eventId,
    answer,
    adults: event.adults,
    children: event.children,
  }));
  if (total <= 1)
    return done(
      answers,
      `Wonderful, ${household.name}. We have noted you for ${names(household)}. ${CHANGE}`,
    );
  return {
    answers,
    conversation: { state: "counting", pendingTotal: null },
    reply: `Wonderful, ${household.name}. We have noted all ${total} of you for ${names(household)}. If fewer are coming, how many? Reply with a number from 1 to ${total}.`,
    outcome: "answered",
  };
}

function countTotal(household: HouseholdInvited, value: number): Step {
  const { adults, children } = seatsOf(household.events);
  const total = adults + children;
  if (value < 1 || value > total) {
    return prompt(
      { state: "counting", pendingTotal: null },
      `We have kept ${total} ${total === 1 ? "place" : "places"} for you. How many are coming? Reply with a number from 1 to ${total}; if nobody can come, write "no".`,
    );
  }
  if (value === total) return noted(household, adults, children);
  if (children === 0) return noted(household, value, 0);
  if (adults === 0) return noted(household, 0, value);
  // Until the guest says how many are children, the adults come first: the caterer's safer guess.
  const provisional = { adults: Math.min(value, adults), children: Math.max(0, value - adults) };
  return {
    answers: split(household, provisional.adults, provisional.children),
    conversation: { state: "children", pendingTotal: value },
    reply: `Thank you, ${value} of you. And how many of the ${value} are children? Reply with a number from ${Math.max(0, value - adults)} to ${Math.min(children, value)}.`,
    outcome: "answered",
  };
}

function countChildren(household: HouseholdInvited, total: number, value: number): Step {
  const { adults, children } = seatsOf(household.events);
  const least = Math.max(0, total - adults);
  const most = Math.min(children, total);
  if (value < least || value > most) {
    return prompt(
      { state: "children", pendingTotal: total },
      `How many of the ${total} are children? Reply with a number from ${least} to ${most}.`,
    );
  }
  return noted(household, total - value, value);
}

function noted(household: HouseholdInvited, adults: number, children: number): Step {
  const people = [
    adults > 0 ? `${adults} ${adults === 1 ? "adult" : "adults"}` : "",
    children > 0 ? `${children} ${children === 1 ? "child" : "children"}` : "",
  ]
    .filter(Boolean)
    .join(" and ");
  return done(
    split(household, adults, children),
    `Noted, ${household.name}: ${people} for ${names(household)}. ${CHANGE}`,
  );
}

/** A count goes to every function, within the seats kept there. */
function split(household: HouseholdInvited, adults: number, children: number): EventAnswer[] {
  return household.events.map((event) => {
    const a = Math.min(adults, event.adults);
    const c = Math.min(children, event.children);
    return { eventId: event.eventId, answer: a + c > 0 ? "yes" : "no", adults: a, children: c };
  });
}

const names = (household: HouseholdInvited): string => household.events.map((event) => event.name).join(", ");
const done = (answers: EventAnswer[], reply: string): Step => ({
  answers,
  conversation: { state: "answered", pendingTotal: null },
  reply,
  outcome: "answered",
});
const prompt = (conversation: Conversation, reply: string): Step => ({
  answers: [],
  conversation,
  reply,
  outcome: "prompted",
});

/**
 * The first unread message gets one kind line; the next ones are simply read by the family. A "thank you" in between
 * does not take back the question we asked: a number still answers it.
 */
function toHuman(conversation: Conversation): Step {
  if (conversation.state === "counting" || conversation.state === "children")
    return { answers: [], conversation, reply: null, outcome: "to_read" };
  return {
    answers: [],
    conversation: { state: "human", pendingTotal: null },
    reply:
      conversation.state === "human"
        ? null
        : "Thank you, the family will read your message. To answer the invitation: 1 = yes, all of us; 2 = not sure yet; 3 = cannot come.",
    outcome: "to_read",
  };
}
