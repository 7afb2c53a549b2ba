import fc from "fast-check";
import { expect, it } from "vitest";
import { readCountCell } from "@/lib/imports/rules/count-cell";

it.each([
  ["4", 4, undefined, false],
  ["4.0", 4, undefined, false],
  ["4,0", 4, undefined, false],
  ["४", 4, undefined, false],
  ["two", 2, undefined, false],
  ["4 pax", 4, undefined, false],
  ["4 people", 4, undefined, false],
  ["4 log", 4, undefined, false],
  ["couple", 2, undefined, false],
  ["Just me", 1, undefined, false],
  ["only me", 1, undefined, false],
  ["2 kids", undefined, 2, false],
  ["5+2", 5, 2, true],
  ["5 + 2", 5, 2, true],
  ["(5+2)", 5, 2, true],
  ["3/1", 3, 1, true],
  ["4 & 2", 4, 2, true],
  ["4 + 2 kids", 4, 2, false],
  ["4+2 children", 4, 2, false],
  ["4 (2 kids)", 2, 2, true],
  ["4 [2 kids]", 2, 2, true],
  ["6 members (2 children)", 4, 2, true],
  ["6 pax (1 kid, 1 infant)", 4, 2, true],
  ["2 (2 kids)", 2, 2, true],
  ["4 (+2 kids)", 4, 2, false],
  ["4 pax 2 kids", 4, 2, true],
  ["4, 2 kids", 4, 2, true],
  ["4 with 2 kids", 4, 2, true],
  ["4 pax + 2 kids", 4, 2, false],
  ["4 and 2 kids", 4, 2, false],
  ["4 people & 2 kids", 4, 2, false],
  ["4 adults 2 kids", 4, 2, false],
  ["4 adults (2 kids)", 4, 2, false],
  ["4 pax (2 adults, 2 kids)", 2, 2, false],
  ["5 people: 2 adults, 2 kids", 2, 2, true],
  ["4 (2 adults, 2 kids)", 2, 2, false],
  ["4 (4 adults)", 4, 0, false],
  ["4 और 2 बच्चे", 4, 2, false],
  ["2A+1C", 2, 1, false],
  ["2a 1c", 2, 1, false],
  ["2 adults 1 child", 2, 1, false],
  ["2 Adults, 1 kid and 1 infant", 2, 2, false],
  ["two adults & one child", 2, 1, false],
  ["1 child, 2 adults", 2, 1, false],
  ["२ वयस्क और १ बच्चा", 2, 1, false],
  ["+4", 5, undefined, true],
  ["+2 kids", undefined, 2, false],
] as const)("reads %s", (text, adults, children, guessed) => {
  expect(readCountCell(text)).toEqual({
    ...(adults === undefined ? {} : { adults }),
    ...(children === undefined ? {} : { children }),
    ...(guessed ? { guessed: true } : {}),
  });
});

it.each([
  "many",
  "family",
  "2+1+1",
  "10-12",
  "5 2",
  "4?",
  "1.5",
  "01/02/2026",
  "500",
  "2 tables",
  "+2 +3",
  "9825012345",
  "",
])("does not read %s", (text) => {
  expect(readCountCell(text)).toBeNull();
});

it("is total, and counts no more than a family may have", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 +/&,acpkx.-]{0,12}$/)), (text) => {
      const { adults = 0, children = 0 } = readCountCell(text) ?? {};
      expect(Math.max(adults, children)).toBeLessThanOrEqual(200);
      expect(Math.min(adults, children)).toBeGreaterThanOrEqual(0);
    }),
  );
});
