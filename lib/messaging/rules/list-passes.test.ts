import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterPage, nextPass, putOffSeconds, SETTLE_MS } from "./list-passes";

const NOW = new Date("2026-11-20T12:00:00Z");
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

describe("the next pass over a list", () => {
  it("begins where the sender was connected, and nowhere before", () => {
    const seen = { connectedAt: ago(2), seenUntil: null, deepAt: null };
    expect(nextPass(seen, NOW)).toEqual({
      stage: "in",
      since: ago(2).toISOString(),
      until: new Date(NOW.getTime() - SETTLE_MS).toISOString(),
      deep: true,
      cursor: null,
    });
    expect(nextPass({ ...seen, connectedAt: NOW }, NOW)).toBeNull();
  });
  it("overlaps the last one by six hours, once a day by a week, and however long nobody looked", () => {
    const seen = { connectedAt: ago(5_000), seenUntil: ago(0.5), deepAt: ago(3) };
    expect(nextPass(seen, NOW)).toMatchObject({ since: ago(6.5).toISOString(), deep: false });
    const week = NOW.getTime() - SETTLE_MS - 7 * 24 * 3_600_000;
    expect(nextPass({ ...seen, deepAt: ago(24) }, NOW)).toMatchObject({
      since: new Date(week).toISOString(),
      deep: true,
    });
    expect(nextPass({ ...seen, seenUntil: ago(700) }, NOW)).toMatchObject({ since: ago(706).toISOString() });
  });
  it("leaves nothing out between two passes, and looks at nothing from before the connection", () => {
    const hours = fc.double({ min: 0.2, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(hours, hours, fc.option(hours), (connected, seenHours, deepHours) => {
        const connectedAt = ago(connected);
        const seenUntil = ago(Math.min(seenHours, connected));
        const pass = nextPass(
          { connectedAt, seenUntil, deepAt: deepHours === null ? null : ago(deepHours) },
          NOW,
        )!;
        expect(Date.parse(pass.since)).toBeLessThanOrEqual(seenUntil.getTime());
        expect(Date.parse(pass.since)).toBeGreaterThanOrEqual(connectedAt.getTime());
      }),
    );
  });
});

it("reads inbound, then outbound, then what is in doubt, each to its end", () => {
  const pass = nextPass({ connectedAt: ago(2), seenUntil: null, deepAt: null }, NOW)!;
  const second = afterPage(pass, "/next")!;
  expect(second).toEqual({ ...pass, cursor: "/next" });
  const out = afterPage(second, null)!;
  expect(out).toEqual({ ...pass, stage: "out" });
  const doubts = afterPage(out, null)!;
  expect(doubts).toEqual({ ...pass, stage: "doubts" });
  expect(afterPage(doubts, null)).toBeNull();
});

it("leaves the provider alone for longer each time, and never for less than it asked", () => {
  expect([0, 1, 2, 5, 50].map((failures) => putOffSeconds(failures))).toEqual([30, 60, 120, 900, 900]);
  expect(putOffSeconds(0, 3_600)).toBe(3_600);
  expect(putOffSeconds(3, 1)).toBe(240);
});
