import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface Part {
  n: number;
  seed: number;
}

export interface Proof {
  name: string;
  says: string;
  parts: Part[];
  run(part: Part): Promise<{ ok: boolean; figures: Record<string, unknown> }>;
}

function run(args: readonly string[], env: Record<string, string>): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.once("exit", (code) => resolve({ code: code ?? 1, out }));
  });
}

async function vitest(
  project: string,
  filter: string,
  env: Record<string, string>,
): Promise<{ ok: boolean; figures: Record<string, unknown> }> {
  const report = path.join(".parinaya", "proof-report.json");
  const { code } = await run(
    [
      path.join("node_modules", "vitest", "vitest.mjs"),
      "run",
      "--project",
      project,
      filter,
      "--reporter",
      "json",
      "--outputFile.json",
      report,
    ],
    env,
  );
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, "utf8").catch(() => "{}")) as {
    numPassedTests?: number;
    numFailedTests?: number;
  };
  return {
    ok: code === 0 && (numPassedTests ?? 0) > 0 && numFailedTests === 0,
    figures: { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 },
  };
}

const seeds = (count: number, n: number): Part[] =>
  Array.from({ length: count }, (_, i) => ({ n, seed: i + 1 }));

/** The long forms. `n` is the number that counts in each: kills, cases, guests. */
export const PROOFS: Proof[] = [
  {
    name: "kill-dispatch",
    says: "kill -9 of the drain at random points of a 2,000-household run, with and without receipts: nobody lost, nobody twice",
    parts: seeds(10, 20),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/faults/kill-dispatch", {
        FAULT_HOUSEHOLDS: "2000",
        FAULT_KILLS: String(n),
        FAULT_SEED: String(seed),
      }),
  },
  {
    name: "kill-web",
    says: "kill -9 of the web process at random points of the demo, then restart: the ledger and the dashboards still agree",
    parts: seeds(2, 10),
    async run({ n, seed }) {
      const { code, out } = await run(
        [
          "--import",
          "tsx",
          "scripts/demo.ts",
          "--json",
          "--guests",
          "1200",
          "--seed",
          String(seed),
          "--kills",
          String(n),
        ],
        {},
      );
      const {
        ok,
        provider,
        run: sent,
        answers,
        problems,
      } = JSON.parse(out || "{}") as Record<string, unknown>;
      return { ok: code === 0 && ok === true, figures: { provider, run: sent, answers, problems } };
    },
  },
  {
    name: "laws",
    says: "laws of identity on the real database: any order, any split, undo, merge and unmerge, sharing; n cases of each",
    parts: seeds(4, 500),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/guests/laws", { LAW_CASES: String(n), LAW_SEED: String(seed) }),
  },
  {
    name: "rules",
    says: "property tests of the conversation, the statuses, identity and the parsers",
    parts: seeds(3, 20_000),
    run: ({ n, seed }) =>
      vitest("unit", "lib/", { FAST_CHECK_RUNS: String(n), FAST_CHECK_SEED: String(seed) }),
  },
  {
    name: "demo",
    says: "the main job with 20,000 people in bounded memory",
    parts: [{ n: 20_000, seed: 1 }],
    async run({ n, seed }) {
      const { code, out } = await run(
        ["--import", "tsx", "scripts/demo.ts", "--json", "--guests", String(n), "--seed", String(seed)],
        {},
      );
      const { ok, memory_mb, timings_ms, latency_ms, provider, problems } = JSON.parse(out || "{}") as Record<
        string,
        unknown
      >;
      return {
        ok: code === 0 && ok === true,
        figures: { memory_mb, timings_ms, latency_ms, provider, problems },
      };
    },
  },
];
