import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ask, ChatState, KeptTurn, Meaning, Menu, OpenFunction, Reading, Turn } from "@/lib/rsvp/types";
import { readChat } from "./chat";
import { converse, NEW_CHAT } from "./conversation";
import { readReply } from "./reading";

const NAMES = ["Haldi", "Mehndi", "Sangeet", "Garba", "Wedding", "Lunch", "Reception", "Brunch"];
const EIGHT: OpenFunction[] = NAMES.map((name, at) => ({
  eventId: `e${at + 1}`,
  name,
  adults: 3,
  children: at === 0 ? 0 : 2,
  closed: false,
}));

let clock = 0;
const turn = (meaning: Meaning, more: Partial<KeptTurn> = {}): KeptTurn => {
  clock += 1;
  return {
    id: `row-${clock}`,
    inboundId: `wamid-${clock}`,
    personId: null,
    at: new Date(1_790_000_000_000 + clock * 60_000).toISOString(),
    meaning,
    events: EIGHT,
    apart: true,
    today: "2026-11-21",
    menuAt: null,
    outcome: "ignored",
    askAgainOn: null,
    wishes: [],
    ...more,
  };
};
const press = (action: "yes" | "some" | "maybe" | "no"): Meaning => ({ kind: "button", action });
const digits = (...values: number[]): Reading => ({ kind: "numbers", values });
const tap = (ask: Ask, key: string): Meaning => ({ kind: "tap", ask, key });

/** What stands after these messages, by function. */
function answersOf(turns: readonly KeptTurn[]) {
  const chat = readChat(turns);
  const standing = new Map<string, string>();
  for (const one of turns)
    for (const fact of chat.facts.get(one.inboundId) ?? [])
      standing.set(fact.eventId, `${fact.answer} ${fact.adults}+${fact.children}`);
  return { ...chat, standing: Object.fromEntries(standing) };
}
const all = (answer: string, haldi = answer) =>
  Object.fromEntries(EIGHT.map((event, at) => [event.eventId, at === 0 ? haldi : answer]));
const only = (chosen: Record<string, string>) => ({ ...all("no 0+0"), ...chosen });

