import type {
  ChatState,
  EventAnswer,
  Meaning,
  OpenAsk,
  OpenFunction,
  Said,
  SaidCount,
  Step,
  Turn,
  Wish,
} from "@/lib/rsvp/types";
import { answerWithin, everybody, fits, isEverybody, mostOf, without } from "./counts";
import { dated, later, notSure } from "./not-sure";
import { assumedOf, spread } from "./said-answers";
import { actionsOf, askedBy, isOpenAsk, namesNone, spokenOf } from "./spoken-of";
import { ask, askWishing, record, standing, step, toFamily } from "./steps";
import { wishesOf } from "./wishes";

export const NEW_CHAT: ChatState = { ask: null, human: false, askAgainOn: null, listed: null };

/**
 * The conversation, pure and total: any message in any state has a next step. A full yes is one message; some of us to
 * some functions is three: the wish, the functions, the count. Typed digits answer the question that is open, else they
 * mean the menu of the invitation; a tap answers the question it hangs under, however old that is.
 */
export function converse(before: ChatState, turn: Turn): Step {
  const fresh = turn.newMenu || turn.quoted === "menu";
  const state = fresh ? { ...before, ask: null, listed: null } : before;
  const { meaning } = turn;
  if (meaning.kind === "stop") return step({ ...state, ask: null, human: true }, { outcome: "opted_out" });
  if (meaning.kind === "start")
    return step({ ...state, ask: null, human: false }, { say: { kind: "back_in" }, outcome: "opted_in" });
  if (meaning.kind === "courtesy") return step(state, { outcome: "ignored" });
  if (turn.events.length === 0) return toFamily(state);
  if (turn.aside && (meaning.kind === "unread" || namesNone(meaning))) return toFamily(state);
  if (meaning.kind === "unread") return unread(state, askedBy(turn, state), meaning.day);
  const asked = meaning.kind === "tap" ? (isOpenAsk(meaning.ask) ? meaning.ask : null) : askedBy(turn, state);
  const spoken = spokenOf(turn, { state, asked });
  if (spoken.events.length === 0) return toFamily({ ...state, ask: null });
  return answerTo(state, spoken, asked);
}

/** What cannot be read is for the family, but for a day where we had asked for one. */
function unread(state: ChatState, asked: OpenAsk | null, day: string | null | undefined): Step {
  if (asked?.kind !== "when" || day === undefined) return toFamily(state);
  return day === null ? ask(state, asked, true) : dated(state, asked, day);
}

function answerTo(state: ChatState, turn: Turn, asked: OpenAsk | null): Step {
  const { meaning } = turn;
  switch (meaning.kind) {
    case "undo":
      return step({ ...state, ask: null }, { takesBack: "last", outcome: "taken_back" });
    case "status":
      return step(state, { say: standing("asked"), outcome: "prompted" });
    case "some":
      return askFunctions(state, turn);
    case "later":
      return later(state, turn, asked, meaning.on);
    case "button":
      return press(state, turn, meaning.action);
    case "tap":
      return tapped(state, turn, meaning);
    case "people":
      return counted(state, turn, asked, { adults: meaning.adults, children: meaning.children });
    case "numbers":
      return numbers(state, turn, asked, meaning.values);
    case "said":
      return said(state, turn, asked, meaning.said);
    default:
      return toFamily(state);
  }
}

function press(state: ChatState, turn: Turn, action: "yes" | "some" | "maybe" | "no"): Step {
  if (action === "yes") return record(state, turn, turn.events.map(everybody));
  if (action === "some") return askFunctions(state, turn);
  if (action === "maybe") return notSure(state, turn, null);
  return record(
    state,
    turn,
    turn.events.map((event) => without(event, "no")),
  );
}

/** Of one function only the number is asked, which may be none. */
function askFunctions(state: ChatState, turn: Turn): Step {
  const open = turn.events.filter((event) => !event.closed);
  if (open.length === 0)
    return step(state, {
      say: { kind: "too_late", events: turn.events.map((event) => event.eventId) },
      outcome: "to_read",
    });
  if (open.length === 1) return askCount(state, turn, open, []);
  return ask(state, { kind: "functions", events: open.map((event) => event.eventId) });
}

