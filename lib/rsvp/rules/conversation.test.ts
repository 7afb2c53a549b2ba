import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation, Intent } from "@/lib/rsvp/types";
import { converse, type HouseholdInvited, seatsOf } from "./conversation";
import { readText } from "./intent";

const household: HouseholdInvited = {
  name: "Mehta",
  events: [
    { eventId: "a", name: "Sangeet", adults: 3, children: 2 },
    { eventId: "b", name: "Wedding", adults: 3, children: 2 },
  ],
};
const fresh: Conversation = { state: "invited", pendingTotal: null };

/** Plays typed messages and taps in order; returns the last answers and how many messages the guest needed. */
function play(...intents: Intent[]) {
  let conversation = fresh;
  let answers: ReturnType<typeof converse>["answers"] = [];
  for (const intent of intents) {
    const step = converse(household, conversation, intent);
    conversation = step.conversation;
    if (step.answers.length > 0) answers = step.answers;
  }
  return { conversation, answers };
}
const tap = (answer: "yes" | "no" | "maybe"): Intent => ({ kind: "answer", answer, source: "button" });
const type = (text: string): Intent => readText(text);

describe("the conversation", () => {
  it("records a full-family yes in one tap, or one digit", () => {
    for (const first of [tap("yes"), type("1"), type("Yes!"), type("१")]) {
      expect(play(first).answers).toEqual(
        household.events.map(({ eventId }) => ({ eventId, answer: "yes", adults: 3, children: 2 })),
      );
    }
  });
  it("records a smaller count in three messages", () => {
    expect(play(tap("yes"), type("3"), type("1")).answers[0]).toEqual({
      eventId: "a",
      answer: "yes",
      adults: 2,
      children: 1,
    });
  });
  it("takes no and maybe in one", () => {
    expect(play(type("3")).answers.every((one) => one.answer === "no")).toBe(true);
    expect(play(tap("maybe")).answers.every((one) => one.answer === "maybe")).toBe(true);
  });
  it("lets an old button and a later word change the answer", () => {
    expect(play(tap("yes"), type("2"), type("0"), tap("no")).answers[0]).toMatchObject({
      answer: "no",
      adults: 0,
    });
    expect(play(tap("no"), type("yes")).answers[0]).toMatchObject({ answer: "yes", adults: 3 });
  });
  it("asks again where a number cannot be, and records nothing", () => {
    const step = converse(household, { state: "counting", pendingTotal: null }, type("9"));
    expect(step).toMatchObject({ answers: [], outcome: "prompted", conversation: { state: "counting" } });
    expect(step.reply).toContain("1 to 5");
  });
  it("gives what it cannot read to a human, once with a kind word", () => {
    const first = converse(household, fresh, type("yes but only for the sangeet, and my brother?"));
    expect(first).toMatchObject({ answers: [], outcome: "to_read" });
    expect(first.reply).toContain("the family will read");
    expect(converse(household, first.conversation, type("hello?")).reply).toBeNull();
  });
  it("does not let a thank-you turn the number that follows into a no", () => {
    expect(play(tap("yes"), type("Thank you so much"), type("3"), type("🙏"), type("1")).answers[0]).toEqual({
      eventId: "a",
      answer: "yes",
      adults: 2,
      children: 1,
    });
  });
  it("stops at once", () =>
    expect(converse(household, fresh, type("STOP"))).toMatchObject({
      outcome: "opted_out",
      answers: [],
      reply: null,
    }));
});

const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  fc.constantFrom<Intent>(tap("yes"), tap("no"), tap("maybe"), { kind: "stop" }, { kind: "unread" }),
  fc.nat(12).map((value): Intent => ({ kind: "number", value })),
  fc.string().map(readText),
);
const anyHousehold = fc.array(fc.record({ adults: fc.nat(6), children: fc.nat(4) }), { maxLength: 8 }).map(
  (seats): HouseholdInvited => ({
    name: "X",
    events: seats.map((seat, i) => ({
      eventId: String(i),
      name: `F${i}`,
      ...seat,
      adults: seat.adults + (seat.adults + seat.children === 0 ? 1 : 0),
    })),
  }),
);
const anyState: fc.Arbitrary<Conversation> = fc.record({
  state: fc.constantFrom("invited", "counting", "children", "answered", "human"),
  pendingTotal: fc.option(fc.nat(12)),
});

describe("whatever is said, in whatever state", () => {
  it("has a next step, within the seats, for functions the family is invited to, and no reply too long", () => {
    fc.assert(
      fc.property(anyHousehold, anyState, fc.array(anyIntent, { maxLength: 6 }), (home, start, intents) => {
        let conversation = start;
        for (const intent of intents) {
          const step = converse(home, conversation, intent);
          const ids = new Set(home.events.map((event) => event.eventId));
          for (const answer of step.answers) {
            const event = home.events.find((one) => one.eventId === answer.eventId)!;
            expect(ids.has(answer.eventId)).toBe(true);
            expect(answer.adults <= event.adults && answer.children <= event.children).toBe(true);
            expect((answer.answer === "yes") === answer.adults + answer.children > 0).toBe(true);
          }
          expect(step.reply === null || step.reply.length < 1024).toBe(true);
          conversation = step.conversation;
        }
      }),
      { numRuns: 500 },
    );
  });
  it("reaches any possible count in at most three messages", () => {
    fc.assert(
      fc.property(
        anyHousehold.filter((home) => home.events.length > 0),
        fc.nat(6),
        fc.nat(4),
        (home, wantAdults, wantChildren) => {
          const { adults, children } = seatsOf(home.events);
          const [a, c] = [Math.min(wantAdults, adults), Math.min(wantChildren, children)];
          fc.pre(a + c > 0);
          let step = converse(home, fresh, tap("yes"));
          let messages = 1;
          if (a + c < adults + children) {
            step = converse(home, step.conversation, { kind: "number", value: a + c });
            messages++;
            if (step.conversation.state === "children") {
              step = converse(home, step.conversation, { kind: "number", value: c });
              messages++;
            }
          }
          expect(messages).toBeLessThanOrEqual(3);
          const fullest = home.events.find((event) => event.adults === adults && event.children === children);
          if (fullest)
            expect(step.answers.find((one) => one.eventId === fullest.eventId)).toMatchObject({
              adults: a,
              children: c,
            });
        },
      ),
      { numRuns: 500 },
    );
  });
});
