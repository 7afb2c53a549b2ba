import "./fault-points";
import { closeDatabase } from "@/db/client";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { stopBoss } from "@/lib/platform/boss";

/** A drain in a process of its own: `BUDGET_MS` long, again and again while `FOREVER` is set. Reports as JSON lines. */
async function main(): Promise<void> {
  const budgetMs = Number(process.env.BUDGET_MS ?? 10_000);
  do {
    await sweep();
    process.stdout.write(`${JSON.stringify(await drain({ budgetMs }))}\n`);
    if (process.env.FOREVER) await new Promise((resolve) => setTimeout(resolve, 50));
  } while (process.env.FOREVER);
  await stopBoss();
  await closeDatabase();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