describe("a household invited to eight functions", () => {
  it("says yes for all of them with one tap, digit or word", () => {
    const said: Reading = { kind: "said", said: [{ events: "all", answer: "yes", count: null }] };
    for (const first of [press("yes"), digits(1), said])
      expect(answersOf([turn(first)]).standing).toEqual(all("yes 3+2", "yes 3+0"));
  });

  it("says some of us to some in three messages, by typing", () => {
    const { standing, last } = answersOf([turn(press("some")), turn(digits(2, 3, 5)), turn(digits(4))]);
    expect(standing).toEqual(only({ e2: "yes 3+1", e3: "yes 3+1", e5: "yes 3+1" }));
    expect(last?.step.say).toEqual({ kind: "standing", why: "noted", assumed: { adults: 3, children: 1 } });
  });

  it("says some of us to one in three taps", () => {
    const [first, second] = [turn(press("some")), turn(digits(0))];
    const functions = readChat([first]).state.ask!;
    const count = readChat([first, turn(tap(functions, "3"))]).state.ask!;
    expect(count).toMatchObject({ kind: "count", events: ["e3"], most: { adults: 3, children: 2 } });
    const chosen = [first, turn(tap(functions, "3")), turn(tap(count, "2+1"))];
    expect(answersOf(chosen).standing).toEqual(only({ e3: "yes 2+1" }));
    expect(answersOf([first, second, turn(digits(2))]).standing).toEqual(all("yes 2+0"));
  });

  it("takes a number for each function where they differ", () => {
    const { standing } = answersOf([turn(digits(2)), turn(digits(2, 3)), turn(digits(2, 5))]);
    expect(standing).toEqual(only({ e2: "yes 2+0", e3: "yes 3+2" }));
  });

  it("takes words with functions and counts in one message", () => {
    const said: Reading = {
      kind: "said",
      said: [
        { events: ["e2"], answer: "yes", count: { total: 2 } },
        { events: "rest", answer: "no", count: null },
      ],
    };
    expect(answersOf([turn(said)]).standing).toEqual(only({ e2: "yes 2+0" }));
  });

  it("notes that nobody knows yet, and the day to ask again", () => {
    const { standing, state } = answersOf([turn(press("maybe")), turn(digits(2))]);
    expect(standing).toEqual(all("maybe 0+0"));
    expect(state.askAgainOn).toBe("2026-11-28");
    expect(answersOf([turn({ kind: "later", on: "2026-12-12" })]).state.askAgainOn).toBe("2026-12-12");
  });

  it("notes the day for what was not sure alone, and loses it with that", () => {
    const mehndi: Reading = { kind: "said", said: [{ events: ["e2"], answer: "maybe", count: null }] };
    const unsure = [turn(press("yes")), turn(mehndi), turn(digits(2))];
    const chat = answersOf(unsure);
    expect(chat.standing).toEqual({ ...all("yes 3+2", "yes 3+0"), e2: "maybe 0+0" });
    expect(chat.state).toMatchObject({ askAgainOn: "2026-11-28", ask: null });
    const wedding: Reading = { kind: "said", said: [{ events: ["e5"], answer: "no", count: null }] };
    expect(answersOf([...unsure, turn(wedding)]).state.askAgainOn).toBe("2026-11-28");
    const undo = turn({ kind: "undo" });
    expect(answersOf([...unsure, turn(press("no")), undo]).state.askAgainOn).toBe("2026-11-28");
    const gone = answersOf([...unsure, turn(press("no")), turn(digits(2)), undo, turn({ kind: "undo" })]);
    expect(gone.state.askAgainOn).toBeNull();
    // An old "in a week" is nothing to an answer that is sure by now.
    const late = answersOf([
      ...unsure.slice(0, 2),
      turn(press("yes")),
      turn(tap({ kind: "when", days: [7] }, "1")),
    ]);
    expect(late.state.askAgainOn).toBeNull();
    expect(late.last?.step.say).toMatchObject({ kind: "standing", why: "asked" });
  });

  it("takes a day in words where it asked for one, and asks again where it is not sure which", () => {
    const today = { events: EIGHT, today: "2026-11-21" };
    const under = (text: string) => answersOf([turn(press("maybe")), turn(readReply(text, today))]);
    for (const [text, day] of [
      ["14 january", "2027-01-14"],
      ["14/1/2027", "2027-01-14"],
      ["kal", "2026-11-22"],
      ["in 2 weeks", "2026-12-05"],
      ["dec 12", "2026-12-12"],
      ["will tell on 12 december", "2026-12-12"],
    ] as const) {
      expect(under(text).state, text).toMatchObject({ askAgainOn: day, ask: null });
      expect(answersOf([turn(readReply(text, today))]).last?.step.outcome, text).toMatch(/to_read|answered/);
    }
    for (const text of ["5/12", "14/1/2026", "next month"])
      expect(under(text).last?.step, text).toMatchObject({ say: { kind: "ask" }, outcome: "prompted" });
    expect(under("what about parking?").last?.step).toMatchObject({ say: null, outcome: "to_read" });
  });

  it("puts the same question to the same words once", () => {
    for (const one of [{ kind: "some" } as const, digits(7)]) {
      const { outcomes, last } = answersOf([turn(one), turn(one), turn(one)]);
      expect([...outcomes.values()]).toEqual(["prompted", "to_read", "to_read"]);
      expect(last?.step.say).toBeNull();
    }
    const open = answersOf([
      turn({ kind: "some" }),
      turn({ kind: "some" }),
      turn(digits(3)),
      turn(digits(2)),
    ]);
    expect(open.standing).toEqual(only({ e3: "yes 2+0" }));
    const later = { at: "2027-01-01T00:00:00.000Z" };
    expect(answersOf([turn(digits(7)), turn(digits(7), later)]).last?.step.say).toMatchObject({
      kind: "menu",
    });
  });

  it("tells a machine twice what stands, and not for ever", () => {
    const says = (turns: KeptTurn[]) => answersOf(turns).last?.step.say?.kind ?? null;
    const closed = { events: EIGHT.map((event) => ({ ...event, closed: true })) };
    for (const [meaning, more, said] of [
      [digits(1), {}, "standing"],
      [press("no"), {}, "standing"],
      [{ kind: "undo" }, {}, "standing"],
      [digits(1), closed, "too_late"],
    ] as const) {
      const one = () => turn(meaning, more);
      expect([says([one()]), says([one(), one()]), says([one(), one(), one()])]).toEqual([said, said, null]);
    }
    const third = answersOf([turn(digits(1)), turn(digits(1)), turn(digits(1))]);
    expect([...third.outcomes.values()]).toEqual(["answered", "answered", "answered"]);
    const asks = () => turn({ kind: "status" });
    expect([...answersOf([asks(), asks(), asks()]).outcomes.values()]).toEqual([
      "prompted",
      "prompted",
      "to_read",
    ]);
  });

  it("asks an auto-reply that is read as later once", () => {
    const later = () => turn({ kind: "later", on: null });
    const chat = answersOf([later(), later(), later()]);
    expect(chat.last?.step).toMatchObject({ say: null, outcome: "ignored" });
    expect(chat.state.ask).toMatchObject({ kind: "when" });
    expect(chat.standing).toEqual(all("maybe 0+0"));
  });
});

