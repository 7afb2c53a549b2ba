import { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { countryOf, phonePlaces, zonesOf } from "./places";

describe("places", () => {
  it.each([
    ["+919876543210", "IN"],
    ["+14155550100", "US"],
    ["+14165550100", "CA"],
    ["+18765550100", "JM"],
    ["+77012345678", "KZ"],
    ["+79161234567", "RU"],
    ["+971501234567", "AE"],
    ["+447911123456", "GB"],
    ["+85298765432", "HK"],
  ])("%s is from %s", (number, country) => expect(countryOf(number)).toBe(country));
  it("tells nothing of what is no number", () => {
    for (const text of ["", "+", "+999", "abc"]) expect(countryOf(text)).toBeNull();
  });
  it("agrees with libphonenumber on every country's mobile numbers, territories of a shared code apart", () => {
    const differs = getCountries().filter((country) => {
      const number = getExampleNumber(country, examples)?.number;
      return number && countryOf(number) !== country;
    });
    // They share a calling code with the country that is told instead, and its clock or nearly.
    expect(differs).toEqual(
      expect.arrayContaining(["GG", "IM", "JE", "AX", "SJ", "VA", "CC", "CX", "EH", "YT", "BL", "MF", "BQ"]),
    );
    expect(differs.length).toBeLessThanOrEqual(16);
  });
  it("has prefixes that SQL can look up by their first five characters, each once", () => {
    const prefixes = phonePlaces().map((place) => place.prefix);
    expect(Math.max(...prefixes.map((prefix) => prefix.length))).toBeLessThanOrEqual(5);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
  it("knows the clocks of a country", () => {
    expect(zonesOf("IN")).toHaveLength(1);
    expect(zonesOf("US").length).toBeGreaterThan(3);
    expect(zonesOf("nowhere")).toEqual([]);
  });
});
