import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { DemoClient } from "./demo/client";
import { DEMO_LANGUAGES } from "./demo/invitations";
import { runLoop } from "./demo/loop";
import { printTable } from "./demo/print";
import { createProgress } from "./stack/progress";
import { type Stack, startStack } from "./stack/stack";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    contacts: { type: "string" },
    guests: { type: "string", default: "1200" },
    seed: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
    /** kill -9 of the web process this many times while messages go out; for the proof. */
    kills: { type: "string", default: "0" },
    provider: { type: "string", default: "meta" },
    /** How many of the households answer on their page instead of in the chat, from 0 to 1. */
    "web-share": { type: "string", default: "0" },
    languages: { type: "string", default: "en" },
  },
});

/** Ends the web process without a word, at seeded moments, and starts it again. */
async function killWeb(stack: Stack, kills: number, seed: number): Promise<void> {
  let state = seed;
  for (let i = 0; i < kills; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    await new Promise((resolve) => setTimeout(resolve, 200 + (state / 2 ** 32) * 1_500));
    const web = stack.web();
    web.process.kill("SIGKILL");
    await web.exited;
    await stack.startWeb();
  }
}

/** `npm run demo`: the main job once, through the product's own routes, commands and jobs. Exit status follows `ok`. */
async function main(): Promise<number> {
  const progress = createProgress();
  const guests = Number(values.guests);
  const seed = Number(values.seed);
  if (!Number.isInteger(guests) || guests < 1 || guests > 1_000_000)
    throw new Error("--guests takes a whole number from 1 to 1000000.");
  const { provider } = values;
  if (provider !== "meta" && provider !== "twilio") throw new Error("--provider takes meta or twilio.");
  const webShare = Number(values["web-share"]);
  if (!(webShare >= 0 && webShare <= 1)) throw new Error("--web-share takes a number from 0 to 1.");
  const languages = [...new Set(values.languages.split(",").map((one) => one.trim()))];
  if (languages.some((one) => !DEMO_LANGUAGES.includes(one)))
    throw new Error(`--languages takes a list out of ${DEMO_LANGUAGES.join(", ")}.`);
  if (!Number.isInteger(seed)) throw new Error("--seed takes a whole number.");
  const started = performance.now();
  const home = values.keep
    ? path.resolve(".parinaya", "demo")
    : await mkdtemp(path.join(tmpdir(), "parinaya-demo-"));
  // The postgres user must be able to walk to its own folder; what lies in it is closed by itself.
  await chmod(home, 0o711).catch(() => undefined);
  const stack = await startStack({
    home,
    port: 3100,
    strictPort: false,
    simulatorPort: 4110,
    tickSeconds: 20,
    mode: "production",
    progress,
    throwAway: !values.keep,
    ...(process.env.LOG_LEVEL
      ? { onLog: (name: string, line: string) => process.stderr.write(`[${name}] ${line}\n`) }
      : {}),
  });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await stack.stop();
    if (!values.keep) await rm(home, { recursive: true, force: true });
  };
  process.once("SIGINT", () => void stop().then(() => process.exit(130)));
  try {
    const client = new DemoClient(stack);
    const report = await runLoop({
      stack,
      client,
      progress,
      guests,
      seed,
      provider,
      languages,
      webShare,
      contacts: values.contacts,
      startMs: performance.now() - started,
      onSending: () => killWeb(stack, Number(values.kills), seed),
    });
    if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else printTable(report);
    return report.ok ? 0 : 1;
  } finally {
    await stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
