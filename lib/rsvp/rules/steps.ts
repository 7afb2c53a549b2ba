import type { ChatState, EventAnswer, OpenAsk, Say, Step, Turn, Wish } from "@/lib/rsvp/types";
import { listedBy } from "./spoken-of";

type Result = Partial<Pick<Step, "facts" | "takesBack" | "day" | "say">> & Pick<Step, "outcome">;

export const step = (
  state: ChatState,
  { facts = [], takesBack = null, day = null, say, outcome }: Result,
): Step => ({
  facts,
  takesBack,
  day,
  wishes: [],
  state: { ...state, listed: say ? listedBy(say, state.listed) : state.listed },
  say: say ?? null,
  outcome,
});

export const standing = (
  why: Extract<Say, { kind: "standing" }>["why"],
  assumed: { adults: number; children: number } | null = null,
  late: readonly string[] = [],
): Say => ({ kind: "standing", why, assumed, ...(late.length > 0 ? { late } : {}) });

export const ask = (state: ChatState, question: OpenAsk, wrong = false): Step =>
  step(
    { ...state, ask: question, human: false },
    { say: { kind: "ask", ask: question, wrong }, outcome: "prompted" },
  );

/** They are more than the places kept: the family decides, and meanwhile they may answer for those places. */
export const askWishing = (state: ChatState, question: OpenAsk, wishes: readonly Wish[]): Step => {
  const again = ask(state, question, true);
  if (wishes.length === 0) return again;
  const wished = Math.max(...wishes.map((one) => one.adults + one.children));
  return {
    ...again,
    say: { kind: "ask", ask: question, wrong: false, wished },
    wishes,
    outcome: "to_read",
  };
};

/** Nobody is told twice in a row that a human reads; a question that is open stays open. */
export function toFamily(state: ChatState): Step {
  const silent = state.ask !== null || state.human;
  return step(
    { ...state, human: true },
    { outcome: "to_read", ...(silent ? {} : { say: { kind: "to_family" } }) },
  );
}

/** Answers for functions whose date has passed are not recorded: a human of the family reads the message instead. */
export function record(
  state: ChatState,
  turn: Turn,
  facts: EventAnswer[],
  assumed: { adults: number; children: number } | null = null,
): Step {
  const closed = new Set(turn.events.filter((event) => event.closed).map((event) => event.eventId));
  const late = facts.filter((fact) => closed.has(fact.eventId)).map((fact) => fact.eventId);
  const kept = facts.filter((fact) => !closed.has(fact.eventId));
  const next = { ...state, ask: null, human: late.length > 0 };
  if (kept.length === 0) return step(next, { say: { kind: "too_late", events: late }, outcome: "to_read" });
  return step(next, {
    facts: kept,
    say: standing("noted", assumed, late),
    outcome: late.length > 0 ? "to_read" : "answered",
  });
}
