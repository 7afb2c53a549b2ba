import fc from "fast-check";
import { expect, it } from "vitest";
import { type Seats, shareSeats } from "./share-seats";

const seats = fc.record({ adults: fc.nat(4), children: fc.nat(4) });
const holders = fc
  .array(seats, { maxLength: 4 })
  .map((all) => all.map((one, at) => ({ unitId: String(at), ...one })));
const leaving = fc
  .dictionary(fc.constantFrom("0", "1", "2", "gone"), seats)
  .map((all) => new Map(Object.entries(all)));
const sum = (all: Iterable<Seats>, band: keyof Seats) =>
  [...all].reduce((total, one) => total + one[band], 0);

it("gives away as many as leave, where there are so many, but the last one, and no place twice", () =>
  fc.assert(
    fc.property(holders, leaving, (all, gone) => {
      const { taken, left } = shareSeats(all, gone);
      const asked = { adults: 0, children: 0 };
      for (const band of ["adults", "children"] as const) {
        asked[band] = Math.min(sum(gone.values(), band), sum(all, band));
        expect(taken[band] + sum(left, band)).toBe(sum(all, band));
        expect(left.every((one) => one[band] >= 0)).toBe(true);
      }
      const places = sum(all, "adults") + sum(all, "children");
      const wanted = asked.adults + asked.children;
      expect(taken.adults + taken.children).toBe(Math.min(wanted, Math.max(0, places - 1)));
      if (wanted < places) expect(taken).toEqual(asked);
    }),
  ));

it("takes of each where they come from, and of the others only what is missing there", () =>
  fc.assert(
    fc.property(holders, leaving, (all, gone) => {
      fc.pre(sum(all, "adults") > sum(gone.values(), "adults"));
      const { left } = shareSeats(all, gone);
      const short = (band: keyof Seats) =>
        sum(gone.values(), band) -
        sum(
          all.map((one) => ({ ...one, [band]: Math.min(one[band], gone.get(one.unitId)?.[band] ?? 0) })),
          band,
        );
      for (const band of ["adults", "children"] as const)
        for (const [at, one] of left.entries()) {
          const own = Math.min(all[at]![band], gone.get(one.unitId)?.[band] ?? 0);
          expect(all[at]![band] - one[band]).toBeGreaterThanOrEqual(own);
          if (short(band) === 0) expect(all[at]![band] - one[band]).toBe(own);
        }
    }),
  ));
