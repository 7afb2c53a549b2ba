import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { stopBoss } from "@/lib/platform/boss";
import { createProgress } from "@/scripts/stack/progress";
import { startStack } from "@/scripts/stack/stack";
import { cards } from "./cards";
import { dispatch } from "./dispatch";
import { enqueue } from "./enqueue";
import { importList } from "./import";
import { live } from "./live";
import type { Figure } from "./measure";
import { numbers } from "./numbers";
import { pictures } from "./pictures";
import { reply } from "./reply";
import { site } from "./site";
import { statuses } from "./statuses";
import { webhook } from "./webhook";

const BENCHES = {
  enqueue,
  import: importList,
  dispatch,
  statuses,
  webhook,
  reply,
  live,
  numbers,
  cards,
  site,
  pictures,
} as const;
type Name = keyof typeof BENCHES;

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string" } },
});

/** `npm run bench`: every figure as a ratio to a floor of the same run. Loopback only; ends by itself. */
async function main(): Promise<void> {
  const names = (values.only?.split(",") ?? Object.keys(BENCHES)) as Name[];
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(
      `There is no bench ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`,
    );
  const progress = createProgress();
  const figures: Partial<Record<Name, Figure>> = {};
  for (const name of names) figures[name] = await alone(name, progress);
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else {
    for (const [name, figure] of Object.entries(figures)) {
      const { value, floor, ratio_to_floor, goal, unit, n, ...more } = figure;
      process.stdout.write(
        `${name.padEnd(10)} ${value} ${unit}, floor ${floor}, ratio ${ratio_to_floor} (goal: ${goal}; n = ${n})\n           ${JSON.stringify(more)}\n`,
      );
    }
  }
}

/** Each bench has a stack of its own: what one leaves behind does not weigh on the next. */
async function alone(name: Name, progress: ReturnType<typeof createProgress>): Promise<Figure> {
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-bench-"));
  await chmod(home, 0o711);
  if (name === "webhook" || name === "cards") process.env.DRAIN_ON_COMMIT = "0";
  else delete process.env.DRAIN_ON_COMMIT;
  const stack = await startStack({
    home,
    port: 3190,
    strictPort: false,
    simulatorPort: 4290,
    tickSeconds: 3600,
    mode: "production",
    progress,
  });
  try {
    return await progress.step(`bench ${name}`, () => BENCHES[name](stack));
  } finally {
    await stopBoss();
    await closeDatabase();
    await stack.stop();
    await rm(home, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
