import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading, ReadingContext, Said } from "@/lib/rsvp/types";
import { readReply } from "./reading";

const LETTERS: Record<string, string> = {
  g: "Ganesh Puja",
  h: "Haldi",
  m: "Mehendi",
  s: "Sangeet Night",
  b: "Baraat",
  w: "Wedding",
  r: "Reception",
  l: "Farewell Brunch",
};
const CONTEXT: ReadingContext = {
  events: Object.entries(LETTERS).map(([eventId, name]) => ({ eventId, name })),
  today: "2026-11-21",
};

interface Example {
  text: string;
  means: string;
}
const DIR = "tests/fixtures/replies";
const examplesOf = (file: string): Example[] =>
  readFileSync(`${DIR}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [text = "", means = ""] = line.split("\t");
      return { text: text.replaceAll("\\n", "\n"), means };
    });

const countText = (one: Said): string =>
  one.count === null
    ? ""
    : "total" in one.count
      ? `${one.count.total}`
      : `${one.count.adults}+${one.count.children}`;

/** A reading in the notation of the fixtures; functions said alike in any grouping are alike. */
function written(reading: Reading): string {
  switch (reading.kind) {
    case "said":
      return canonical(
        reading.said
          .map((one) => {
            const events = one.events === "all" ? "*" : one.events === "rest" ? "~" : one.events.join("");
            return `${events}${one.answer.charAt(0).toUpperCase()}${countText(one)}`;
          })
          .join(" "),
      );
    case "numbers":
      return `num ${reading.values.join(" ")}`;
    case "people":
      return `people ${reading.adults}+${reading.children}`;
    case "later":
      return reading.on ? `later ${reading.on}` : "later";
    case "courtesy":
      return "thanks";
    case "unread":
      return "human";
    default:
      return reading.kind;
  }
}
const canonical = (means: string): string =>
  /^[a-z*~]+[YNM][\d+]*( |$)/.test(means)
    ? means
        .split(" ")
        .flatMap((one) => {
          const [, events = "", said = ""] = /^([a-z*~]+)(.*)$/.exec(one) ?? [];
          return [...events].map((event) => event + said);
        })
        .sort()
        .join(" ")
    : means;

interface Figures {
  read: number;
  right: number;
  meant: number;
  human: number;
}
const wrongOnes: string[] = [];
const missed: string[] = [];
function measure(file: string): Figures {
  const sum: Figures = { read: 0, right: 0, meant: 0, human: 0 };
  for (const { text, means } of examplesOf(file)) {
    const given = written(readReply(text, CONTEXT));
    const wanted = canonical(means);
    if (wanted === "human") sum.human++;
    else sum.meant++;
    if (given === "human") {
      if (wanted !== "human") missed.push(`${file}: ${JSON.stringify(text)} means ${wanted}`);
      continue;
    }
    sum.read++;
    if (given === wanted) sum.right++;
    else wrongOnes.push(`${file}: ${JSON.stringify(text)} means ${wanted}, read as ${given}`);
  }
  return sum;
}
const precision = (one: Figures): number => one.right / one.read;
const recall = (one: Figures): number => one.right / one.meant;

const lineOf = (name: string, one: Figures): string =>
  `${name}: ${one.right} right of ${one.read} read (precision ${precision(one).toFixed(3)}), of ${one.meant} with a meaning (recall ${recall(one).toFixed(3)}); ${one.human} for a human`;
const print = (lines: readonly string[]): void => {
  process.stdout.write(`${lines.join("\n")}\n`);
};

const files = readdirSync(DIR).filter((file) => file.endsWith(".tsv") && file !== "held-out.tsv");

describe("the corpus of typed replies", () => {
  const all: Figures = { read: 0, right: 0, meant: 0, human: 0 };
  const lines = files.map((file) => {
    const one = measure(file);
    for (const key of Object.keys(all) as (keyof Figures)[]) all[key] += one[key];
    return lineOf(file.replace(".tsv", ""), one);
  });
  const [corpusWrong, corpusMissed] = [wrongOnes.splice(0), missed.splice(0)];
  const heldOut = measure("held-out.tsv");
  it("is never read as something else", () => {
    print([...lines, lineOf("all", all)]);
    process.stdout.write(`not read: ${corpusMissed.length}\n${corpusMissed.join("\n")}\n`);
    expect(corpusWrong).toEqual([]);
    expect(precision(all)).toBe(1);
    expect(recall(all)).toBeGreaterThan(0.985);
    expect(all.meant + all.human).toBeGreaterThan(1300);
    expect(all.human).toBeGreaterThan(350);
  });
  it("holds out what was not tuned against", () => {
    print([lineOf("held out", heldOut)]);
    expect(wrongOnes).toEqual([]);
    expect(recall(heldOut)).toBeGreaterThan(0.85);
  });
});

const read = (text: string, context = CONTEXT): Reading => readReply(text, context);
const unread = { kind: "unread" };

describe("names of functions", () => {
  const asked = (...names: string[]): ReadingContext => ({
    events: names.map((name) => ({ eventId: name, name })),
    today: "2026-11-21",
  });
  const yes = (...events: string[]) => ({ kind: "said", said: [{ events, answer: "yes", count: null }] });
  it.each([
    ["haldi yes", ["Haldi (Bride)", "Haldi (Groom)"]],
    ["dinner yes", ["Reception Dinner", "Cocktail Dinner"]],
    ["night yes", ["Sangeet Night"]],
    ["ceremony yes", ["Ring Ceremony"]],
    ["puja yes", ["Ganesh Puja"]],
    ["mehndi no", ["Mehendi & Sangeet"]],
    ["wedding reception yes", ["Wedding", "Reception"]],
    ["sangeeta yes", ["Sangeet"]],
    ["cocktail yes", ["Wedding"]],
    ["wedding yes", []],
  ])("leaves %j unread beside %j", (text, names) => expect(read(text, asked(...names))).toEqual(unread));
  it.each([
    ["sangeet yes", ["Sangeet Night", "Wedding"], "Sangeet Night"],
    ["shaadi yes", ["Wedding", "Wedding Lunch"], "Wedding"],
    ["wedding lunch yes", ["Wedding", "Wedding Lunch"], "Wedding Lunch"],
    ["ladies sangeet yes", ["Ladies Sangeet", "Sangeet Night"], "Ladies Sangeet"],
    ["sagai haan", ["Ring Ceremony", "Wedding"], "Ring Ceremony"],
    ["chowki haan", ["Mata Ki Chowki", "Wedding"], "Mata Ki Chowki"],
    ["sufi night yes", ["Sufi Night", "Sangeet Night"], "Sufi Night"],
    ["मेहंदी haan", ["Mehendi"], "Mehendi"],
    ["mehndi yes", ["मेहंदी", "शादी"], "मेहंदी"],
    ["जागो yes", ["Jaago"], "Jaago"],
    ["nikah yes", ["Nikah", "Walima"], "Nikah"],
    ["dinner yes", ["Reception Dinner", "Wedding"], "Reception Dinner"],
    ["garba haan", ["Raas Garba", "Wedding"], "Raas Garba"],
  ])("reads %j beside %j", (text, names, name) => expect(read(text, asked(...names))).toEqual(yes(name)));
});

describe("days to ask again", () => {
  const on = (text: string, today: string): unknown => {
    const reading = read(text, { ...CONTEXT, today });
    return reading.kind === "later" ? reading.on : reading.kind;
  };
  it.each([
    ["will tell you on 12 dec", "2026-11-21", "2026-12-12"],
    ["will tell you on dec 12th", "2026-11-21", "2026-12-12"],
    ["will confirm by 5 jan", "2026-11-21", "2027-01-05"],
    ["will confirm by 30 feb", "2026-11-21", null],
    ["will confirm by 29 feb", "2027-12-01", "2028-02-29"],
    ["will confirm by 12 oct", "2026-11-21", null],
    ["will confirm by 5/12", "2026-11-21", null],
    ["will confirm by 25/12", "2026-11-21", "2026-12-25"],
    ["will confirm by 25/12/2026", "2026-11-21", "2026-12-25"],
    ["will confirm by 25/12/2025", "2026-11-21", null],
    ["12 tarikh ko bataunga", "2026-11-10", "2026-11-12"],
    ["12 tarikh ko bataunga", "2026-11-12", null],
    ["kal bataunga", "2026-12-31", "2027-01-01"],
    ["will tell you on saturday", "2026-11-21", null],
    ["will tell you next monday", "2026-11-21", null],
    ["will tell you tomorrow or monday", "2026-11-21", "unread"],
    ["4, will confirm", "2026-11-21", "unread"],
    ["will confirm 9876543210", "2026-11-21", "unread"],
  ])("%j on %s: %s", (text, today, day) => expect(on(text, today)).toBe(day));
});

describe("any text", () => {
  const examples = files.flatMap(examplesOf);
  const known = examples.filter(({ text }) => read(text).kind !== "unread" && read(text).kind !== "stop");
  const example = fc.constantFrom(...known.map(({ text }) => text));
  const vocabulary = [...new Set(examples.flatMap(({ text }) => text.split(/\s+/)))];

  it("is read in bounded time, and never throws", () => {
    const kinds = new Set("said numbers people some later undo status stop courtesy unread".split(" "));
    const text = fc.oneof(
      fc
        .array(fc.integer({ min: 0, max: 0x1ffff }), { maxLength: 80 })
        .map((points) => String.fromCodePoint(...points)),
      fc
        .array(fc.constantFrom(...vocabulary, ",", "+", "?", "\n", "-"), { maxLength: 40 })
        .map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (one) => {
        const reading = read(one);
        expect(kinds).toContain(reading.kind);
        if (reading.kind === "said") expect(reading.said.length).toBeGreaterThan(0);
      }),
      { numRuns: 250 },
    );
  });
  it.each([
    "a",
    "haan ",
    "4 ",
    "4,",
    "+",
    "mehndi ",
    "\u0000",
    "nahi nahi ",
    "\ud800",
    "( ",
    "👍",
    "1/2.",
    "ﷺ",
  ])("survives 100 kB of %j", async (piece) => {
    const readAll = () => {
      for (const length of [299, 3999, 100_000])
        read(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
    };
    await expect(readAll).toCostLessThan(500);
  });
  it("does not depend on case, spaces, or what ends it", () =>
    fc.assert(
      fc.property(
        example,
        fc.constantFrom("", ".", "!", "!!", " ", "\n", "..."),
        fc.boolean(),
        fc.nat(3),
        (text, end, loud, spaces) => {
          const changed = (loud ? text.toUpperCase() : text).replaceAll(" ", " ".repeat(spaces + 1));
          expect(read(` ${changed}${end}`)).toEqual(read(text));
        },
      ),
      { numRuns: 200 },
    ));
  it("does not depend on the script of its digits", () =>
    fc.assert(
      fc.property(
        example,
        fc.constantFrom(0x966, 0xae6, 0xa66, 0xbe6, 0xc66, 0x9e6, 0xce6, 0xd66, 0x6f0, 0xff10),
        (text, zero) => {
          const changed = text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
          expect(read(changed)).toEqual(read(text));
        },
      ),
      { numRuns: 200 },
    ));
  it("is unread with a word more that is not known", () =>
    fc.assert(
      fc.property(
        example,
        fc.constantFrom("xyzzy", "tractor", "गाड़ी", "9876543210", "₹", "🤔"),
        fc.boolean(),
        (text, word, first) => {
          expect(read(first ? `${word} ${text}` : `${text} ${word}`)).toEqual(unread);
        },
      ),
      { numRuns: 200 },
    ));
  it("is no answer with a question mark", () =>
    fc.assert(
      fc.property(example, (text) => {
        expect(["unread", "status"]).toContain(read(`${text}?`).kind);
      }),
      { numRuns: 200 },
    ));
  it("names each function at most once, and only ones that were asked about", () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 7 }), (words) => {
        const reading = read(words.join(" "));
        if (reading.kind !== "said") return;
        const events = reading.said.flatMap((one) =>
          typeof one.events === "string" ? [one.events] : one.events,
        );
        expect(new Set(events).size).toBe(events.length);
        for (const event of events) expect(["all", "rest", ...Object.keys(LETTERS)]).toContain(event);
        for (const one of reading.said) if (one.answer !== "yes") expect(one.count).toBeNull();
      }),
      { numRuns: 800 },
    ));
});
