import fc from "fast-check";
import mobiles from "libphonenumber-js/examples.mobile.json" with { type: "json" };
import { getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { countryOf, formatPhone, normalisePhone, phoneVariants, splitPhones } from "@/lib/kernel/phone";

const indianMobile = fc.stringMatching(/^[6-9]\d{9}$/);
const devanagari = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(0x966 + Number(d)));

describe("normalisePhone", () => {
  it.each([
    ["9825012345", "+919825012345", true],
    ["098250 12345", "+919825012345", true],
    ["919825012345", "+919825012345", false],
    ["+91 98250-12345", "+919825012345", false],
    ["+91 (0) 98250 12345", "+919825012345", false],
    ["+91 098250 12345", "+919825012345", false],
    ["00919825012345", "+919825012345", false],
    ["'9825012345", "+919825012345", true],
    ["tel:+91-98250-12345", "+919825012345", false],
    ["\u202a+91\u00a098250\u00a012345\u202c", "+919825012345", false],
    ["९८२५० १२३४५", "+919825012345", true],
    ["＋９１ ９８２５０ １２３４５", "+919825012345", false],
    ["919825012345.0", "+919825012345", false],
    ["919825012345.00", "+919825012345", false],
    ["9825012345.00", "+919825012345", true],
    ["98250.12345", "+919825012345", true],
    ["98250.12300", "+919825012300", true],
    ["98.25.01.23.00", "+919825012300", true],
    ["022 2345 6789", "+912223456789", true],
    ["+1 647 555 0123", "+16475550123", false],
    ["16475550123", "+16475550123", true],
    ["971501234567", "+971501234567", true],
    ["+52 1 55 1234 5678", "+5215512345678", false],
    ["+55 11 8765-4321", "+551187654321", false],
  ])("reads %s", (raw, e164, assumedCountry) =>
    expect(normalisePhone(raw)).toMatchObject({ ok: true, e164, assumedCountry }),
  );

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["9.19877E+11", "scientific"],
    ["9,19877e11", "scientific"],
    ["IN.13491208655302741918", "letters"],
    ["call me", "letters"],
    ["98250 1234", "too_short"],
    ["+91 98250 1234", "too_short"],
    ["91982501234", "too_short"],
    ["98250123456", "too_long"],
    ["+919825012345678901", "too_long"],
    ["12", "too_short"],
    ["---", "not_a_number"],
    ["98250+12345", "not_a_number"],
    ["0000000000", "too_short"],
  ])("refuses %s as %s", (raw, reason) => expect(normalisePhone(raw)).toEqual({ ok: false, reason }));

  it("tells a landline from a mobile and honours another home country", () => {
    expect(normalisePhone("079 2657 1234")).toMatchObject({ type: "landline" });
    expect(normalisePhone("07400 123456", "GB")).toMatchObject({
      e164: "+447400123456",
      assumedCountry: true,
    });
    expect(normalisePhone("9825012345", "nowhere")).toEqual({ ok: false, reason: "not_a_number" });
  });

  it("does not take an Indian mobile in a British list for a number of costly services", () => {
    expect(normalisePhone("98250 12346", "GB")).toEqual({ ok: false, reason: "not_a_number" });
    expect(normalisePhone("+91 98250 12346", "GB")).toMatchObject({ ok: true, e164: "+919825012346" });
    expect(normalisePhone("919825012346", "GB")).toMatchObject({ ok: true, e164: "+919825012346" });
  });
  it("reads Mexican numbers as WhatsApp and older phones write them", () => {
    expect(normalisePhone("5215512345678")).toMatchObject({ e164: "+5215512345678", type: "mobile" });
    expect(normalisePhone("525512345678")).toMatchObject({ e164: "+525512345678" });
    expect(normalisePhone("551187654321")).toMatchObject({ e164: "+551187654321" });
    for (const raw of ["1 55 1234 5678", "5215512345678", "+52 1 55 1234 5678"])
      expect(normalisePhone(raw, "MX")).toMatchObject({ e164: "+5215512345678", type: "mobile" });
    for (const raw of ["55 1234 5678", "044 55 1234 5678", "045 55 1234 5678", "01 55 1234 5678"])
      expect(normalisePhone(raw, "MX")).toMatchObject({ e164: "+525512345678", assumedCountry: true });
    expect(normalisePhone("+1 415 555 0100", "MX")).toMatchObject({ e164: "+14155550100" });
  });

  it("reads every way of writing an Indian mobile as the same number", () => {
    fc.assert(
      fc.property(indianMobile, (n) => {
        const ways = [
          n,
          `0${n}`,
          `91${n}`,
          `+91${n}`,
          `0091${n}`,
          `+91 ${n.slice(0, 5)} ${n.slice(5)}`,
          devanagari(n),
          `'${n}`,
        ];
        for (const way of ways) expect(normalisePhone(way)).toMatchObject({ ok: true, e164: `+91${n}` });
      }),
    );
  });

  it("takes the short way for 9… only where libphonenumber agrees", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^9\d{9}$/), (n) => {
        const phone = parsePhoneNumberFromString(`+91${n}`);
        expect([phone?.isValid(), phone?.getType()]).toEqual([true, "MOBILE"]);
      }),
    );
  });

  it("never accepts an Indian mobile with a digit missing", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[6-9]\d{8}$/),
        (n) => void expect(normalisePhone(`+91 ${n}`).ok).toBe(false),
      ),
    );
  });

  it("never throws, accepts only E.164, and reads its own output back", () => {
    const digitsAndNoise = fc.string({ unit: fc.constantFrom(..."0123456789+-() ./९eE'x:,") });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), digitsAndNoise), (raw) => {
        const phone = normalisePhone(raw);
        if (!phone.ok) return;
        expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(normalisePhone(phone.e164)).toMatchObject({
          ok: true,
          e164: phone.e164,
          assumedCountry: false,
        });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("splitPhones", () => {
  it.each([
    ["+91 98250 12345 ::: 98250-54321", ["+91 98250 12345", "98250-54321"]],
    [
      "9825012345/9825054321;9825011111, 9825022222\n9825033333",
      ["9825012345", "9825054321", "9825011111", "9825022222", "9825033333"],
    ],
    ["98,25,01,23,45", ["9825012345"]],
    ["9,19877E+11", ["9,19877E+11"]],
    ["", []],
    [" ;, ", []],
    ["9825012345 & 9825054321", ["9825012345", "9825054321"]],
    ["9825012345&9825054321", ["9825012345", "9825054321"]],
    ["9825012345 and 9825054321", ["9825012345", "9825054321"]],
    ["9825012345 OR 9825054321 or +44 7911 123456", ["9825012345", "9825054321", "+44 7911 123456"]],
    ["9825012345 9825054321", ["9825012345", "9825054321"]],
    ["98250 12345 98250 54321", ["98250 12345", "98250 54321"]],
    ["98250-12345 98250-54321", ["98250-12345", "98250-54321"]],
    ["9825012345 - 9825054321", ["9825012345", "9825054321"]],
    ["9825012345-9825054321", ["9825012345", "9825054321"]],
    ["9825012345\\9825054321", ["9825012345", "9825054321"]],
    ["+919825012345+919825054321", ["+919825012345", "+919825054321"]],
    ["+91 98250 12345 +91 98250 54321", ["+91 98250 12345", "+91 98250 54321"]],
    ["+91 98250 12345 079 2657 1234", ["+91 98250 12345", "079 2657 1234"]],
    ["९८२५०१२३४५ ९८२५०५४३२१", ["९८२५०१२३४५", "९८२५०५४३२१"]],
    ["98250+12345", ["98250+12345"]],
    ["98250 12345 98250 5432", ["98250 12345 98250 5432"]],
    ["98250123459825054321", ["98250123459825054321"]],
    ["call and ask", ["call and ask"]],
    ["1 2 3 4 5 6 7 8 9 0 ".repeat(50).trim(), ["1 2 3 4 5 6 7 8 9 0 ".repeat(50).trim()]],
  ])("%j", (cell, numbers) => expect(splitPhones(cell)).toEqual(numbers));

  it("never cuts a number, however it is spaced, nor loses a digit of several", () => {
    const examples = ["IN", "US", "GB", "AE", "SG", "AU", "DE", "MX", "AR", "BR", "IT", "ZA", "NP"] as const;
    const number = fc
      .tuple(fc.constantFrom(...examples), fc.stringMatching(/^\d{4}$/))
      .map(([country, end]) => getExampleNumber(country, mobiles)!.number.slice(0, -4) + end)
      .filter((e164) => parsePhoneNumberFromString(e164)!.isValid());
    const gap = fc.constantFrom("", "", "", " ", "-", " - ", ".", "  ");
    const spaced = fc
      .tuple(number, fc.constantFrom("+", "00", "+ "), fc.array(gap, { minLength: 16, maxLength: 16 }))
      .map(
        ([e164, plus, gaps]) =>
          plus +
          [...e164.slice(1)]
            .map((digit, i) => digit + gaps[i])
            .join("")
            .replace(/\D+$/, ""),
      );
    fc.assert(
      fc.property(spaced, (one) => void expect(splitPhones(one, "IN")).toEqual([one])),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(spaced, spaced, fc.constantFrom(" ", " & ", " / ", "\\", " or ", "+"), (a, b, between) => {
        const cell = `${a}${between === "+" ? "" : between}${b}`;
        expect(splitPhones(cell).join("").replace(/\D/g, "")).toBe(cell.replace(/\D/g, ""));
      }),
    );
  });
});

describe("phoneVariants", () => {
  it.each([
    ["+525512345678", ["+525512345678", "+5215512345678"]],
    ["+5491123456789", ["+5491123456789", "+541123456789"]],
    ["+5511987654321", ["+5511987654321", "+551187654321"]],
    ["+551133334444", ["+551133334444"]],
    ["+919825012345", ["+919825012345"]],
  ])("%s", (e164, variants) => expect(phoneVariants(e164)).toEqual(variants));

  it("is the same set from whichever variant it starts", () => {
    const number = fc.tuple(
      fc.constantFrom("+52", "+521", "+54", "+549", "+55", "+91"),
      fc.stringMatching(/^[1-9]\d{9,10}$/),
    );
    fc.assert(
      fc.property(number, ([code, rest]) => {
        const set = phoneVariants(code + rest).toSorted();
        for (const variant of set) expect(phoneVariants(variant).toSorted()).toEqual(set);
      }),
    );
  });
});

it("knows countries and formats for reading", () => {
  expect([countryOf("+16475550123"), countryOf("+919825012345"), countryOf("x")]).toEqual([
    "CA",
    "IN",
    undefined,
  ]);
  expect(formatPhone("+919825012345")).toBe("+91 98250 12345");
  expect(formatPhone("hello")).toBe("hello");
});