describe("a household with one place", () => {
  const events = EIGHT.slice(1, 2).map((event) => ({ ...event, adults: 1, children: 0 }));
  const one = (meaning: Meaning) => turn(meaning, { events });

  it("is asked whether it comes where it wants to change its answer, by a tap or a digit", () => {
    const no = one(press("no"));
    for (const change of [
      digits(2),
      press("some"),
      tap({ kind: "noted", inboundId: no.inboundId }, "some"),
    ]) {
      const chat = answersOf([no, one(change)]);
      expect(chat.standing).toEqual({ e2: "no 0+0" });
      expect(chat.state.ask).toMatchObject({ kind: "count", events: ["e2"] });
      expect(answersOf([no, one(change), one(digits(1))]).standing).toEqual({ e2: "yes 1+0" });
      expect(answersOf([one(press("yes")), one(change), one(tap(chat.state.ask!, "0"))]).standing).toEqual({
        e2: "no 0+0",
      });
    }
  });

  it("is not asked for a number of the functions it chose", () => {
    const two = EIGHT.slice(0, 2).map((event) => ({ ...event, adults: 1, children: 0 }));
    const chat = answersOf([press("some"), digits(1)].map((meaning) => turn(meaning, { events: two })));
    expect(chat.standing).toEqual({ e1: "yes 1+0", e2: "no 0+0" });
  });
});

