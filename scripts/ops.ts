import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { closeDatabase } from "@/db/client";
import { stopBoss } from "@/lib/platform/boss";
import { linesOf } from "./ops/print";
import { VERBS } from "./ops/verbs";

/** `npm run ops -- <verb> [--json] [--name value …]`: what an operator does without a screen. */
async function main(): Promise<number> {
  const [verb, ...rest] = process.argv.slice(2);
  const json = rest.includes("--json");
  const { options, words } = readArguments(rest);
  const known = verb ? VERBS[verb] : undefined;
  if (!known) {
    const list = Object.entries(VERBS).map(([name, { says }]) => `  ${name.padEnd(14)} ${says}`);
    process.stderr.write(`npm run ops -- <verb> [--json]\n${list.join("\n")}\n`);
    return verb ? 1 : 0;
  }
  if (!known.alone) loadEmbeddedEnvironment();
  try {
    const { ok, ...report } = await known.run(options, words);
    if (json) process.stdout.write(`${JSON.stringify({ ok, ...report })}\n`);
    else for (const line of linesOf({ ok, ...report })) process.stdout.write(`${line}\n`);
    return ok ? 0 : 1;
  } finally {
    await stopBoss();
    await closeDatabase();
  }
}

/** `--name value` pairs, and the words that stand alone; `--files A B` takes every word up to the next option. */
function readArguments(rest: readonly string[]): { options: Map<string, string>; words: string[] } {
  const options = new Map<string, string>();
  const words: string[] = [];
  let open: string | null = null;
  for (const word of rest) {
    if (word.startsWith("--")) {
      open = word === "--json" ? null : word.slice(2);
      if (open) options.set(open, "true");
    } else if (open && open !== "files") {
      options.set(open, word);
      open = null;
    } else words.push(word);
  }
  return { options, words };
}

/** Beside a running `npm start`, its own environment is used; elsewhere the variables are there already. */
function loadEmbeddedEnvironment(): void {
  const file = path.join(process.env.PARINAYA_HOME ?? ".parinaya", "environment.json");
  if (process.env.DATABASE_APP_URL) return;
  if (!existsSync(file))
    throw new Error("DATABASE_APP_URL is missing, and no ParinayaOS is running here (npm start).");
  Object.assign(process.env, JSON.parse(readFileSync(file, "utf8")));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
