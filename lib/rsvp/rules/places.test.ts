import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOutPlaces } from "./places";

const waiting = fc.array(
  fc
    .record({ unitId: fc.uuid(), held: fc.nat(5), more: fc.nat(8) })
    .map(({ unitId, held, more }) => ({ unitId, held, persons: held + more })),
  { maxLength: 30 },
);

it("gives no place that is not free, families together, and none that fits is left out", () =>
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 60 }), waiting, (free, list) => {
      const given = shareOutPlaces(free, list);
      const used = given.reduce(
        (sum, one) => sum + one.held - list.find((was) => was.unitId === one.unitId)!.held,
        0,
      );
      expect(used).toBeLessThanOrEqual(Math.max(0, free));
      for (const one of given) expect(one.held).toBe(one.persons);
      const left = free - used;
      for (const one of list)
        if (!given.some((got) => got.unitId === one.unitId) && one.persons > one.held)
          expect(one.persons - one.held).toBeGreaterThan(left);
    }),
  ));
