/**
 * Cuts the guests' fonts out of the Noto packages into public/fonts: one weight for text, one for headings, the letters
 * that people write, nothing else. The cut files are committed; this runs again only when the packages change. It needs
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
/** Urdu's letters, marks, digits and stops, and those of the Arabic and Persian words written among them. */
const URDU =
  "U+060C,U+061B,U+061F,U+0620-0655,U+0658,U+0660-066C,U+0670-0672,U+0674,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C0-06C3,U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200F,U+FDF2,U+FDFA";

const BLOCKS = {
  devanagari: "U+0900-097F",
  bengali: "U+0980-09FF",
  gurmukhi: "U+0A00-0A7F",
  gujarati: "U+0A80-0AFF",
  tamil: "U+0B80-0BFF",
  telugu: "U+0C00-0C7F",
  kannada: "U+0C80-0CFF",
  malayalam: "U+0D00-0D7F",
} as const;

type Cut = { from: string; subset: string; to: string; weight: string; letters: string };

const CUTS: Cut[] = [
  { from: "noto-sans", subset: "latin", to: "latin-sans", weight: "400:700", letters: LATIN },
  { from: "noto-serif", subset: "latin", to: "latin-serif", weight: "300:700", letters: LATIN },
  ...Object.entries(BLOCKS).flatMap(([script, block]): Cut[] => {
    const letters = `${block},${JOINERS}`;
    return [
      { from: `noto-sans-${script}`, subset: script, to: `${script}-sans`, weight: "400", letters },
      {
        from: `noto-serif-${script}`,
        subset: script,
        to: `${script}-serif`,
        weight: "600",
        letters,
      },
    ];
  }),
  { from: "noto-naskh-arabic", subset: "arabic", to: "arabic-sans", weight: "400:700", letters: URDU },
  { from: "noto-nastaliq-urdu", subset: "arabic", to: "arabic-serif", weight: "600", letters: URDU },
];

function cut(python: string, { from, subset, to, weight, letters }: Cut, scratch: string): number {
  const source = `node_modules/@fontsource-variable/${from}/files/${from}-${subset}-wght-normal.woff2`;
  const narrow = path.join(scratch, `${to}.ttf`);
  const target = path.join(TARGET, `${to}.woff2`);
  const run = (...args: string[]) =>
    execFileSync(python, ["-m", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  run("fontTools.varLib.instancer", source, `wght=${weight}`, "-o", narrow);
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
  const texts = CUTS.map(({ from }) =>
    readFileSync(`node_modules/@fontsource-variable/${from}/LICENSE`, "utf8").split("\n"),
  );
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
