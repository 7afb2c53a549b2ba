import { describe, expect, it } from "vitest";
import { type DayFacts, type FunctionFacts, questionOfTheDay } from "./question-of-the-day";

const now = new Date("2026-11-21T06:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const sangeet: FunctionFacts = {
  id: "s",
  name: "Sangeet",
  zone: "Asia/Kolkata",
  startsAt: inDays(30),
  deadline: null,
  numbersDue: null,
  invited: 200,
  asked: 200,
  coming: 312,
  pending: 41,
  silent: 41,
  silentRead: 22,
  waiting: 0,
  free: null,
  oldestSilentDays: 2,
};
const all = { read: true, settle: true, send: true, record: true, edit: true, invite: true };
const facts = (part: Partial<DayFacts> = {}, one: Partial<FunctionFacts> = {}): DayFacts => ({
  functions: [{ ...sangeet, ...one }],
  paused: [],
  toRead: 0,
  disagreements: 0,
  unreached: 0,
  askAgain: 0,
  inDoubt: 0,
  may: all,
  ...part,
});
const said = (part: Partial<DayFacts> = {}, one: Partial<FunctionFacts> = {}) =>
  questionOfTheDay(facts(part, one), now).sentence;

describe("the question of the day", () => {
  it("names who wanted to be asked again by today, before who differs and after who waits to be read", () => {
    expect(questionOfTheDay(facts({ askAgain: 1, disagreements: 9 }), now)).toMatchObject({
      sentence: "1 family was not sure and wanted to be asked again by today.",
      act: { path: "/runs/calls" },
    });
    expect(said({ askAgain: 9, toRead: 1 })).toMatch(/^1 message waits/);
    expect(questionOfTheDay(facts({ askAgain: 2, may: { ...all, edit: false } }), now)).toMatchObject({
      act: null,
    });
  });
  it("names the caterer's day with all that is open", () =>
    expect(
      questionOfTheDay(
        facts({ disagreements: 6 }, { numbersDue: { who: "the caterer", at: inDays(6) } }),
        now,
      ),
    ).toEqual({
      sentence:
        "Sangeet: 312 coming, 41 families have not replied, 6 families differ somewhere; the caterer wants the number by Friday.",
      act: { label: "Call the silent", path: "/answers/s?which=pending" },
      urgent: false,
    }));
  it.each([
    ["today", 0.2, "answers close today."],
    ["tomorrow", 1, "answers close tomorrow."],
    ["within the week", 3, "answers close on Tuesday."],
    ["in eight days", 8, "answers close on 29 November."],
    ["gone by", -2, "the day to answer by has passed."],
  ])("knows a last day to answer that is %s", (_name, days, end) =>
    expect(said({}, { deadline: inDays(days) })).toMatch(new RegExp(`${end.replace(".", "\\.")}$`)),
  );
  it("does not call a function full where places are free that no family fits into", () => {
    expect(said({}, { waiting: 4, free: 0 })).toBe("Sangeet is full: 4 people wait for a place.");
    expect(said({}, { waiting: 4, free: 3 })).toBe(
      "Sangeet: 4 people wait for a place; 3 are free, too few for a whole family.",
    );
  });
  it("takes the day where the function is, not ours", () => {
    const late = "2026-11-22T19:00:00Z";
    expect(said({}, { deadline: late })).toContain("on Monday");
    expect(said({}, { deadline: late, zone: "America/New_York" })).toContain("tomorrow");
  });
  it("puts the nearer date first, whatever else is open", () => {
    const mehndi = { ...sangeet, id: "m", name: "Mehndi", deadline: inDays(5) };
    const both = facts({ toRead: 40, disagreements: 3 }, { deadline: inDays(2) });
    expect(questionOfTheDay({ ...both, functions: [mehndi, ...both.functions] }, now).sentence).toMatch(
      /^Sangeet: .* answers close on Monday\.$/,
    );
  });
  it("goes down by weight: held up, dates, messages, full, differing, in doubt, silence", () => {
    const everything = facts(
      {
        paused: [{ id: "r", name: "Invitations" }],
        toRead: 3,
        disagreements: 2,
        inDoubt: 1,
      },
      { deadline: inDays(1), waiting: 12, oldestSilentDays: 9 },
    );
    const order: string[] = [];
    const steps: Partial<DayFacts>[] = [
      {},
      { paused: [] },
      { functions: [{ ...everything.functions[0]!, deadline: null }] },
      { toRead: 0 },
      { functions: [{ ...everything.functions[0]!, deadline: null, waiting: 0 }] },
      { disagreements: 0 },
      { inDoubt: 0 },
      { functions: [{ ...sangeet, pending: 0, silent: 0 }] },
    ];
    let state = everything;
    for (const step of steps) {
      state = { ...state, ...step };
      order.push(questionOfTheDay(state, now).sentence);
    }
    expect(order).toEqual([
      expect.stringContaining("held up"),
      expect.stringContaining("answers close tomorrow"),
      expect.stringContaining("3 messages wait"),
      expect.stringContaining("full: 12 people wait"),
      expect.stringContaining("In 2 families"),
      expect.stringContaining("Of 1 message nobody knows whether it"),
      expect.stringContaining("41 families are silent, 22 of them have read it, the first for 9 days"),
      "Sangeet: 312 are coming, every family has replied.",
    ]);
  });
  it("asks nobody for what they may not do", () => {
    const none = Object.fromEntries(Object.keys(all).map((key) => [key, false])) as DayFacts["may"];
    const open = facts({ paused: [{ id: "r", name: "X" }], toRead: 3, inDoubt: 2, may: none });
    expect(questionOfTheDay(open, now).sentence).toBe(
      "Sangeet: 312 are coming, 41 families have not replied.",
    );
    expect(questionOfTheDay({ ...open, functions: [] }, now)).toMatchObject({ act: null });
  });
  it("leaves a function alone that is over, and says what comes first", () => {
    expect(said({}, { startsAt: inDays(-1), deadline: inDays(-3) })).toContain("312 are coming");
    expect(said({}, { invited: 0 })).toBe("Nobody is invited yet.");
    expect(said({}, { invited: 1, asked: 0, pending: 1, coming: 0, silent: 0 })).toBe(
      "1 family is invited to Sangeet; nobody was asked yet.",
    );
  });
});
