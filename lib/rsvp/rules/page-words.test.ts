import { describe, expect, it } from "vitest";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { scriptsOf } from "@/lib/website/rules/guest-fonts";
import { siteWords } from "@/lib/website/rules/site-words";
import { daysOf, pageLanguage } from "./page-words";

const LANGUAGES = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];
const LETTERS: Record<string, RegExp> = {
  latin: /[A-Za-z]/,
  devanagari: /[\u0900-\u097f]/,
  gujarati: /[\u0a80-\u0aff]/,
  tamil: /[\u0b80-\u0bff]/,
  telugu: /[\u0c00-\u0c7f]/,
  kannada: /[\u0c80-\u0cff]/,
  malayalam: /[\u0d00-\u0d7f]/,
  gurmukhi: /[\u0a00-\u0a7f]/,
  bengali: /[\u0980-\u09ff]/,
  arabic: /[\u0600-\u06ff]/,
};
/** Names that are the same in every language, and what is between two names. */
const SAME = new Set(["giftsUpi", "beforeNames", "afterNames", "and", "locale"]);

/** Every text by the way to it; those that take numbers or names are asked with one and with several. */
function texts(words: object, way = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const here = way ? `${way}.${name}` : name;
    if (SAME.has(name)) return [];
    if (typeof value === "string") return [[here, value]];
    if (typeof value === "object" && value) return texts(value, here);
    if (typeof value !== "function") return [];
    return [1, 3].map((n) => [`${here}(${n})`, String(value(n, 3 - n))]);
  });
}

const pageTexts = (language: GuestLanguage) => new Map(texts(pageLanguage(language).words));
const siteTexts = (language: GuestLanguage) => new Map(texts(siteWords(language)));

describe.each(LANGUAGES)("what a guest reads in %s", (language) => {
  it.each([
    ["a household's page", pageTexts],
    ["the website", siteTexts],
  ])("is whole, and in its own letters: %s", (_what, textsIn) => {
    const own = textsIn(language);
    const english = textsIn("en");
    expect([...own.keys()]).toEqual([...english.keys()]);
    const letters = LETTERS[GUEST_LANGUAGES[language].script]!;
    const wrong = [...own].filter(
      ([way, text]) =>
        text.trim() === "" ||
        (!letters.test(text) && /\p{L}/u.test(text)) ||
        (language !== "en" && text === english.get(way) && /\p{L}/u.test(text)) ||
        // Of Latin letters only what is written so everywhere.
        (language !== "en" && /[A-Za-z]/.test(text.replace(/Google|UPI|6E 2031/g, ""))),
    );
    expect(wrong).toEqual([]);
  });
  it("says days with the digits of the chat, and knows its font", () => {
    const page = { functions: [{ startsAt: "2026-12-11T06:30:00Z" }], zone: "Asia/Kolkata" };
    const days = daysOf(page, pageLanguage(language).words)!;
    expect(days).toMatch(/11/);
    expect(days).toMatch(/2026/);
    expect(scriptsOf(language, days)).toEqual([GUEST_LANGUAGES[language].script]);
  });
});

it("is read in the language that was asked for, else in English", () => {
  expect(pageLanguage("xx", "ta-IN").code).toBe("ta");
  expect(pageLanguage(null, "hi-Latn").code).toBe("en");
});
