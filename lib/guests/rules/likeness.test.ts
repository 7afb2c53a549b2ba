import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  candidateKeys,
  type LikenessPerson,
  likeness,
  SUGGEST_FROM,
  suggestionKey,
} from "@/lib/guests/rules/likeness";
import { readName } from "@/lib/guests/rules/person-name";
import { jaroWinkler } from "@/lib/guests/rules/word-likeness";

const LISTS: Record<string, "phones" | "emails" | "housemates" | "tags"> = {
  p: "phones",
  e: "emails",
  m: "housemates",
  t: "tags",
};
const WORDS: Record<string, "address" | "side" | "household" | "ageBand"> = {
  at: "address",
  s: "side",
  f: "household",
  a: "ageBand",
};

function person(text: string): LikenessPerson {
  const [name = "", ...details] = text.split(";").map((part) => part.trim());
  const made: LikenessPerson = { name, phones: [], emails: [], tags: [], housemates: [] };
  for (const detail of details.filter((part) => part !== "")) {
    const [, kind = "", value = ""] = /^(\S+) (.*)$/.exec(detail) ?? [];
    const [list, word] = [LISTS[kind], WORDS[kind]];
    if (list) made[list] = value.split(",").map((part) => part.trim());
    else if (word) made[word] = value;
    else throw new Error(`unknown detail: ${detail}`);
  }
  return made;
}

function corpus(file: string) {
  const text = readFileSync(new URL(`../../../tests/fixtures/likeness/${file}.txt`, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [both = "", shared = ""] = line.split("|=");
    const [a = "", b = ""] = both.split("|");
    return { line, a: person(`${a};${shared}`), b: person(`${b};${shared}`) };
  });
}

const onePerson = corpus("one-person");
const twoPeople = corpus("two-people");
const everyone = [...onePerson, ...twoPeople].flatMap(({ a, b }) => [a, b]);

const anyPerson: fc.Arbitrary<LikenessPerson> = fc.record({
  name: fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(...everyone.map(({ name }) => name)),
    fc
      .tuple(fc.constantFrom(...everyone), fc.constantFrom(...everyone))
      .map(([one, other]) => `${one.name.split(" ")[0]} ${other.name.split(" ").at(-1)}`),
  ),
  address: fc.constantFrom(...everyone.map(({ address }) => address ?? "")),
  side: fc.constantFrom("bride", "groom", "both"),
  phones: fc.array(fc.constantFrom(...everyone.flatMap(({ phones }) => phones)), { maxLength: 2 }),
  emails: fc.array(fc.constantFrom("r.k@x.in", "ramesh.s@gmail.com", "rameshs@yahoo.com", "@"), {
    maxLength: 2,
  }),
  tags: fc.array(fc.constantFrom("office", "mandal"), { maxLength: 2 }),
  housemates: fc.array(fc.constantFrom(...everyone.map(({ name }) => name)), { maxLength: 3 }),
});

