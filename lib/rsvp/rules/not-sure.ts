import type { ChatState, EventAnswer, OpenAsk, Step, Turn } from "@/lib/rsvp/types";
import { without } from "./counts";
import { record, standing, step } from "./steps";

/** When a guest who is not sure may be asked again: in days. */
const LATER_DAYS = [3, 7, 14];
type WhenAsk = Extract<OpenAsk, { kind: "when" }>;

/** Asked when, a guest who says once more that it will be later has said nothing new. */
export function later(state: ChatState, turn: Turn, asked: OpenAsk | null, on: string | null): Step {
  if (asked?.kind !== "when") return notSure(state, turn, on);
  return on === null ? step(state, { outcome: "ignored" }) : dated(state, asked, on);
}

/** Not sure yet: noted at once; the day to ask again is asked where none was named. */
export function notSure(
  state: ChatState,
  turn: Turn,
  on: string | null,
  facts: EventAnswer[] = turn.events.map((event) => without(event, "maybe")),
): Step {
  const noted = record(state, turn, facts);
  if (noted.facts.length === 0) return noted;
  const events = noted.facts.map((fact) => fact.eventId);
  if (on !== null) return { ...noted, day: { on, events } };
  const waiting = state.ask?.kind === "when" ? (state.ask.events ?? []) : [];
  const question: OpenAsk = {
    kind: "when",
    days: LATER_DAYS,
    events: [...new Set([...waiting, ...events])],
  };
  return {
    ...noted,
    state: { ...noted.state, listed: state.listed, ask: question },
    say: { kind: "ask", ask: question, wrong: false },
  };
}

/** The answer to "when shall we ask again?" says nothing but the day. */
export const dated = (state: ChatState, { events }: WhenAsk, on: string): Step =>
  step(
    { ...state, ask: null, human: false },
    { day: { on, events: events ?? null }, say: standing("noted"), outcome: "answered" },
  );
