import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { closeDatabase } from "@/db/client";
import { stopBoss } from "@/lib/platform/boss";
import { VERBS } from "./ops/verbs";

/** `npm run ops -- <verb> [--json] [--name value …]`: what an operator does without a screen. */
async function main(): Promise<number> {
  const [verb, ...rest] = process.argv.slice(2);
  const json = rest.includes("--json");
  const options = new Map<string, string>();
  rest.forEach((word, index) => {
    if (word.startsWith("--") && word !== "--json")
      options.set(word.slice(2), rest[index + 1]?.startsWith("--") === false ? rest[index + 1]! : "true");
  });
  const known = verb ? VERBS[verb] : undefined;
  if (!known) {
    const list = Object.entries(VERBS).map(([name, { says }]) => `  ${name.padEnd(14)} ${says}`);
    process.stderr.write(`npm run ops -- <verb> [--json]\n${list.join("\n")}\n`);
    return verb ? 1 : 0;
  }
  loadEmbeddedEnvironment();
  try {
    const { ok, ...report } = await known.run(options);
    if (json) process.stdout.write(`${JSON.stringify({ ok, ...report })}\n`);
    else
      for (const [name, value] of Object.entries({ ok, ...report }))
        process.stdout.write(`${name}: ${typeof value === "object" ? JSON.stringify(value) : value}\n`);
    return ok ? 0 : 1;
  } finally {
    await stopBoss();
    await closeDatabase();
  }
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