function askCount(
  state: ChatState,
  turn: Turn,
  chosen: readonly OpenFunction[],
  rest: readonly string[],
): Step {
  return ask(state, countOf(turn, chosen, rest));
}

const countOf = (turn: Turn, chosen: readonly OpenFunction[], rest: readonly string[]): CountAsk => ({
  kind: "count",
  events: chosen.map((event) => event.eventId),
  most: mostOf(chosen),
  apart: turn.apart,
  without: rest,
});

/** The question about the places kept, to whom they are not enough. */
const askWithin = (
  state: ChatState,
  turn: Turn,
  {
    chosen,
    rest,
    wishes,
  }: { chosen: readonly OpenFunction[]; rest: readonly string[]; wishes: readonly Wish[] },
): Step => askWishing(state, countOf(turn, chosen, rest), wishes);

const among = (turn: Turn, ids: readonly string[]): OpenFunction[] =>
  [...new Set(ids)].flatMap((id) => turn.events.find((event) => event.eventId === id) ?? []);

const notAmong = (ids: readonly string[], events: readonly OpenFunction[]): string[] =>
  ids.filter((id) => !events.some((event) => event.eventId === id));

const nobodyAt = (turn: Turn, ids: readonly string[]): EventAnswer[] =>
  among(turn, ids).map((event) => without(event, "no"));

/** The functions of a list somebody chose; what is not chosen is declined with the count that follows. */
function choose(state: ChatState, turn: Turn, listed: readonly string[], chosen: readonly string[]): Step {
  const events = among(turn, chosen);
  if (events.length === 0) return toFamily({ ...state, ask: null });
  const rest = leftOut(listed, listed, chosen);
  const { adults, children } = mostOf(events);
  // Chosen, and only one person can come: there is nothing to count.
  if (adults + children === 1)
    return record(state, turn, [...events.map(everybody), ...nobodyAt(turn, rest)]);
  return askCount(state, turn, events, rest);
}

function tapped(state: ChatState, turn: Turn, { ask: under, key }: Extract<Meaning, { kind: "tap" }>): Step {
  switch (under.kind) {
    case "noted":
      return key === "undo"
        ? step({ ...state, ask: null }, { takesBack: under.inboundId, outcome: "taken_back" })
        : askFunctions(state, turn);
    // Said to find the household: it was found, and what was written before is read there.
    case "household":
      return step(state, { outcome: "ignored" });
    case "functions":
      return key === "all"
        ? choose(state, turn, under.events, under.events)
        : numbers(state, turn, under, [Number(key)]);
    case "when":
      return numbers(state, turn, under, [Number(key)]);
    case "count": {
      const [adults, children] = key.split("+").map(Number);
      return children === undefined
        ? numbers(state, turn, under, [adults ?? 0])
        : counted(state, turn, under, { adults: adults ?? 0, children });
    }
  }
}

/** Bare numbers answer the question that is open; where none is, one digit means the menu. */
function numbers(state: ChatState, turn: Turn, asked: OpenAsk | null, values: readonly number[]): Step {
  const [first] = values;
  if (asked?.kind === "functions") {
    if (values.length === 1 && first === 0) return choose(state, turn, asked.events, asked.events);
    const chosen = values.flatMap((value) => asked.events[value - 1] ?? []);
    if (chosen.length < values.length) return ask(state, asked, true);
    return choose(state, turn, asked.events, [...new Set(chosen)]);
  }
  if (asked?.kind === "count") {
    if (values.length === 1) return counted(state, turn, asked, { total: first ?? 0 });
    return values.length === asked.events.length
      ? countedEach(state, turn, asked, values)
      : ask(state, asked, true);
  }
  if (asked?.kind === "when") {
    const days = values.length === 1 ? asked.days[(first ?? 0) - 1] : undefined;
    return days === undefined ? ask(state, asked, true) : dated(state, asked, daysAfter(turn.today, days));
  }
  const action = values.length === 1 ? actionsOf(turn, state)[(first ?? 0) - 1] : undefined;
  if (action) return press(state, turn, action);
  return step({ ...state, human: false }, { say: { kind: "menu" }, outcome: "prompted" });
}

