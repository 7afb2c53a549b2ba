import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatReply, Standing } from "@/lib/rsvp/types";
import { CHAT_LANGUAGES, wordsIn } from "./chat-languages";
import { chatText } from "./chat-text";

const LANGUAGES = [...CHAT_LANGUAGES.keys()];
const SCRIPTS: Record<string, RegExp> = {
  en: /\p{Script=Latin}/u,
  hi: /\p{Script=Devanagari}/u,
  mr: /\p{Script=Devanagari}/u,
  gu: /\p{Script=Gujarati}/u,
  ta: /\p{Script=Tamil}/u,
  te: /\p{Script=Telugu}/u,
  kn: /\p{Script=Kannada}/u,
  ml: /\p{Script=Malayalam}/u,
  pa: /\p{Script=Gurmukhi}/u,
  bn: /\p{Script=Bengali}/u,
  ur: /\p{Script=Arabic}/u,
};

const points = (text: string): number => [...text].length;
const noted = { kind: "noted", inboundId: "m1" } as const;
const yes = (name: string, adults: number, children: number, waiting = 0): Standing => ({
  name,
  answer: "yes",
  adults,
  children,
  waiting,
});
const said = (name: string, answer: "no" | "maybe" | null): Standing => ({
  name,
  answer,
  adults: 0,
  children: 0,
  waiting: 0,
});
const standing = (lines: Standing[], more: Partial<Extract<ChatReply, { kind: "standing" }>> = {}) =>
  ({
    kind: "standing",
    why: "noted",
    household: "Mehta",
    lines,
    assumed: null,
    askAgainOn: null,
    ask: noted,
    ...more,
  }) as const;
const count = (
  names: string[],
  adults: number,
  children: number,
  { apart = true, wrong = false, wished = 0 } = {},
): ChatReply => ({
  kind: "ask_count",
  names,
  wrong,
  ...(wished ? { wished } : {}),
  ask: { kind: "count", events: names, most: { adults, children }, apart },
});
const functions = (names: string[], page: string | null = null): ChatReply => ({
  kind: "ask_functions",
  names,
  page,
  ask: { kind: "functions", events: names },
});
const families = (names: string[]): ChatReply => ({
  kind: "ask_household",
  names,
  ask: { kind: "household", units: names, inboundId: "m1" },
});
const when = (days: number[]): ChatReply => ({
  kind: "ask_when",
  household: "Mehta",
  ask: { kind: "when", days },
});

const MIXED = standing(
  [
    yes("Mehndi", 3, 1),
    yes("Sangeet", 3, 0, 2),
    said("Haldi", "no"),
    said("Wedding", "maybe"),
    said("Reception", null),
  ],
  { assumed: { adults: 3, children: 1 }, askAgainOn: "2026-12-05" },
);
const EIGHT = ["Mehndi", "Haldi", "Sangeet", "Mayra", "Baraat", "Pheras", "Vidaai", "Reception"];

/** One of each, in every shade that changes the words. */
const SAMPLES: Record<string, ChatReply> = {
  "noted, mixed": MIXED,
  "noted, the same for all": standing(EIGHT.map((name) => yes(name, 3, 1))),
  "noted, nobody comes": standing(EIGHT.slice(0, 2).map((name) => said(name, "no"))),
  "taken back": standing([yes("Mehndi", 1, 0)], { why: "taken_back", ask: null }),
  "nothing to take back": standing([said("Mehndi", null)], { why: "nothing_to_take_back", ask: null }),
  asked: standing([yes("Mehndi", 2, 0), yes("Haldi", 0, 1)], { why: "asked" }),
  "which functions": functions(EIGHT),
  "which functions, too many for a list": functions([...EIGHT, "Brunch", "Satsang"], "https://a.in/g/x"),
  "how many": count(["Mehndi"], 4, 0),
  "how many, adults and children": count(["Mehndi", "Haldi", "Sangeet"], 3, 1),
  "how many, wrong number": count(["Mehndi", "Haldi"], 9, 5, { wrong: true }),
  "how many, more than are kept": count(["Mehndi", "Haldi"], 2, 1, { wished: 5 }),
  "how many, and one is kept": count(["Mehndi"], 1, 0, { wished: 2 }),
  when: when([3, 7, 14]),
  "which family": families(["Mehta", "Shah"]),
  menu: { kind: "menu", household: "Mehta" },
  "back in": { kind: "back_in" },
  "to the family": { kind: "to_family", household: "Mehta" },
  "too late": { kind: "too_late", names: ["Mehndi", "Haldi"] },
};

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(
    "",
    "  ",
    "\n",
    "क्ष्म्य".repeat(17),
    "👩‍👩‍👧‍👦".repeat(12),
    "e\u0301\u0302\u0303".repeat(20),
    "A".repeat(80),
  ),
);
const names = (max: number) => fc.array(nasty, { minLength: 1, maxLength: max });
const seats = fc.record({ adults: fc.nat(12), children: fc.nat(6) });
const line: fc.Arbitrary<Standing> = fc
  .record({ name: nasty, answer: fc.constantFrom("yes", "no", "maybe", null), seats, waiting: fc.nat(3) })
  .map((made) => ({ ...made.seats, name: made.name, answer: made.answer, waiting: made.waiting }));
