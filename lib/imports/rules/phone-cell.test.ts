import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phonesInCell, readPhone } from "@/lib/imports/rules/phone-cell";
import { normalisePhone, splitPhones } from "@/lib/kernel/phone";

describe("readPhone", () => {
  const number = fc
    .tuple(
      fc.constantFrom("", "+91", "91", "0", "+91 ", "91-", "0 ", "+"),
      fc.constantFrom("6", "7", "8", "9", "1"),
      fc.stringMatching(/^\d{4}[ -]?\d{5}$/),
    )
    .map((parts) => parts.join(""));

  it("says what normalisePhone says, first seen or known, at home and abroad", () => {
    fc.assert(
      fc.property(number, fc.constantFrom("IN", "US", "GB", "AE"), (raw, country) => {
        readPhone(raw, country);
        expect(readPhone(raw, country)).toEqual(normalisePhone(raw, country));
      }),
      { numRuns: 2000 },
    );
  });

  it("holds for every start of an Indian number: five digits decide the type", () => {
    for (let start = 60_000; start < 100_000; start += 37) {
      for (const rest of ["00000", "99999", "54321"])
        expect(readPhone(`${start}${rest}`, "IN")).toEqual(normalisePhone(`${start}${rest}`, "IN"));
    }
  });
});

it("phonesInCell cuts as splitPhones does", () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[\d +/;,|:.eE-]{0,40}$/));
  fc.assert(
    fc.property(cell, (text) => {
      if (text.trim() !== "") expect(phonesInCell(text, "IN")).toEqual(splitPhones(text, "IN"));
    }),
  );
});