describe("more people than places", () => {
  const said = (...parts: [string, "yes" | "no", number?][]): Reading => ({
    kind: "said",
    said: parts.map(([id, answer, total]) => ({
      events: [id],
      answer,
      count: total === undefined ? null : { total },
    })),
  });

  it("is asked for again, and the rest of the message stands", () => {
    const chat = [turn(press("yes")), turn(said(["e2", "yes", 9], ["e5", "no"]))];
    expect(answersOf(chat).standing).toEqual({ ...all("yes 3+2", "yes 3+0"), e5: "no 0+0" });
    expect(answersOf(chat).last?.step).toMatchObject({
      say: { kind: "ask", wrong: false, wished: 9 },
      wishes: [{ eventId: "e2", adults: 7, children: 2 }],
      outcome: "to_read",
    });
    const { standing } = answersOf([...chat, turn(digits(2))]);
    expect(standing).toEqual({ ...all("yes 3+2", "yes 3+0"), e2: "yes 2+0", e5: "no 0+0" });
  });

  it("is a wish the family reads, however it was said, and the question stays open", () => {
    const events = EIGHT.slice(1, 2);
    const one = (meaning: Meaning) => turn(meaning, { events });
    const asked = one(press("some"));
    const wish = [{ eventId: "e2", adults: 5, children: 2 }];
    for (const meaning of [digits(7), said(["e2", "yes", 7])]) {
      const chat = answersOf([asked, one(meaning)]);
      expect(chat.last?.step, JSON.stringify(meaning)).toMatchObject({ wishes: wish, outcome: "to_read" });
      expect(chat.state.ask).toMatchObject({ kind: "count", most: { adults: 3, children: 2 } });
      expect(answersOf([asked, one(meaning), one(digits(4))]).standing).toEqual({ e2: "yes 3+1" });
    }
    const apart = answersOf([asked, one({ kind: "people", adults: 2, children: 5 })]);
    expect(apart.last?.step.wishes).toEqual([{ eventId: "e2", adults: 2, children: 5 }]);
    // The same words again are answered by nothing, and still read.
    const again = answersOf([asked, one(digits(7)), one(digits(7))]);
    expect(again.last?.step).toMatchObject({ say: null, wishes: wish, outcome: "to_read" });
  });

  it("of several numbers wishes for those that do not fit", () => {
    const chat = answersOf([turn(press("some")), turn(digits(2, 3)), turn(digits(9, 2))]);
    expect(chat.last?.step).toMatchObject({
      say: { kind: "ask", wished: 9 },
      wishes: [{ eventId: "e2", adults: 7, children: 2 }],
    });
  });

  it("is a slip where nobody could mean it", () => {
    const chat = answersOf([turn(press("some")), turn(digits(2)), turn(digits(98))]);
    expect(chat.last?.step).toMatchObject({ say: { wrong: true }, wishes: [], outcome: "prompted" });
  });

  it("declines nothing of a question that is not what they speak of", () => {
    const closed = EIGHT.map((event) => ({ ...event, closed: event.eventId === "e5" }));
    const say = (answer: "yes" | "no", count: { total: number } | null): Reading => ({
      kind: "said",
      said: [{ events: ["e5"], answer, count }],
    });
    for (const said of [say("yes", { total: 3 }), say("no", null)]) {
      const { standing, outcomes } = answersOf([
        turn(press("yes")),
        turn({ kind: "some" }, { events: closed }),
        turn(said, { events: closed }),
      ]);
      expect(standing).toEqual(all("yes 3+2", "yes 3+0"));
      expect([...outcomes.values()].at(-1)).toBe("to_read");
    }
    const chosen = answersOf([
      turn(press("yes")),
      turn({ kind: "some" }, { events: closed }),
      turn(say("yes", null), { events: closed }),
      turn(digits(2), { events: closed }),
    ]);
    expect(chosen.standing).toEqual(all("yes 3+2", "yes 3+0"));
  });

  it("declines what was not chosen, as a number that fits does", () => {
    const fits = answersOf([turn(press("some")), turn(said(["e2", "yes", 2]))]).standing;
    expect(fits).toEqual(only({ e2: "yes 2+0" }));
    const over = [turn(press("some")), turn(said(["e2", "yes", 9]))];
    expect(answersOf(over).standing).toEqual({});
    expect(answersOf([...over, turn(digits(2))]).standing).toEqual(fits);
    expect(answersOf([...over, turn(said(["e2", "yes", 2]))]).standing).toEqual(fits);
  });
});

describe("changing one's mind", () => {
  it("lets an old button mean what it meant, whatever is open", () => {
    const turns = [turn(press("some")), turn(digits(3)), turn(press("no"))];
    expect(answersOf(turns).standing).toEqual(all("no 0+0"));
    const asked = readChat([turn(press("some"))]).state.ask!;
    const late = [turn(press("no")), turn(tap(asked, "4")), turn(digits(5))];
    expect(answersOf(late).standing).toEqual(only({ e4: "yes 3+2" }));
  });

  it("takes back the last answer, then the one before, then nothing", () => {
    const turns = [turn(press("yes")), turn(press("no")), turn({ kind: "undo" })];
    expect(answersOf(turns).standing).toEqual(all("yes 3+2", "yes 3+0"));
    const more = [...turns, turn({ kind: "undo" })];
    expect(answersOf(more).standing).toEqual({});
    expect(answersOf([...more, turn({ kind: "undo" })]).last?.step.say).toMatchObject({
      why: "nothing_to_take_back",
    });
  });

  it("takes back what a summary's own button hangs under, once", () => {
    const [first, second] = [turn(press("yes")), turn(press("no"))];
    const undoFirst = tap({ kind: "noted", inboundId: first!.inboundId }, "undo");
    const chat = answersOf([first!, second!, turn(undoFirst), turn(undoFirst)]);
    expect(chat.standing).toEqual(all("no 0+0"));
    expect(chat.last?.step.say).toMatchObject({ why: "nothing_to_take_back" });
  });

  it("means the newest menu by a digit, once a reminder came", () => {
    const asked = turn(press("some"));
    const reminded = turn(digits(1));
    const turns = [asked, { ...reminded, menuAt: reminded.at }];
    expect(answersOf(turns).standing).toEqual(all("yes 3+2", "yes 3+0"));
  });
});

