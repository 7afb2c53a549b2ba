import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GUEST_LANGUAGES } from "@/lib/kernel/languages";
import { giftFilter } from "./address";
import { readAmount, showMoney, sumMoney } from "./amount";
import { functionNow } from "./function-now";
import { standing } from "./returning";
import { readDay, readSheetRow, rowContents, sheetColumns } from "./sheet";
import { thankWords, whatsAppLink } from "./thank-words";

describe("an amount", () => {
  it.each([
    ["1,101", 1101, "INR"],
    ["₹ 5100/-", 5100, "INR"],
    ["५०१", 501, "INR"],
    ["51k", 51_000, "INR"],
    ["1.5 lakh", 150_000, "INR"],
    ["2 crore", 20_000_000, "INR"],
    ["Rs. 2100", 2100, "INR"],
    ["AED 500", 500, "AED"],
    ["500 dirhams", 500, "AED"],
    ["$101.50", 101.5, "USD"],
    ["1,01,101.25", 101_101.25, "INR"],
  ])("is read as it is written at the table: %s", (text, amount, currency) =>
    expect(readAmount(text)).toEqual({ amount, currency }),
  );
  it.each(["", "many", "-5", "0", "1e9x", "10 20k x", "12 cows", "99999999999999"])(
    "is not guessed: %j",
    (text) => expect(readAmount(text)).toBeNull(),
  );
  it("comes back from its own words, and sums stay exact in each currency", () => {
    const money = fc.record({
      amount: fc.integer({ min: 1, max: 99_999_999 }).map((cents) => cents / 100),
      currency: fc.constantFrom("INR", "USD", "GBP", "EUR"),
    });
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 30 }), (all) => {
        for (const one of all) expect(readAmount(showMoney(one))).toEqual(one);
        for (const { currency, amount } of sumMoney(all)) {
          const mine = all.filter((one) => one.currency === currency);
          expect(Math.round(amount * 100)).toBe(
            mine.reduce((sum, one) => sum + Math.round(one.amount * 100), 0),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
  it("is set against what was given before, by currency", () => {
    const note = (direction: "given" | "received", amount: number, currency = "INR") => ({
      direction,
      amount,
      currency,
      year: null,
    });
    expect(
      standing(
        [
          note("received", 5100),
          note("given", 2100),
          note("given", 100, "USD"),
          { ...note("received", 1), amount: null },
        ],
        [{ amount: 1101, currency: "INR" }],
      ),
    ).toEqual({
      received: [{ currency: "INR", amount: 6201 }],
      given: [
        { currency: "INR", amount: 2100 },
        { currency: "USD", amount: 100 },
      ],
      toReturn: [{ currency: "INR", amount: 4101 }],
    });
  });
});

describe("a list of gifts", () => {
  it("is read whatever its cells hold, and equal rows stay apart", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom("=1+1", "'=x", "1,101", "14/12/2026", "29/02/2026", "Mehta", "मेहता", "\u0000", "bride"),
    );
    const columns = sheetColumns(["परिवार", "Mobile", "Amount", "Gift", "Date", "Year", "Occasion"])!;
    expect(columns.kind).toBe("notes");
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 }), (rows) => {
        const read = rows.map((cells, at) => readSheetRow(cells, at, columns));
        for (const row of read) {
          expect(row.problem === null || row.problem.length > 5).toBe(true);
          expect(row.year === null || Number.isInteger(row.year)).toBe(true);
        }
        const twice = [...read, ...read];
        const contents = rowContents(twice);
        expect(new Set(contents).size).toBe(twice.length);
        expect(rowContents(read)).toEqual(contents.slice(0, read.length));
      }),
      { numRuns: 60 },
    );
  });
  it("needs somebody who gave, and puts the day before the month", () => {
    expect(sheetColumns(["Amount", "Date"])).toBeNull();
    expect(["14/12/2026", "4.1.26", "2026-2-28", "१४/१२/२०२६"].map(readDay)).toEqual([
      "2026-12-14",
      "2026-01-04",
      "2026-02-28",
      "2026-12-14",
    ]);
    expect(["29/02/2026", "12/14/2026", "yesterday", "1/1/1"].map(readDay)).toEqual([null, null, null, null]);
  });
});

it("thanks in every language without an amount, and fills in WhatsApp", () => {
  for (const language of Object.keys(GUEST_LANGUAGES))
    expect(thankWords(language, "Asha", "Meera")).toMatch(/Asha.*Meera/);
  expect(thankWords("xx", "A", "B")).toContain("Dear A");
  expect(whatsAppLink("+91 98765-43210", "a&b")).toBe("https://wa.me/919876543210?text=a%26b");
});

it("begins at the function that is on, or was last", () => {
  const at = (id: string, startsAt: string | null, cancelled = false) => ({ id, startsAt, cancelled });
  const all = [
    at("a", "2026-12-10T13:00:00Z"),
    at("b", "2026-12-11T13:00:00Z"),
    at("c", "2026-12-12T13:00:00Z", true),
    at("d", null),
  ];
  expect(functionNow(all, new Date("2026-12-01T00:00:00Z"))?.id).toBe("a");
  expect(functionNow(all, new Date("2026-12-11T11:00:00Z"))?.id).toBe("b");
  expect(functionNow(all, new Date("2026-12-20T00:00:00Z"))?.id).toBe("b");
  expect(functionNow([], new Date())).toBeNull();
});

it("takes of an address what makes sense in it", () =>
  expect(giftFilter({ q: " me ", side: "left", kind: "cash", thanked: ["no", "yes"], event: "x" })).toEqual({
    search: "me",
    kind: "cash",
    thanked: "no",
  }));
