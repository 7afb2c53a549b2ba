import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";

/** `npm test`: everything, in order, with one closing line that counts it all. Names of steps select a part. */
interface Step {
  name: string;
  args: string[];
  /** A check that is one test of its own; otherwise vitest's JSON report says how many ran. */
  report?: string;
}

const bin = (name: string) => path.join("node_modules", ...name.split("/"));
const reportFile = (name: string) => path.join(".parinaya", `report-${name}.json`);
const vitest = (project: string): Step => ({
  name: project,
  args: [
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter",
    "default",
    "--reporter",
    "json",
    "--outputFile.json",
    reportFile(project),
  ],
  report: reportFile(project),
});

const STEPS: Step[] = [
  { name: "types", args: [bin("typescript/bin/tsc"), "--noEmit"] },
  { name: "lint", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "dead-code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
  vitest("architecture"),
  vitest("unit"),
  vitest("postgres"),
  vitest("browser"),
];

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    process.once("SIGINT", () => child.kill("SIGINT"));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  let passed = 0;
  let failed = 0;
  for (const step of STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const started = performance.now();
    const before = failed;
    if (step.report) await rm(step.report, { force: true });
    const code = await run(step.args);
    const report = step.report
      ? (JSON.parse(await readFile(step.report, "utf8").catch(() => "null")) as Report | null)
      : null;
    if (report && report.numPassedTests + report.numFailedTests > 0) {
      passed += report.numPassedTests;
      // A file that could not even be loaded has no failed test of its own, and is no success.
      failed += report.numFailedTests || (code === 0 ? 0 : Math.max(1, report.numFailedTestSuites));
    } else if (step.report || code !== 0) failed += 1;
    else passed += 1;
    process.stdout.write(
      `\n--- ${step.name}: ${failed === before ? "ok" : "FAILED"} (${((performance.now() - started) / 1000).toFixed(1)} s)\n\n`,
    );
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

main().then((code) => process.exit(code));
