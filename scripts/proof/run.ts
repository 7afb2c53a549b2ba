import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";

export interface Part {
  n: number;
  seed: number;
}

export function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string }> {
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

/** Tests of one project, with what they measured. */
export async function vitest(
  project: string,
  filter: string,
  env: Record<string, string>,
): Promise<{ ok: boolean; figures: Record<string, unknown> }> {
  const report = path.join(".parinaya", `proof-report-${process.pid}.json`);
  const measured = path.join(".parinaya", `proof-figures-${process.pid}.jsonl`);
  await rm(measured, { force: true });
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
    { ...env, PROOF_FIGURES: measured },
  );
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    await readFile(report, "utf8").catch(() => "{}"),
  ) as {
    numPassedTests?: number;
    numFailedTests?: number;
    testResults?: { assertionResults: { failureMessages?: string[] }[] }[];
  };
  for (const { failureMessages } of testResults?.flatMap((file) => file.assertionResults) ?? [])
    for (const message of failureMessages ?? []) process.stderr.write(`${message}\n`);
  return {
    ok: code === 0 && (numPassedTests ?? 0) > 0 && numFailedTests === 0,
    figures: {
      passed: numPassedTests ?? 0,
      failed: numFailedTests ?? 0,
      ...(await readFigures(measured)),
    },
  };
}

/** What the tests have measured, by the name each gave it. */
async function readFigures(file: string): Promise<Record<string, unknown>> {
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean);
  return Object.assign({}, ...lines.map((line) => JSON.parse(line) as object));
}

/** The main job, headless. */
export async function demo({ n, seed }: Part, ...more: string[]) {
  const asked = ["--json", "--guests", String(n), "--seed", String(seed), ...more];
  const { code, out } = await run(["--import", "tsx", "scripts/demo.ts", ...asked], {});
  const report = JSON.parse(out || "{}") as Record<string, unknown>;
  const { ok, memory_mb, timings_ms, latency_ms, provider, problems } = report;
  return {
    ok: code === 0 && ok === true,
    figures: { memory_mb, timings_ms, latency_ms, provider, problems },
  };
}
