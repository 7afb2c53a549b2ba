import { enterWedding } from "@/lib/access/loaders";
import { AppError } from "@/lib/kernel/errors";
import { readJson, refusal, route } from "@/lib/platform/http";
import { CONSOLE_COMMANDS } from "../console-commands";

/** Every write of the console: one address per command, the command itself decides who may. */
export const POST = route<{ wedding: string; command: string }>(
  "command",
  async (request, { wedding, command: name }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    const command = CONSOLE_COMMANDS.get(name);
    if (!command) throw new AppError("not_found", "There is no such command.");
    const done = await command({ scope, correlationId }, (await readJson(request)) as never);
    return done.ok
      ? Response.json(done.value ?? null, { headers: { "cache-control": "no-store" } })
      : refusal(done);
  },
);
