import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Apart, answersApart, answersTogether, type Said } from "./answers-apart";
import type { Seats } from "./share-seats";

const seats = (adults: number, children = 0): Seats => ({ adults, children });
const yes = (adults: number, children = 0, leaving: Seats | null = null): Said => ({
  answer: "yes",
  adults,
  children,
  leaving,
});
const total = (one: Seats | null) => (one ? one.adults + one.children : 0);

describe.each<[string, Said, Seats, Seats, ReturnType<typeof answersApart>]>([
  [
    "all come",
    yes(7),
    seats(7),
    seats(1),
    { goes: { answer: "yes", ...seats(1) }, stays: { answer: "yes", ...seats(6) } },
  ],
  [
    "all come, children as well",
    yes(4, 2),
    seats(4, 2),
    seats(1, 2),
    { goes: { answer: "yes", ...seats(1, 2) }, stays: { answer: "yes", ...seats(3) } },
  ],
  ["some of them come, and fit where they are", yes(5), seats(7), seats(2), { goes: null, stays: null }],
  [
    "more come than have a place where they are",
    yes(5),
    seats(7),
    seats(3),
    { goes: { answer: "yes", ...seats(1) }, stays: { answer: "yes", ...seats(4) } },
  ],
  [
    "who goes is named",
    yes(3, 0, seats(1)),
    seats(7),
    seats(2),
    { goes: { answer: "yes", ...seats(1) }, stays: { answer: "yes", ...seats(2) } },
  ],
  [
    "only who goes is named",
    yes(1, 0, seats(1)),
    seats(7),
    seats(1),
    { goes: { answer: "yes", ...seats(1) }, stays: { answer: "no", ...seats(0) } },
  ],
  [
    "others are named",
    yes(3, 0, seats(0)),
    seats(7),
    seats(2),
    { goes: { answer: "no", ...seats(0) }, stays: null },
  ],
  [
    "nobody comes",
    { answer: "no", ...seats(0), leaving: null },
    seats(3),
    seats(1),
    { goes: { answer: "no", ...seats(0) }, stays: null },
  ],
  [
    "they do not know yet",
    { answer: "maybe", ...seats(0), leaving: null },
    seats(3),
    seats(1),
    { goes: { answer: "maybe", ...seats(0) }, stays: null },
  ],
  ["no place goes with them", yes(1), seats(1), seats(0), { goes: null, stays: null }],
])("where %s", (_case, said, places, taken, apart) => {
  it("is said by each", () => expect(answersApart(said, { places, taken })).toEqual(apart));
});

it("never says more together than was said, nor fewer", () => {
  const some = fc.record({ adults: fc.nat(5), children: fc.nat(5) });
  fc.assert(
    fc.property(some, some, some, (places, part, said) => {
      fc.pre(total(said) > 0);
      const taken = {
        adults: Math.min(part.adults, places.adults),
        children: Math.min(part.children, places.children),
      };
      const { goes, stays } = answersApart(yes(said.adults, said.children), { places, taken });
      expect(total(goes) + total(stays ?? said)).toBe(total(said));
      for (const one of [goes, stays])
        if (one) expect(Math.min(one.adults, one.children)).toBeGreaterThanOrEqual(0);
      if (goes) expect(total(goes)).toBeLessThanOrEqual(Math.max(total(taken), 0));
    }),
  );
});

it.each<[Apart["answer"] | null, Apart["answer"] | null, number | null]>([
  ["yes", "yes", 3],
  ["no", "yes", 1],
  ["maybe", "yes", null],
  [null, "yes", null],
  ["yes", "no", null],
  ["yes", "maybe", null],
  ["yes", null, null],
])("a family that says %s, with somebody who said %s", (there, goes, together) => {
  const said = (answer: Apart["answer"] | null, n: number): Apart | null =>
    answer && { answer, ...seats(answer === "yes" ? n : 0) };
  expect(answersTogether(said(there, 2), said(goes, 1))).toEqual(together && said("yes", together));
});
