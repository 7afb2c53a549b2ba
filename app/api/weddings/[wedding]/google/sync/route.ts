import { enterWedding } from "@/lib/access/loaders";
import { startSync } from "@/lib/imports/commands/start-sync";
import { newId } from "@/lib/kernel/ids";
import { readJson, refusal, route } from "@/lib/platform/http";

/** Reads a connected account again, as a new list. */
export const POST = route<{ wedding: string }>(
  "google.sync",
  async (request, { wedding }, { correlationId }) => {
    const { scope } = await enterWedding(wedding);
    const asked = (await readJson(request)) as { accountId?: string } | null;
    const started = await startSync(
      { scope, correlationId },
      { batchId: newId(), accountId: asked?.accountId ?? "" },
    );
    return started.ok ? Response.json(started.value, { status: 202 }) : refusal(started);
  },
);
