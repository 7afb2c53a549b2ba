import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, daysNeeded, type Price } from "./cost";

const UAE: Price = { country: "AE", category: "MARKETING", price: 14_100, currency: "INR" };

describe("what a run costs", () => {
  it("adds up by country, with the family's own price over the known one, and names what has none", () => {
    const counts = [
      { country: "AE", messages: 10 },
      { country: "IN", messages: 100 },
      { country: null, messages: 2 },
    ];
    expect(costOf(counts, "MARKETING", [UAE])).toEqual({
      lines: [
        { country: "IN", messages: 100, total: 863_100, currency: "INR" },
        { country: "AE", messages: 10, total: 141_000, currency: "INR" },
        { country: null, messages: 2, total: null, currency: null },
      ],
      totals: [{ currency: "INR", total: 1_004_100 }],
      unpriced: 2,
    });
    expect(costOf(counts, "UTILITY", [UAE]).unpriced).toBe(12);
    const own: Price = { country: "IN", category: "MARKETING", price: 1, currency: "USD" };
    expect(costOf(counts, "MARKETING", [own]).totals).toEqual([{ currency: "USD", total: 100 }]);
  });
  it("loses no message and mixes no currencies, whatever the prices", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ country: fc.constantFrom("IN", "AE", "US", null), messages: fc.nat(10_000) }),
          { selector: ({ country }) => country },
        ),
        fc.array(
          fc.record({
            country: fc.constantFrom("IN", "AE", "US"),
            category: fc.constant("MARKETING"),
            price: fc.nat(50_000),
            currency: fc.constantFrom("INR", "USD"),
          }),
        ),
        (counts, prices) => {
          const cost = costOf(counts, "MARKETING", prices);
          const all = counts.reduce((sum, one) => sum + one.messages, 0);
          expect(cost.lines.reduce((sum, line) => sum + line.messages, 0)).toBe(all);
          for (const { currency, total } of cost.totals)
            expect(
              cost.lines.reduce((sum, line) => sum + (line.currency === currency ? line.total! : 0), 0),
            ).toBe(total);
        },
      ),
    ));
});

it.each([
  [200, 250, 0, null],
  [200, 250, 50, null],
  [200, 250, 100, 2],
  [200, 250, 250, 1],
  [200, 250, 400, 1],
  [600, 250, 0, 3],
  [600, 250, 249, 4],
  [600, null, 999, null],
] as const)("%i families at %s a day, %i of them gone: %s days", (recipients, limit, used, days) =>
  expect(daysNeeded(recipients, limit, used)).toBe(days),
);
