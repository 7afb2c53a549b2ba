import path from "node:path";
import { closeDatabase } from "@/db/client";
import { EmbeddedPostgresError } from "@/db/embedded";
import { seedDemo } from "@/db/seed/demo";
import { stopBoss } from "@/lib/platform/boss";
import { createProgress } from "./stack/progress";
import { startStack } from "./stack/stack";
import { StackError } from "./stack/wait-for";

/** `npm start`, `npm run dev`: the whole product on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const progress = createProgress();
  const mode = process.argv.includes("--dev") ? "development" : "production";
  process.stderr.write("\nParinayaOS\n");
  const verbose = process.env.LOG_LEVEL === "info" || process.env.LOG_LEVEL === "debug";
  const stack = await startStack({
    home: path.resolve(process.env.PARINAYA_HOME ?? ".parinaya"),
    port: Number(process.env.PORT ?? 3000),
    strictPort: process.env.PORT !== undefined,
    simulatorPort: Number(process.env.SIM_PORT ?? 4010),
    tickSeconds: Number(process.env.TICK_SECONDS ?? 60),
    mode,
    progress,
    onLog: (name, line) => {
      if (verbose || /error|warn|Mail to|sign in|https?:\/\//i.test(line))
        process.stdout.write(`[${name}] ${line}\n`);
    },
  });
  const stop = async (why: string, code: number) => {
    process.stderr.write(`\n${why}\n`);
    await stack.stop().catch(() => undefined);
    process.exit(code);
  };
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (interrupted) process.exit(1);
      interrupted = true;
      void stop("Stopping; your data is kept.", 0);
    });
  }
  const demo = await progress.step("demo wedding", () => seedDemo(new Date()));
  await stopBoss();
  await closeDatabase();
  await stack.tick();
  process.stdout.write(`
  The family's console   ${stack.appUrl}
  One-click sign-in      ${stack.appUrl}/demo?as=owner
                         ${stack.appUrl}/demo?as=admin
                         ${stack.appUrl}/demo?as=side_admin
                         ${stack.appUrl}/demo?as=viewer
  Its website, published ${stack.appUrl}/w/${demo.slug}
  The guests' phones     ${stack.simulatorUrl}
  Mail that was sent     ${stack.appUrl}/dev/mail

  Ctrl-C stops everything; the data stays in ${path.resolve(process.env.PARINAYA_HOME ?? ".parinaya")}.
`);
  void stack.broken.then((why) => !interrupted && stop(`${why} Stopping the rest.`, 1));
}

main().catch((error: unknown) => {
  const known = error instanceof StackError || error instanceof EmbeddedPostgresError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `\n${/ENOSPC|No space left/i.test(message) ? "The disk is full. Free some space and start again." : message}\n`,
  );
  if (!known && process.env.LOG_LEVEL === "debug" && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
