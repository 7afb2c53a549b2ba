import { expect, it } from "vitest";
import { CHAT_LANGUAGES } from "./chat-languages";
import { openWishes, sameWishes, wishesOf } from "./wishes";

const event = (eventId: string, adults: number, children: number, closed = false) => ({
  eventId,
  name: eventId,
  adults,
  children,
  closed,
});

it("wishes for the places it would need, at functions that keep fewer and are still open", () => {
  const events = [event("sangeet", 3, 2), event("haldi", 6, 0), event("lunch", 1, 0, true)];
  expect(wishesOf({ total: 6 }, events)).toEqual([{ eventId: "sangeet", adults: 4, children: 2 }]);
  expect(wishesOf({ adults: 1, children: 5 }, events)).toEqual([
    { eventId: "sangeet", adults: 1, children: 5 },
  ]);
  expect(wishesOf({ total: 5 }, events)).toEqual([]);
  expect(wishesOf({ total: 400 }, events)).toEqual([]);
});

it("is open until that many are kept, and of each function the last one counts", () => {
  const sangeet = (adults: number) => ({ eventId: "sangeet", adults, children: 0 });
  const said = [[sangeet(5)], [sangeet(4), { eventId: "gone", adults: 9, children: 0 }]];
  const [wish, ...more] = openWishes(said, [event("sangeet", 3, 0)], "en");
  expect(more).toEqual([]);
  expect(wish).toMatchObject({ adults: 4, kept: { adults: 3, children: 0 } });
  expect(wish!.drafts.yes).toBe("There are 4 places for you at sangeet now.");
  expect(wish!.drafts.no).toContain("more than 3 places");
  expect(openWishes(said, [event("sangeet", 4, 0)], "en")).toEqual([]);
});

it.each([...CHAT_LANGUAGES.keys()])(
  "drafts both answers in %s, with the numbers and the name",
  (language) => {
    const [wish] = openWishes(
      [[{ eventId: "Sangeet", adults: 5, children: 2 }]],
      [event("Sangeet", 3, 1)],
      language,
    );
    for (const [draft, n] of [
      [wish!.drafts.yes, "7"],
      [wish!.drafts.no, "4"],
    ] as const) {
      expect(draft).toContain("Sangeet");
      expect(draft).toContain(n);
    }
  },
);

it("knows the same wishes in any order", () => {
  const [a, b] = [
    { eventId: "a", adults: 1, children: 2 },
    { eventId: "b", adults: 3, children: 0 },
  ];
  expect(sameWishes([a, b], [b, a])).toBe(true);
  expect(sameWishes([a], [{ ...a, adults: 2 }])).toBe(false);
});
