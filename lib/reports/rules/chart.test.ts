import fc from "fast-check";
import { expect, it } from "vitest";
import { pathOf, stepPoints, topOf } from "./chart";

it("puts a round number on top", () => {
  expect([0, 4, 6, 10, 11, 21, 26, 312, 999, 1001].map(topOf)).toEqual([
    5, 5, 10, 10, 20, 25, 50, 500, 1000, 2000,
  ]);
  fc.assert(fc.property(fc.nat(1_000_000), (n) => topOf(n) >= n && topOf(n) <= Math.max(5, n * 2.5)));
});

it("draws a number from its day to the next, and on to today", () => {
  const frame = { width: 100, height: 50, top: 10 };
  const points = stepPoints(
    [
      { day: "2026-11-02", n: 4 },
      { day: "2026-11-04", n: 10 },
    ],
    "2026-11-06",
    frame,
  );
  expect(pathOf(points)).toBe("M0.0 50.0L20.0 50.0L20.0 30.0L60.0 30.0L60.0 0.0L100.0 0.0");
  expect(stepPoints([], "2026-11-06", frame)).toEqual([]);
  expect(stepPoints([{ day: "2026-11-06", n: 5 }], "2026-11-06", frame).at(-1)).toEqual({ x: 100, y: 25 });
});
