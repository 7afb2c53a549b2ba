import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameKey, squash, stripControl, toAsciiDigits } from "@/lib/kernel/text";

const anyText = fc.string({ unit: "binary" });

describe("toAsciiDigits", () => {
  it.each([
    ["९८२५०", "98250"],
    ["௯௮", "98"],
    ["০১২৩৪৫৬৭৮৯", "0123456789"],
    ["０１９", "019"],
    ["𝟗𝟘𝟡", "909"],
    ["a1b२", "a1b2"],
  ])("%s → %s", (text, expected) => expect(toAsciiDigits(text)).toBe(expected));

  it("maps every decimal digit of Unicode to the digit NFKC or its run says", () => {
    for (let start = 0; start <= 0x10ffff; start++) {
      if (start >= 0xd800 && start <= 0xdfff) continue;
      const char = String.fromCodePoint(start);
      if (/\p{Nd}/u.test(char)) expect(toAsciiDigits(char)).toMatch(/^[0-9]$/);
    }
  });
});

describe("stripControl and squash", () => {
  it("keeps line feeds, turns tabs to spaces and repairs lone surrogates", () => {
    expect(stripControl("a\u0000b\tc\r\nd\u0085\ud800e")).toBe("ab c\nd\ufffde");
  });

  it("always yields text Postgres can store", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
        (text) => {
          const clean = stripControl(text);
          expect(clean.isWellFormed()).toBe(true);
          expect(clean.includes("\u0000")).toBe(false);
          expect(stripControl(clean)).toBe(clean);
        },
      ),
    );
  });

  it("squashes once and for all", () => {
    expect(squash("  a \n\t b\u00a0c ")).toBe("a b c");
    fc.assert(fc.property(anyText, (text) => void expect(squash(squash(text))).toBe(squash(text))));
  });
});

describe("nameKey", () => {
  it.each([
    ["Shri Ramesh-bhai  MEHTA ji", "ramesh bhai mehta"],
    ["Smt. Renée D’Souza", "renee d souza"],
    ["श्रीमती सुनीता शर्मा जी", "सुनीता शर्मा"],
    ["Raj 🎉 Uncle", "raj"],
    ["Uncle ji", "uncle ji"],
    ["🙏", ""],
  ])("%s → %s", (name, expected) => expect(nameKey(name)).toBe(expected));

  it("keeps the vowels of Indic scripts, which tell names apart", () => {
    expect(nameKey("मीना")).not.toBe(nameKey("मोना"));
  });

  it("never throws and settles at once", () => {
    fc.assert(fc.property(anyText, (name) => void expect(nameKey(nameKey(name))).toBe(nameKey(name))));
  });
});
