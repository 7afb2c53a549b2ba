import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { browserProgram } from "@/tests/e2e/support/browser";

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const LANGUAGES = ["en", "hi", "ur"];

type Scores = Record<(typeof CATEGORIES)[number], number>;
interface Report {
  categories: Record<string, { score: number | null }>;
}

/**
 * What Lighthouse gives to pages as a phone opens them, of 100, where its command is found;
 * null elsewhere. It is 185 MB and asks for Node 22, too much for `npm ci`: decision 0044.
 */
export async function lighthouse(pages: Record<string, string>): Promise<object | null> {
  if (spawnSync("lighthouse", ["--version"]).error) return null;
  const scores: Record<string, Scores> = {};
  for (const [name, page] of Object.entries(pages))
    for (const language of LANGUAGES)
      scores[`${name} ${language}`] = await scoresOf(`${page}?lang=${language}`);
  const worst = (what: keyof Scores) => Math.min(...Object.values(scores).map((one) => one[what]));
  return {
    worst: Object.fromEntries(CATEGORIES.map((what) => [what, worst(what)])),
    goal: "performance of at least 95",
    scores,
  };
}

/** On a busy machine Lighthouse may miss the beginning of a page, and asks to be run again. */
async function scoresOf(address: string, tries = 3): Promise<Scores> {
  const { executablePath, args } = await browserProgram();
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-lighthouse-"));
  const file = path.join(home, "report.json");
  try {
    await promisify(execFile)(
      "lighthouse",
      [
        address,
        "--quiet",
        "--output=json",
        `--output-path=${file}`,
        `--only-categories=${CATEGORIES.join(",")}`,
        `--chrome-flags=${["--headless=new", ...args].join(" ")}`,
      ],
      { env: { ...process.env, CHROME_PATH: executablePath }, timeout: 180_000 },
    );
    const { categories } = JSON.parse(await readFile(file, "utf8")) as Report;
    const score = (what: string) => Math.round((categories[what]?.score ?? 0) * 100);
    return Object.fromEntries(CATEGORIES.map((what) => [what, score(what)])) as Scores;
  } catch (error) {
    if (tries > 1) return await scoresOf(address, tries - 1);
    throw error;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