type CountAsk = Extract<OpenAsk, { kind: "count" }>;

/** One number for the functions of the question; where none was asked, for all of them if it is everybody. */
function counted(state: ChatState, turn: Turn, asked: OpenAsk | null, count: SaidCount): Step {
  const question = asked?.kind === "count" ? asked : null;
  const events = question ? among(turn, question.events) : [...turn.events];
  // Not all of them, and not said to which functions: that comes first.
  if (!question && events.length > 1 && !isEverybody(count, events)) return askFunctions(state, turn);
  const rest = notAmong(question?.without ?? [], events);
  if (events.length === 0) return toFamily({ ...state, ask: null });
  if (!fits(count, events))
    return askWithin(state, turn, { chosen: events, rest, wishes: wishesOf(count, events) });
  const facts = [...events.map((event) => answerWithin(event, count)), ...nobodyAt(turn, rest)];
  return record(state, turn, facts, assumedOf(turn, events, count));
}

/** As many numbers as functions: one for each, in the order they were asked. */
function countedEach(state: ChatState, turn: Turn, asked: CountAsk, values: readonly number[]): Step {
  const events = among(turn, asked.events);
  if (events.length < values.length) return ask(state, asked, true);
  if (events.some((event, at) => !fits({ total: values[at] ?? 0 }, [event]))) {
    const wishes = events.flatMap((event, at) => wishesOf({ total: values[at] ?? 0 }, [event]));
    return askWishing(state, asked, wishes);
  }
  const facts = events.map((event, at) => answerWithin(event, { total: values[at] ?? 0 }));
  return record(state, turn, [...facts, ...nobodyAt(turn, notAmong(asked.without ?? [], events))]);
}

/** What was said in words. Under an open question words without functions or without numbers answer that question. */
function said(state: ChatState, turn: Turn, asked: OpenAsk | null, parts: readonly Said[]): Step {
  const [only] = parts;
  const whole = parts.length === 1 && only?.events === "all" && only.answer === "yes" ? only : null;
  if (whole && asked?.kind === "count")
    return counted(state, turn, asked, whole.count ?? fullest(turn, asked));
  if (asked?.kind === "functions" && parts.every((part) => part.answer === "yes" && part.count === null)) {
    const chosen = parts.flatMap((part) => (typeof part.events === "string" ? asked.events : part.events));
    return choose(state, turn, asked.events, chosen);
  }
  const { facts: named, tooMany, wishes, assumed } = spread(turn, parts);
  const rest = named.every((fact) => fact.answer === "yes") ? declinedBy(asked, named) : [];
  const over = tooMany.filter((event) => !event.closed);
  if (over.length > 0) {
    const fitting = named.filter((fact) => !tooMany.some((event) => event.eventId === fact.eventId));
    const question = askWithin(state, turn, { chosen: over, rest, wishes });
    if (fitting.length === 0) return question;
    const { facts, outcome } = record(state, turn, fitting);
    return { ...question, facts, outcome: wishes.length > 0 ? "to_read" : outcome };
  }
  const facts = [...named, ...nobodyAt(turn, rest)];
  if (facts.length === 0) return toFamily(state);
  if (facts.every((fact) => fact.answer === "maybe")) return notSure(state, turn, null, facts);
  return record(state, turn, facts, assumed);
}

/** Asked which functions, or how many come to those that were chosen: what is left out is declined. */
function declinedBy(asked: OpenAsk | null, named: readonly EventAnswer[]): string[] {
  const ids = named.map((fact) => fact.eventId);
  if (asked?.kind === "functions") return leftOut(asked.events, asked.events, ids);
  if (asked?.kind !== "count") return [];
  const without = asked.without ?? [];
  return leftOut([...asked.events, ...without], without, ids);
}

/** What answers none of what was asked about leaves nothing of it out: it speaks of something else. */
const leftOut = (asked: readonly string[], listed: readonly string[], named: readonly string[]): string[] =>
  asked.some((id) => named.includes(id)) ? listed.filter((id) => !named.includes(id)) : [];

const fullest = (turn: Turn, asked: CountAsk): SaidCount => {
  const { adults, children } = mostOf(among(turn, asked.events));
  return { adults, children };
};

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
