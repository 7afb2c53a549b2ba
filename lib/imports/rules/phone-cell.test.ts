import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phonesInCell, readPhone, wordedNumbers } from "@/lib/imports/rules/phone-cell";
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

describe("wordedNumbers", () => {
  it.each([
    ["+91 98450-11111 (WhatsApp)", ["+91 98450-11111", "WhatsApp"]],
    ["M: 98450 11116", ["98450 11116", ""]],
    ["WhatsApp 9845011116", ["9845011116", "WhatsApp"]],
    ["98450 11115 ext 12", ["98450 11115", ""]],
    ["98450 11112 / 080 2661 2345 (res)", ["98450 11112", ""], ["080 2661 2345", "res"]],
    ["9845011120(Ramesh)9845011121(Sita)", ["9845011120", "Ramesh"], ["9845011121", "Sita"]],
    ["O-080-26612345 M-9845011118", ["080-26612345", ""], ["9845011118", ""]],
    ["मो. ९८४५०१११२३", ["९८४५०१११२३", ""]],
    // No number, whatever is taken away: a WhatsApp user's id, a fax, a sentence.
    ["IN.1349120865530274", ["IN.1349120865530274", ""]],
    ["US.ENT.11815799212886844830", ["US.ENT.11815799212886844830", ""]],
    ["m9845011118x", ["m9845011118x", ""]],
    ["Fax 080-26612345", ["Fax 080-26612345", ""]],
    ["call Ramesh on 9845011118", ["call Ramesh on 9845011118", ""]],
    ["(WhatsApp)", ["(WhatsApp)", ""]],
  ])("%s", (cell, ...numbers) => {
    expect(wordedNumbers(cell, "IN").map(({ raw, words }) => [raw, words])).toEqual(numbers);
  });
});
