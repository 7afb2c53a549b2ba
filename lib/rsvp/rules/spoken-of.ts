import type { ButtonAction } from "@/lib/messaging/rules/payloads";
import type { Ask, ChatState, Meaning, OpenAsk, Say, Turn } from "@/lib/rsvp/types";

/** What 1, 2 and 3 mean in our own words, and under an invitation without buttons. */
const OUR_MENU: readonly ButtonAction[] = ["yes", "some", "no"];

/** Whether a question of ours is one that words and digits answer. */
export const isOpenAsk = (ask: Ask): ask is OpenAsk => ask.kind !== "noted" && ask.kind !== "household";

/** The question that typed words answer: the one they were written under, else the one that is open. */
export const askedBy = ({ quoted }: Turn, state: ChatState): OpenAsk | null =>
  quoted && quoted !== "menu" ? quoted : state.ask;

/** Whether our last words spoke of all functions, after we have said this. */
export function listedBy(say: Say, before: ChatState["listed"]): ChatState["listed"] {
  if (say.kind === "standing") return "standing";
  return say.kind === "menu" || say.kind === "to_family" ? "menu" : before;
}

/** The actions of the menu that was shown last. */
export const actionsOf = ({ menu }: Turn, { listed }: ChatState): readonly ButtonAction[] =>
  listed === null && menu && menu.actions.length > 0 ? menu.actions : OUR_MENU;

const functionsOf = (asked: OpenAsk): readonly string[] | null => {
  if (asked.kind === "count") return [...asked.events, ...(asked.without ?? [])];
  return asked.events ?? null;
};

/** What is said without a function: a digit, "yes", "not sure", "some of us", "we are 4". */
export const namesNone = (meaning: Meaning): boolean =>
  meaning.kind === "said"
    ? meaning.said.every((part) => part.events === "all")
    : ["numbers", "people", "some", "later"].includes(meaning.kind);

/**
 * The message with the functions it speaks of. Where it names none, those of the question that is open, else those of the
 * last menu on the screen: after news of one function a "no" is none to the others.
 */
export function spokenOf(turn: Turn, { state, asked }: { state: ChatState; asked: OpenAsk | null }): Turn {
  if (!namesNone(turn.meaning)) return turn;
  const ids = asked ? functionsOf(asked) : sawAll(turn, state) ? null : (turn.menu?.events ?? null);
  return ids ? { ...turn, events: turn.events.filter((event) => ids.includes(event.eventId)) } : turn;
}

/** Our menu of digits is for everything; words answer the last message to them until they saw what stands for everything. */
const sawAll = ({ meaning }: Turn, { listed }: ChatState): boolean =>
  listed === "standing" || (listed === "menu" && meaning.kind === "numbers");