describe("after news of one function", () => {
  const sangeet = { events: ["e3"], actions: ["yes", "maybe", "no"] } as const;
  const whole = (answer: "yes" | "no" | "maybe"): Reading => ({
    kind: "said",
    said: [{ events: "all", answer, count: null }],
  });
  /** Mehndi was declined, all others said yes to; then the news comes. */
  const told = (...meanings: Meaning[]) => {
    const before = turn({ kind: "said", said: [{ events: ["e2"], answer: "no", count: null }] });
    const yes = turn({
      kind: "said",
      said: [
        { events: "rest", answer: "yes", count: null },
        { events: ["e2"], answer: "no", count: null },
      ],
    });
    const after = meanings.map((one) => turn(one, { menu: sangeet }));
    const menuAt = new Date(Date.parse(after[0]!.at) - 30_000).toISOString();
    return answersOf([before, yes, ...after.map((one) => ({ ...one, menuAt }))]);
  };
  const stood = { ...all("yes 3+2", "yes 3+0"), e2: "no 0+0" };

  it("answers that function alone by digits and words without a function", () => {
    expect(told(digits(1)).standing).toEqual(stood);
    for (const [one, said] of [
      [digits(3), "no 0+0"],
      [whole("no"), "no 0+0"],
      [digits(2), "maybe 0+0"],
      [whole("maybe"), "maybe 0+0"],
      [{ kind: "later", on: "2026-12-01" }, "maybe 0+0"],
      [{ kind: "people", adults: 2, children: 1 }, "yes 2+1"],
    ] as const)
      expect(told(one).standing, JSON.stringify(one)).toEqual({ ...stood, e3: said });
  });

  it("answers what words name, and everything once our own menu of everything was the last", () => {
    const named: Reading = { kind: "said", said: [{ events: ["e5"], answer: "no", count: null }] };
    expect(told(named).standing).toEqual({ ...stood, e5: "no 0+0" });
    expect(told({ kind: "unread" }, whole("no")).standing).toEqual({ ...stood, e3: "no 0+0" });
    expect(told({ kind: "unread" }, digits(3)).standing).toEqual(all("no 0+0"));
    expect(told(digits(1), whole("no")).standing).toEqual(all("no 0+0"));
  });

  it("answers the message it was written under, whatever is open", () => {
    const quoting = turn(whole("no"), { menu: sangeet, quoted: "menu" });
    const chat = answersOf([turn(press("yes")), turn(press("some")), quoting]);
    expect(chat.standing).toEqual({ ...all("yes 3+2", "yes 3+0"), e3: "no 0+0" });
    const count = { kind: "count", events: ["e4"], most: { adults: 3, children: 2 }, apart: true } as const;
    const under = answersOf([turn(press("yes")), turn(digits(2), { quoted: count })]);
    expect(under.standing).toEqual({ ...all("yes 3+2", "yes 3+0"), e4: "yes 2+0" });
  });

  it("answers nothing where that function is open to them no more", () => {
    const gone = { events: ["e9"], actions: [] } as const;
    expect(answersOf([turn(digits(1), { menu: gone })]).standing).toEqual({});
  });
});

it("says once to whoever comes back that they are heard from again, invited to something or not", () => {
  const start: Reading = { kind: "start" };
  for (const events of [EIGHT, []]) {
    const chat = [turn({ kind: "stop" }, { events }), turn(start, { events })];
    expect(answersOf(chat).last?.step).toMatchObject({ say: { kind: "back_in" }, outcome: "opted_in" });
    expect(answersOf([...chat, turn(start, { events })]).last?.step).toMatchObject({
      say: null,
      outcome: "opted_in",
    });
  }
});