describe("likeness", () => {
  it("suggests few pairs wrongly and finds most of those that are one", () => {
    const missed = onePerson.filter(({ a, b }) => likeness(a, b) === null);
    const wrong = twoPeople.filter(({ a, b }) => likeness(a, b) !== null);
    const found = onePerson.length - missed.length;
    const [precision, recall] = [found / (found + wrong.length), found / onePerson.length];
    console.info(
      `likeness: ${onePerson.length} pairs of one person, ${twoPeople.length} of two; ` +
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}` +
        [
          ...wrong.map(({ line }) => `\n  wrong: ${line}`),
          ...missed.map(({ line }) => `\n  missed: ${line}`),
        ].join(""),
    );
    expect(onePerson.length).toBeGreaterThanOrEqual(80);
    expect(twoPeople.length).toBeGreaterThanOrEqual(80);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it("does not depend on which of the two comes first", () => {
    const both = (a: LikenessPerson, b: LikenessPerson) => {
      expect(likeness(a, b)?.score).toBe(likeness(b, a)?.score);
    };
    for (const { a, b } of [...onePerson, ...twoPeople]) both(a, b);
    fc.assert(fc.property(anyPerson, anyPerson, both), { numRuns: 1_000 });
  });

  it("is total, and its scores and reasons can be shown", () => {
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        const found = likeness(a, b);
        if (!found) return;
        expect(found.score).toBeGreaterThanOrEqual(SUGGEST_FROM);
        expect(found.score).toBeLessThan(1);
        expect(found.reasons.length).toBeGreaterThan(0);
        for (const phone of [...a.phones, ...b.phones])
          expect(found.reasons.join()).not.toContain(phone.slice(-6));
      }),
      { numRuns: 1_000 },
    );
  });

  it("says why in plain words", () => {
    const a = person("Raju Sharma; p +919825012345; at 12 MG Road, Indore; m Kamla Sharma; s bride");
    const b = person("राजेश शर्मा; p +919825012354; at 12 M.G. Rd, Indore; m कमला शर्मा; s groom");
    expect(likeness(a, b)?.reasons).toEqual([
      "“Raju Sharma” and “राजेश शर्मा”: one is often short for the other",
      "two neighbouring digits of their numbers are swapped",
      "same address",
      "both live with Kamla Sharma",
      "but one is on the bride's side and one on the groom's",
    ]);
  });

  it.each([
    ["; s bride", "; s groom"],
    ["; a adult", "; a child"],
    ["; at 1 Hill Road Mumbai", "; at 9 Lake Street Pune"],
    ["; p +919825012345", "; p +919811199999"],
  ])("weighs down:%s against%s", (one, other) => {
    const plain = likeness(person("Anil Rao"), person("Anil Rao"))?.score ?? 0;
    expect(likeness(person(`Anil Rao${one}`), person(`Anil Rao${other}`))?.score ?? 0).toBeLessThan(plain);
  });

  it("compares thousands of pairs a second", async () => {
    const compareAll = () => {
      for (let i = 0; i < 5_000; i++)
        likeness(everyone[i % everyone.length]!, everyone[(i * 7) % everyone.length]!);
    };
    await expect(compareAll).toCostLessThan(2_000);
  });
});

describe("candidateKeys", () => {
  it("lets all pairs that would be suggested meet, and few others", () => {
    const keys = everyone.map((each) => new Set(candidateKeys(each)));
    let [met, suggested, all] = [0, 0, 0];
    everyone.forEach((a, i) => {
      everyone.slice(0, i).forEach((b, j) => {
        const meet = [...(keys[i] ?? [])].some((key) => keys[j]?.has(key));
        const found = likeness(a, b) !== null;
        if (found) expect(meet, `${a.name} | ${b.name}`).toBe(true);
        all++;
        if (meet) met++;
        if (found) suggested++;
      });
    });
    console.info(`candidates: ${met} of ${all} pairs compared for ${suggested} suggestions`);
    expect(met / all).toBeLessThan(0.1);
  });

  it("is total, and the same for a name however titled", () => {
    fc.assert(
      fc.property(anyPerson, (each) => void expect(new Set(candidateKeys(each)).size).toBeLessThan(400)),
    );
    expect(candidateKeys(person("Shri Ramesh Sharma ji"))).toEqual(candidateKeys(person("Ramesh Sharma")));
  });
});

describe("suggestionKey", () => {
  it("does not depend on order, titles, side, tags or housemates", () => {
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        const key = suggestionKey(a, b);
        expect(key).toMatch(/^likeness:[0-9a-f]{64}$/);
        expect(suggestionKey(b, a)).toBe(key);
        expect(suggestionKey({ ...b, side: "both", tags: ["x"], housemates: [] }, a)).toBe(key);
      }),
    );
    const [a, b] = [person("Shri Ramesh Sharma; p +1, +2"), person("ramesh sharma; p +2, +1")];
    expect(suggestionKey(a, a)).toBe(suggestionKey(a, b));
  });

  it("is another question for another name, number or, without numbers, home", () => {
    const base = person("Anil Rao; at 1 Hill Road Mumbai");
    const others = ["Sunil Rao; at 1 Hill Road Mumbai", "Anil Rao; p +1", "Anil Rao; at 2 Hill Road Mumbai"];
    expect(new Set([base, ...others.map(person)].map((each) => suggestionKey(base, each))).size).toBe(4);
  });
});

describe("reading a name", () => {
  it.each([
    ["Shri Rameshbhai K. Mehta ji", "rames K mehta", "m"],
    ["RK Sharma", "R K sarma", undefined],
    ["Smt. Sunita w/o Ramesh", "sunita", "f"],
    ["Mukherjee", "mukerji", undefined],
    ["Guptaji", "gupta", undefined],
    ["आर. के. शर्मा जी", "R K sarma", undefined],
    ["Uncle ji", "", "m"],
    ["OM PRAKASH", "om prakas", undefined],
  ])("%s → %s", (text, words, gender) => {
    const name = readName(text);
    expect(name.words.map((word) => (word.initial ? word.key.toUpperCase() : word.key)).join(" ")).toBe(
      words,
    );
    expect(name.gender).toBe(gender);
  });
});

describe("jaroWinkler", () => {
  it.each([
    ["martha", "marhta", 0.961],
    ["dixon", "dicksonx", 0.813],
    ["", "a", 0],
  ])("%s, %s: %d", (a, b, expected) => expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3));

  it("is symmetric, between 0 and 1, and 1 for the same", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(jaroWinkler(a, b)).toBe(jaroWinkler(b, a));
        expect(jaroWinkler(a, b)).toBeGreaterThanOrEqual(0);
        expect(jaroWinkler(a, b)).toBeLessThanOrEqual(1);
        expect(jaroWinkler(a, a)).toBe(1);
      }),
    );
  });
});
