import { readdirSync, readFileSync } from "node:fs";
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

const files = readdirSync(DIR).filter((file) => file.endsWith(".tsv") && file !== "held-out.tsv");

describe("the corpus of typed replies", () => {
  const all: Figures = { read: 0, right: 0, meant: 0, human: 0 };
  const lines = files.map((file) => {
    const one = measure(file);
    for (const key of Object.keys(all) as (keyof Figures)[]) all[key] += one[key];
    return { name: file.replace(".tsv", ""), ...one, precision: precision(one), recall: recall(one) };
  });
  const [corpusWrong, corpusMissed] = [wrongOnes.splice(0), missed.splice(0)];
  const heldOut = measure("held-out.tsv");
  it("is never read as something else", () => {
    console.table(lines);
    console.table([{ name: "all", ...all, precision: precision(all), recall: recall(all) }]);
    console.log([...corpusMissed, ...corpusWrong].join("\n"));
    expect(corpusWrong).toEqual([]);
  });
  it("holds out what was not tuned against", () => {
    console.table([{ name: "held out", ...heldOut, precision: precision(heldOut), recall: recall(heldOut) }]);
  });
});
