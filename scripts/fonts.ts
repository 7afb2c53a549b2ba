/**
 * Cuts the guests' fonts (Noto, and Mirza for Urdu's headings) into public/fonts: one weight
 * for text, one for headings, the letters that people write, nothing else. The cut files are committed; this runs again only when the packages change. It needs
 * Python with fonttools and brotli: `node scripts/node.mjs scripts/fonts.ts <path to such a python3>`.
 * Browsers keep a file for a year: what is cut anew needs a new name, here and in lib/website/rules/guest-fonts.ts.
 * Changed from the originals: weights fixed, rare letters and hinting left out, which the licence allows (no reserved names).
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const TARGET = "public/fonts";
const JOINERS = "U+200C-200D,U+25CC,U+20B9,U+0964-0965";
const LATIN =
  "U+0020-007E,U+00A0-00FF,U+0152-0153,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC,U+20B9";
/** Urdu's letters, marks, digits and stops, and those of Arabic words and names written among them. */
const URDU =
  "U+060C,U+061B,U+061F,U+0621-0628,U+062A-063A,U+0641,U+0642,U+0643-0646,U+0647,U+0648-0652,U+0654-0656,U+0670,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C0-06C3,U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200F,U+FDFA";
/** What Hindi, Marathi and Sanskrit are written with: neither Vedic accents nor Kashmiri, Sindhi and southern letters. */
const DEVANAGARI =
  "U+0900-0903,U+0905-090D,U+090F-0911,U+0913-0939,U+093C-0945,U+0947-0949,U+094B-094D,U+0950,U+0958-0963,U+0966-0970,U+0972";
/** Bengali's own, with Sanskrit's and without Assam's letters and the old signs of accounting: each brings its own conjuncts. */
const BENGALI =
  "U+0981-0983,U+0985-098C,U+098F-0990,U+0993-09A8,U+09AA-09B0,U+09B2,U+09B6-09B9,U+09BC-09C4,U+09C7-09C8,U+09CB-09CE,U+09D7,U+09DC-09DD,U+09DF-09E3,U+09E6-09EF,U+09F3";

const LETTERS = {
  devanagari: DEVANAGARI,
  gurmukhi: "U+0A00-0A7F",
  gujarati: "U+0A80-0AFF",
  tamil: "U+0B80-0BFF",
  telugu: "U+0C00-0C7F",
  kannada: "U+0C80-0CFF",
  malayalam: "U+0D00-0D7F",
} as const;

type Cut = {
  /** The package it comes from. */
  from: string;
  to: string;
  /** One weight or a range, where the original has many; none where it is a file of one weight. */
  weight: string | null;
  file: string;
  letters: string;
};

const variable = (family: string, subset: string, to: string, weight: string, letters: string): Cut => ({
  from: `@fontsource-variable/${family}`,
  to,
  weight,
  file: `${family}-${subset}-wght-normal`,
  letters,
});

const CUTS: Cut[] = [
  variable("noto-sans", "latin", "latin-text", "400:700", LATIN),
  variable("noto-serif", "latin", "latin-display", "300:700", LATIN),
  ...Object.entries(LETTERS).flatMap(([script, own]): Cut[] => {
    const letters = `${own},${JOINERS}`;
    return [
      variable(`noto-sans-${script}`, script, `${script}-text`, "400", letters),
      variable(`noto-serif-${script}`, script, `${script}-display`, "600", letters),
    ];
  }),
  // Conjuncts make the serif twice as heavy as the sans; as Bengali print has it, one serif serves text and headings.
  variable("noto-serif-bengali", "bengali", "bengali-text", "500", `${BENGALI},${JOINERS}`),
  variable("noto-naskh-arabic", "arabic", "arabic-text", "400:700", URDU),
  {
    from: "@fontsource/mirza",
    to: "arabic-display",
    weight: null,
    file: "mirza-arabic-600-normal",
    letters: URDU,
  },
];

function cut(python: string, { from, to, weight, file, letters }: Cut, scratch: string): number {
  const source = `node_modules/${from}/files/${file}.woff2`;
  const target = path.join(TARGET, `${to}.woff2`);
  const run = (...args: string[]) =>
    execFileSync(python, ["-m", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const narrow = weight === null ? source : path.join(scratch, `${to}.ttf`);
  if (weight !== null) run("fontTools.varLib.instancer", source, `wght=${weight}`, "-o", narrow);
  run(
    "fontTools.subset",
    narrow,
    `--unicodes=${letters}`,
    "--no-hinting",
    "--flavor=woff2",
    `--output-file=${target}`,
  );
  return statSync(target).size;
}

/** Every family's copyright line, and once the licence they all stand under. */
function licence(): string {
  const texts = CUTS.map(({ from }) => readFileSync(`node_modules/${from}/LICENSE`, "utf8").split("\n"));
  const owners = [...new Set(texts.map(([owner]) => owner))];
  return [...owners, ...texts[0]!.slice(1)].join("\n");
}

const python = process.argv[2] ?? "python3";
const scratch = mkdtempSync(path.join(tmpdir(), "parinaya-fonts-"));
mkdirSync(TARGET, { recursive: true });
let total = 0;
for (const one of CUTS) {
  const bytes = cut(python, one, scratch);
  total += bytes;
  console.log(`${one.to.padEnd(18)} ${(bytes / 1000).toFixed(1)} kB`);
}
writeFileSync(path.join(TARGET, "OFL.txt"), licence());
rmSync(scratch, { recursive: true });
console.log(`${CUTS.length} files, ${(total / 1000).toFixed(0)} kB`);