describe("what cannot be", () => {
  it("asks again where a number does not fit, and records nothing", () => {
    for (const [turns, outcome] of [
      [[turn(press("some")), turn(digits(9))], "prompted"],
      [[turn(press("some")), turn(digits(3)), turn(digits(6))], "to_read"],
      [[turn(press("maybe")), turn(digits(7))].slice(1), "prompted"],
    ] as const) {
      const chat = answersOf(turns);
      expect(chat.standing).toEqual({});
      expect(chat.last?.step.outcome).toBe(outcome);
      expect(chat.last?.step.say).not.toBeNull();
    }
  });

  it("gives what it cannot read to the family, told once, and keeps the open question", () => {
    const unread: Reading = { kind: "unread" };
    const first = converse(NEW_CHAT, { ...turn(unread), newMenu: false });
    expect(first).toMatchObject({ outcome: "to_read", say: { kind: "to_family" } });
    expect(converse(first.state, { ...turn(unread), newMenu: false }).say).toBeNull();
    const chat = answersOf([turn(press("some")), turn(digits(3)), turn(unread), turn(digits(2))]);
    expect(chat.standing).toEqual(only({ e3: "yes 2+0" }));
  });

  it("answers nothing for a function whose date has passed, and shows it to the family", () => {
    const events = EIGHT.map((event) => ({ ...event, closed: event.eventId !== "e8" }));
    const chat = answersOf([turn(press("no"), { events })]);
    expect(chat.standing).toEqual({ e8: "no 0+0" });
    expect(chat.outcomes.values().next().value).toBe("to_read");
    const closed = EIGHT.map((event) => ({ ...event, closed: true }));
    expect(answersOf([turn(press("yes"), { events: closed })]).last?.step.say?.kind).toBe("too_late");
    const late = EIGHT.slice(0, 7).map((event) => event.eventId);
    expect(chat.last?.step.say, "the others are named").toMatchObject({ why: "noted", late });
  });

  it("takes nothing back after the date, and the rest is read by the family", () => {
    const closed = EIGHT.map((event) => ({ ...event, closed: event.eventId !== "e8" }));
    const answered = turn(press("yes"));
    for (const undo of [
      { kind: "undo" } as const,
      tap({ kind: "noted", inboundId: answered.inboundId }, "undo"),
    ]) {
      const chat = answersOf([answered, turn(undo, { events: closed }), turn(undo, { events: closed })]);
      const { e8: _, ...rest } = all("yes 3+2", "yes 3+0") as Record<string, string>;
      expect(chat.standing).toEqual(rest);
      expect([...chat.outcomes.values()]).toEqual(["answered", "to_read", "to_read"]);
      expect(chat.last?.step.say).toMatchObject({ kind: "too_late" });
      expect(answersOf([answered, turn(undo, { events: closed })]).last?.step).toMatchObject({
        takesBack: answered.inboundId,
        say: { why: "taken_back", late: Object.keys(rest) },
      });
    }
  });

  it("gives to the family what it would have to ask somebody who cannot be written to", () => {
    const mute = (one: Meaning) => turn(one, { mute: true });
    for (const one of [press("some"), digits(7), { kind: "status" }] as const) {
      const chat = answersOf([mute(one), mute(digits(1))]);
      expect([...chat.outcomes.values()]).toEqual(["to_read", "answered"]);
      expect(chat.last?.step.say).toBeNull();
      expect(chat.standing).toEqual(all("yes 3+2", "yes 3+0"));
    }
    const unsure = answersOf([mute(press("maybe"))]);
    expect(unsure.standing).toEqual(all("maybe 0+0"));
    expect([...unsure.outcomes.values()]).toEqual(["to_read"]);
  });

  it("thanks nobody twice and asks nothing after a thank you", () =>
    expect(converse(NEW_CHAT, { ...turn({ kind: "courtesy" }), newMenu: false })).toMatchObject({
      say: null,
      outcome: "ignored",
    }));
});

const events = fc
  .array(
    fc
      .record({ adults: fc.nat(6), children: fc.nat(4), closed: fc.boolean() })
      .filter((one) => one.adults + one.children > 0),
    { maxLength: 12 },
  )
  .map((list): OpenFunction[] =>
    list.map((one, at) => ({ ...one, eventId: `e${at + 1}`, name: `F${at + 1}` })),
  );
