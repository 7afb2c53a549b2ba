import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import os from "node:os";
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

const BROWSER = vitest("browser");
/** The browser mostly waits: the rest runs beside it. What kills processes and measures moments runs alone, after it. */
const BESIDE: Step[] = [
  { name: "types", args: [bin("typescript/bin/tsc"), "--noEmit"] },
  { name: "lint", args: [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "dead-code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
  vitest("architecture"),
  vitest("unit"),
  vitest("postgres"),
];
const ALONE: Step[] = [vitest("faults")];

/** What runs beside the browser gives way to it: the browser takes longest, and by itself leaves much of two processors idle. */
const GIVES_WAY = 4;

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, GIVES_WAY);
  } catch {
    // A system that does not allow it runs both alike.
  }
}

/** Runs a step; what it says is kept together, where others run beside it. */
function run(args: readonly string[], together: boolean, yielding: boolean): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: together ? "inherit" : ["inherit", "pipe", "pipe"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (yielding) giveWay(child.pid);
    const said: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
    const end = () => child.kill("SIGINT");
    process.once("SIGINT", end);
    child.once("exit", (code) => {
      process.off("SIGINT", end);
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

/** What is used of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

interface Counted {
  passed: number;
  failed: number;
  /** What failed, in words: said again at the end, where a reader of a long output looks first. */
  failures: string[];
}

async function take(step: Step, together: boolean, yielding: boolean): Promise<Counted> {
  const started = performance.now();
  if (step.report) await rm(step.report, { force: true });
  const code = await run(step.args, together, yielding);
  const report = step.report
    ? (JSON.parse(await readFile(step.report, "utf8").catch(() => "null")) as Report | null)
    : null;
  const counted = countOf(step, code, report);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`\n--- ${step.name}: ${counted.failed === 0 ? "ok" : "FAILED"} (${seconds} s)\n\n`);
  return counted;
}

function countOf(step: Step, code: number, report: Report | null): Counted {
  if (report && report.numPassedTests + report.numFailedTests > 0) {
    // A file that could not even be loaded has no failed test of its own, and is no success.
    const failed = report.numFailedTests || (code === 0 ? 0 : Math.max(1, report.numFailedTestSuites));
    return { passed: report.numPassedTests, failed, failures: failed > 0 ? failuresOf(step, report) : [] };
  }
  return step.report || code !== 0
    ? { passed: 0, failed: 1, failures: [`${step.name}: exit code ${code}`] }
    : { passed: 1, failed: 0, failures: [] };
}

function failuresOf(step: Step, report: Report): string[] {
  const told = report.testResults.flatMap((file) => {
    const where = `${step.name}: ${path.relative(process.cwd(), file.name)}`;
    const tests = file.assertionResults.filter(({ status }) => status === "failed");
    if (tests.length > 0)
      return tests.map(
        (test) => `${where}: ${test.fullName}\n${beginningOf(test.failureMessages.join("\n"))}`,
      );
    return file.status === "failed" ? [`${where}\n${beginningOf(file.message)}`] : [];
  });
  return told.length > 0 ? told : [`${step.name}: an error outside of the tests; its output above names it`];
}

/** The first lines of an error: what was wrong and where, without a diff of a page. */
function beginningOf(message: string): string {
  return message
    .split("\n")
    .filter((line) => !line.includes("node_modules"))
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join("\n");
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  const chosen = (steps: readonly Step[]) =>
    steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const counts: Counted[] = [];
  let interrupted = false;
  process.once("SIGINT", () => {
    interrupted = true;
  });
  const inTurn = async (steps: readonly Step[], together: boolean, yielding = false) => {
    for (const step of steps) if (!interrupted) counts.push(await take(step, together, yielding));
  };
  const [browser, beside] = [chosen([BROWSER]), chosen(BESIDE)];
  const apart = browser.length > 0 && beside.length > 0;
  await Promise.all([inTurn(beside, !apart, apart), inTurn(browser, !apart)]);
  await inTurn(chosen(ALONE), true);
  for (const failure of counts.flatMap(({ failures }) => failures))
    process.stdout.write(`FAILED ${failure}\n`);
  if (interrupted) return 130;
  const sum = (what: "passed" | "failed") => counts.reduce((all, one) => all + one[what], 0);
  process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
  return sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
}

main().then((code) => process.exit(code));