const anyReply: fc.Arbitrary<ChatReply> = fc.oneof(
  fc.record({
    kind: fc.constant("standing" as const),
    why: fc.constantFrom("noted", "taken_back", "nothing_to_take_back", "asked"),
    household: nasty,
    lines: fc.array(line, { maxLength: 30 }),
    assumed: fc.option(seats),
    askAgainOn: fc.constantFrom(null, "2026-12-05", "2027-02-28"),
    late: fc.oneof(fc.constant([]), names(12)),
    ask: fc.constantFrom(null, noted),
  }),
  fc
    .tuple(names(30), fc.constantFrom(null, `https://parinaya.example/g/${"x".repeat(60)}`))
    .map(([n, page]) => functions(n, page)),
  fc
    .tuple(names(30), seats, fc.boolean(), fc.boolean())
    .map(([n, most, apart, wrong]) => count(n, most.adults, most.children, { apart, wrong })),
  fc.array(fc.nat(100), { maxLength: 12 }).map(when),
  names(30).map(families),
  fc.record({ kind: fc.constantFrom("menu" as const, "to_family" as const), household: nasty }),
  fc.record({ kind: fc.constant("too_late" as const), names: names(30) }),
);

describe("every text, in every language", () => {
  it("keeps to what the provider takes, whatever the names are", () => {
    fc.assert(
      fc.property(anyReply, fc.constantFrom(...LANGUAGES), (reply, language) => {
        const { body, choices, listLabel } = chatText(reply, language);
        const listed = listLabel !== null;
        expect(body.trim()).not.toBe("");
        expect(points(body)).toBeLessThanOrEqual(1024);
        expect(body.isWellFormed()).toBe(true);
        expect(choices.length).toBeLessThanOrEqual(listed ? 10 : 3);
        if (listLabel !== null) expect(points(listLabel)).toBeLessThanOrEqual(20);
        for (const { title, description } of choices) {
          expect(title.trim()).not.toBe("");
          expect(points(title)).toBeLessThanOrEqual(listed ? 24 : 20);
          if (description !== undefined) {
            expect(listed && description.trim() !== "").toBe(true);
            expect(points(description)).toBeLessThanOrEqual(72);
          }
        }
        expect(new Set(choices.map((c) => c.key)).size).toBe(choices.length);
        expect(new Set(choices.map((c) => c.title)).size).toBe(choices.length);
      }),
      { numRuns: 300 },
    );
  });

  it("says every number that may be tapped", () => {
    fc.assert(
      fc.property(anyReply, fc.constantFrom(...LANGUAGES), (reply, language) => {
        if (reply.kind === "ask_count") return;
        const { body, choices } = chatText(reply, language);
        for (const { key } of choices)
          if (/^\d+$/.test(key)) expect(body).toMatch(new RegExp(`\\b${key}\\. `));
      }),
      { numRuns: 100 },
    );
  });

  it.each(LANGUAGES)("%s: own script, no other, no leftover", (language) => {
    const own = SCRIPTS[language]!;
    const others = Object.values(SCRIPTS).filter((script) => script.source !== own.source);
    const given =
      /Mehta|Shah|Mehndi|Haldi|Sangeet|Mayra|Baraat|Pheras|Vidaai|Wedding|Reception|Brunch|Satsang|https:\S+/g;
    for (const [name, reply] of Object.entries(SAMPLES)) {
      const { body, choices, listLabel } = chatText(reply, language);
      const texts = [...choices.map((c) => c.title), listLabel ?? body];
      for (const text of body.split("\n").concat(texts)) {
        const bare = text.replace(given, "");
        expect(text, name).not.toMatch(
          /undefined|null|NaN|\[object|\$\{|[{}]|!|\p{Extended_Pictographic}|[^\P{Nd}0-9]/u,
        );
        if (/\p{L}/u.test(bare)) expect(bare, name).toMatch(own);
        for (const other of others) expect(bare, name).not.toMatch(other);
      }
    }
  });

  it.each(LANGUAGES)("%s: nothing of ours is cut", (language) => {
    const words = wordsIn(language);
    expect(points(words.choose)).toBeLessThanOrEqual(20);
    for (const title of Object.values(words.buttons)) expect(points(title)).toBeLessThanOrEqual(20);
    const asked = [
      count(["Mehndi"], 2, 2),
      count(["Mehndi"], 4, 1),
      count(["Mehndi"], 1, 4),
      count(["Mehndi"], 9, 1, { apart: false }),
    ];
    for (const reply of [...asked, when([1, 3, 7, 14, 30]), when([10, 7, 14])])
      for (const { title } of chatText(reply, language).choices) expect(title).not.toContain("…");
  });

  it.each(LANGUAGES)("%s: the words to type stand in the text", (language) => {
    const { typed } = wordsIn(language);
    expect(chatText(MIXED, language).body).toContain(`“${typed.undo}”`);
    expect(chatText(functions(EIGHT), language).body).toContain(`“${typed.all}”`);
    expect(chatText(SAMPLES.menu!, language).body).toContain(`“${typed.unsure}”`);
  });

  it.each(LANGUAGES)("%s: eight functions with real names are all told", (language) => {
    const long = EIGHT.map((name) => `${name} ceremony and lunch`);
    const { body } = chatText(standing(long.map((name, i) => yes(name, 3, i, 1))), language);
    for (const name of EIGHT) expect(body).toContain(name.slice(0, 7));
  });

  it.each(LANGUAGES)("%s: thirty functions with long names all have their number", (language) => {
    const thirty = Array.from({ length: 30 }, (_, i) => `${i} ${"संगीत ".repeat(13)}`);
    const { body } = chatText(functions(thirty, "https://parinaya.example/g/abcdefghijklmnop"), language);
    for (let i = 1; i <= 30; i++) expect(body).toContain(`${i}. `);
  });
});

describe("the choices", () => {
  it("offers all functions first, then each by its number", () => {
    const { choices, listLabel } = chatText(functions(["Mehndi", "Haldi", "Sangeet"]), "en");
    expect(listLabel).toBe("Choose");
    expect(choices).toEqual([
      { key: "all", title: "All of these" },
      { key: "1", title: "Mehndi" },
      { key: "2", title: "Haldi" },
      { key: "3", title: "Sangeet" },
    ]);
  });
  it("keeps two long names apart, and tells them whole below", () => {
    const long = "Welcome dinner at the lake palace";
    const { choices } = chatText(functions([`${long}, groom`, `${long}, bride`, "Haldi"]), "en");
    expect(choices.slice(1, 3)).toEqual([
      { key: "1", title: "1. Welcome dinner at th…", description: `${long}, groom` },
      { key: "2", title: "2. Welcome dinner at th…", description: `${long}, bride` },
    ]);
  });
  it("leaves more than nine functions to the text", () => {
    const { body, choices, listLabel } = chatText(SAMPLES["which functions, too many for a list"]!, "en");
    expect([choices, listLabel]).toEqual([[], null]);
    expect(body).toContain("10. Satsang");
    expect(body).toContain("https://a.in/g/x");
  });
  it("offers mixes of adults and children, the fullest first", () => {
    const { choices } = chatText(count(["Mehndi"], 2, 2), "en");
    expect(choices.map((c) => c.key)).toEqual(["2+2", "2+1", "1+2", "2+0", "1+1", "0+2", "1+0", "0+1"]);
    expect(choices[0]!.title).toBe("2 adults, 2 children");
    expect(choices.at(-1)!.title).toBe("1 child");
    expect(chatText(count(["Mehndi"], 3, 2), "en").choices).toEqual([]);
  });
  it("offers plain numbers where only one kind is asked for", () => {
    const keys = (reply: ChatReply) => chatText(reply, "en").choices.map((c) => `${c.key} ${c.title}`);
    expect(keys(count(["Mehndi"], 3, 0))).toEqual(["1 1 person", "2 2 people", "3 3 people"]);
    expect(keys(count(["Mehndi"], 0, 2))).toEqual(["1 1 child", "2 2 children"]);
    expect(keys(count(["Mehndi"], 2, 2, { apart: false }))).toHaveLength(4);
    expect(keys(count(["Mehndi"], 9, 2, { apart: false }))).toEqual([]);
  });
  it("cuts by what the reader sees as a letter", () => {
    const [, first] = chatText(functions(["👩‍👩‍👧‍👦".repeat(9), "a", "b"]), "en").choices;
    expect(first!.title).toBe(`${"👩‍👩‍👧‍👦".repeat(3)}…`);
  });
});

describe("the language", () => {
  it("is found by its base, and English where we do not speak it", () => {
    for (const tag of ["hi", "hi-IN", "HI_in", "hi-Deva-IN"]) expect(wordsIn(tag)).toBe(wordsIn("hi"));
    for (const tag of ["en_US", "fr", "", "hi-Latn", "constructor"]) expect(wordsIn(tag)).toBe(wordsIn("en"));
  });
});