const ids = fc.array(fc.constantFrom("e1", "e2", "e5", "e9", "elsewhere"), { maxLength: 4 });
const count = fc.oneof(
  fc.nat(12).map((total) => ({ total })),
  fc.record({ adults: fc.nat(8), children: fc.nat(5) }),
);
const ask: fc.Arbitrary<Ask> = fc.oneof(
  ids.map((list): Ask => ({ kind: "functions", events: list })),
  fc.record({
    kind: fc.constant("count" as const),
    events: ids,
    most: fc.record({ adults: fc.nat(9), children: fc.nat(9) }),
    apart: fc.boolean(),
    without: ids,
  }),
  fc.constant<Ask>({ kind: "when", days: [3, 7, 14] }),
  fc.constant<Ask>({ kind: "noted", inboundId: "wamid-1" }),
  fc.constant<Ask>({ kind: "household", units: ["u"], inboundId: "x" }),
);
const meaning: fc.Arbitrary<Meaning> = fc.oneof(
  fc.constantFrom<Meaning>(
    ...(["yes", "some", "maybe", "no"] as const).map(press),
    ...(["some", "undo", "status", "stop", "courtesy", "unread"] as const).map((kind) => ({ kind })),
  ),
  fc.record({
    kind: fc.constant("tap" as const),
    ask,
    key: fc.constantFrom("all", "1", "3", "2+1", "undo", "some", "x"),
  }),
  fc.record({
    kind: fc.constant("numbers" as const),
    values: fc.array(fc.nat(13), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("people" as const), adults: fc.nat(9), children: fc.nat(9) }),
  fc.record({ kind: fc.constant("later" as const), on: fc.constantFrom(null, "2026-12-01") }),
  fc.record({
    kind: fc.constant("said" as const),
    said: fc.array(
      fc.record({
        events: fc.oneof(fc.constantFrom("all" as const, "rest" as const), ids),
        answer: fc.constantFrom("yes" as const, "no" as const, "maybe" as const),
        count: fc.option(count, { nil: null }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const menu: fc.Arbitrary<Menu | null> = fc.option(
  fc.record({
    events: ids,
    actions: fc.subarray<"yes" | "some" | "maybe" | "no">(["yes", "some", "maybe", "no"]),
  }),
);

describe("whatever is said in whatever state", () => {
  it("has a next step, answers only functions it was asked, within the places, and never leaves the guest alone", () =>
    fc.assert(
      fc.property(
        events,
        fc.array(fc.tuple(meaning, menu, fc.boolean()), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (list, meanings, apart) => {
          let state: ChatState = NEW_CHAT;
          for (const [one, shown, newMenu] of meanings) {
            const now: Turn = { ...turn(one, { events: list, apart, menu: shown }), newMenu };
            const step = converse(state, now);
            const bare = one.kind === "numbers" || one.kind === "later" || one.kind === "people";
            if (newMenu && shown && bare)
              for (const fact of step.facts) expect(shown.events).toContain(fact.eventId);
            for (const fact of step.facts) {
              const event = list.find((open) => open.eventId === fact.eventId);
              expect(event?.closed).toBe(false);
              expect(fact.adults + fact.children).toBeLessThanOrEqual(event!.adults + event!.children);
              expect(fact.adults >= 0 && fact.children >= 0).toBe(true);
              expect(fact.answer === "yes").toBe(fact.adults + fact.children > 0);
            }
            expect(new Set(step.facts.map((fact) => fact.eventId)).size).toBe(step.facts.length);
            if (step.say === null)
              expect(
                ["opted_out", "ignored", "taken_back", "to_read"].includes(step.outcome),
                `silence after ${JSON.stringify(one)} in ${JSON.stringify(state)}`,
              ).toBe(true);
            if (step.facts.length > 0) expect(["answered", "to_read"]).toContain(step.outcome);
            state = step.state;
          }
          // From wherever it stands, a tap on the invitation still does what it says.
          const open = list.filter((event) => !event.closed);
          const final = converse(state, { ...turn(press("no"), { events: list }), newMenu: false });
          expect(final.facts.length).toBe(open.length);
        },
      ),
      { numRuns: 2_000 },
    ));
});
