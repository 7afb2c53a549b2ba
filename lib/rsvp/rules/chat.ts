import type { ChatState, EventAnswer, KeptTurn, Say, Step, Turn, Wish } from "@/lib/rsvp/types";
import { type Book, dayNoted } from "./ask-again";
import { converse, NEW_CHAT } from "./conversation";
import { standing } from "./steps";

export interface ReadChat {
  /** What each message answers, without what was taken back later. */
  facts: ReadonlyMap<string, readonly EventAnswer[]>;
  /** The day each maybe is to be asked about again, where one was named. */
  days: ReadonlyMap<string, string>;
  /** The places each message wishes for, beyond those kept. */
  wishes: ReadonlyMap<string, readonly Wish[]>;
  state: ChatState;
  outcomes: ReadonlyMap<string, Step["outcome"]>;
  /** What follows from the last message that says more than which household writes. */
  last: Heard | null;
  /** What we say last, and under which message: a thank you that overtook a question does not swallow it. */
  owed: (Heard & { under: string }) | null;
}

interface Heard {
  step: Step;
  turn: KeptTurn;
}

/**
 * One guest's chat, read from its first message to its last: a function of the messages and their order in time, and of
 * nothing else. A message that comes late is put in its place and everything is read again.
 */
export function readChat(turns: readonly KeptTurn[]): ReadChat {
  const book: Book = { facts: new Map(), days: new Map() };
  const wishes = new Map<string, readonly Wish[]>();
  let state = NEW_CHAT;
  const outcomes = new Map<string, Step["outcome"]>();
  let last: Said | null = null;
  let owed: ReadChat["owed"] = null;
  let before = "";
  for (const turn of turns) {
    const newMenu = turn.menuAt !== null && before !== "" && turn.menuAt >= before;
    const said = undone(converse(state, { ...turn, newMenu }), turn, book);
    if (said.facts.length > 0) book.facts.set(turn.inboundId, said.facts);
    const meant = heard(dayNoted(said, book), turn, state);
    const times: number = last && saysSame(last, { step: meant, turn }) ? last.times + 1 : 1;
    const step: Step = times > mostTimes(meant) ? silenced(meant) : meant;
    before = turn.at;
    state = step.state;
    outcomes.set(turn.inboundId, step.outcome);
    if (step.wishes.length > 0) wishes.set(turn.inboundId, step.wishes);
    if (saysWhichHousehold(turn)) owed = last && { ...last, under: turn.inboundId };
    else {
      last = { step, turn, meant, times };
      if (meant.say) owed = { step, turn, under: turn.inboundId };
    }
  }
  return { ...book, wishes, state, outcomes, last, owed };
}

/** A question that cannot be put is for the family, and nothing answers it. */
function heard(step: Step, turn: KeptTurn, before: ChatState): Step {
  if (!turn.mute || step.say === null || step.outcome === "opted_in") return step;
  const asks = step.say.kind === "ask" || step.outcome === "prompted";
  return {
    ...step,
    state: { ...step.state, ask: null, human: false, listed: before.listed },
    say: null,
    outcome: asks ? "to_read" : step.outcome,
  };
}

/** What would be said to a message, and how many times in a row it was to the same words. */
interface Said extends Heard {
  meant: Step;
  times: number;
}

const ONCE: readonly Say["kind"][] = ["ask", "menu", "back_in"];

/** A question is put to the same words once; whoever taps twice sees twice what stands. Two machines would go on for ever. */
const mostTimes = ({ say }: Step): number => (say && ONCE.includes(say.kind) ? 1 : 2);

/** So long the same words get no more than that. */
export const SAME_WORDS_MS = 12 * 3_600_000;

function saysSame(before: Said, { step, turn }: Heard): boolean {
  if (step.say === null) return false;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return (
    same(before.meant.say, step.say) &&
    same(before.turn.meaning, turn.meaning) &&
    Date.parse(turn.at) - Date.parse(before.turn.at) < SAME_WORDS_MS
  );
}

const silenced = (step: Step): Step => ({
  ...step,
  say: null,
  outcome: step.outcome === "prompted" && step.facts.length === 0 ? "to_read" : step.outcome,
});

const saysWhichHousehold = ({ meaning }: Pick<Turn, "meaning">): boolean =>
  meaning.kind === "tap" && meaning.ask.kind === "household";

/** Takes back what a step asks for, while it still stands, and where the date has not passed. */
function undone(step: Step, turn: KeptTurn, book: Book): Step {
  if (step.takesBack === null) return step;
  const which = step.takesBack === "last" ? [...book.facts.keys()].at(-1) : step.takesBack;
  const stood = (which && book.facts.get(which)) || [];
  const closed = new Set(turn.events.filter((event) => event.closed).map((event) => event.eventId));
  const left = stood.filter((fact) => closed.has(fact.eventId));
  const late = left.map((fact) => fact.eventId);
  if (stood.length > 0 && left.length === stood.length)
    return {
      ...step,
      takesBack: null,
      state: { ...step.state, human: true },
      say: { kind: "too_late", events: late },
      outcome: "to_read",
    };
  const found = which !== undefined && stood.length > 0;
  if (found && left.length > 0) book.facts.set(which, left);
  else if (found) book.facts.delete(which);
  return {
    ...step,
    takesBack: found ? which : null,
    state: { ...step.state, listed: "standing" },
    say: standing(found ? "taken_back" : "nothing_to_take_back", null, late),
    outcome: late.length > 0 ? "to_read" : found ? "taken_back" : "prompted",
  };
}
