import { enterWedding } from "@/lib/access/loaders";
import { findUndo } from "@/lib/audit/queries";
import { AppError } from "@/lib/kernel/errors";
import { refusal, route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";
import { CONSOLE_COMMANDS } from "../../commands/console-commands";

/** Refusals that mean: it is not as this act left it any more. */
const SINCE = new Set(["changed", "changed_since"]);

/** Takes back what an entry of the record did, however long ago. The command itself decides who may, and whether it still can. */
export const POST = route<{ wedding: string; entry: string }>(
  "undo",
  async (_request, { wedding, entry }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    const seq = Number(entry);
    if (!Number.isSafeInteger(seq) || seq <= 0) throw new AppError("not_found", "There is no such entry.");
    const step = await readTenant(scope, (tx) => findUndo(tx, scope, seq));
    const command = step && CONSOLE_COMMANDS.get(step.command);
    if (!command) throw new AppError("not_found", "This cannot be taken back any more.");
    const done = await command({ scope, correlationId, undoes: seq }, step.input as never);
    if (!done.ok && SINCE.has(done.code))
      return refusal({
        ...done,
        message:
          "This is not as it was left any more, so nothing was undone. Take back what was done to it since, then this.",
      });
    return done.ok
      ? Response.json(done.value ?? null, { headers: { "cache-control": "no-store" } })
      : refusal(done);
  },
);
