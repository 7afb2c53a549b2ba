import fc from "fast-check";
import { expect, it } from "vitest";
import { dayPoints, eveOf, pathOf, topOf } from "./chart";

it("puts a round number on top", () => {
  expect([0, 4, 6, 10, 11, 21, 26, 312, 999, 1001].map(topOf)).toEqual([
    5, 5, 10, 10, 20, 25, 50, 500, 1000, 2000,
  ]);
  fc.assert(fc.property(fc.nat(1_000_000), (n) => topOf(n) >= n && topOf(n) <= Math.max(5, n * 2.5)));
});

it("climbs over the days with answers, is level over the others, and goes on to today", () => {
  const frame = { width: 100, height: 50, top: 10 };
  const points = dayPoints(
    [
      { day: "2026-11-02", n: 4 },
      { day: "2026-11-04", n: 10 },
    ],
    "2026-11-06",
    frame,
  );
  expect(pathOf(points)).toBe("M0.0 50.0L20.0 30.0L40.0 30.0L60.0 0.0L100.0 0.0");
  expect(dayPoints([], "2026-11-06", frame)).toEqual([]);
  expect(pathOf(dayPoints([{ day: "2026-11-06", n: 5 }], "2026-11-06", frame))).toBe("M0.0 50.0L100.0 25.0");
  expect(eveOf("2026-03-01")).toBe("2026-02-28");
});
