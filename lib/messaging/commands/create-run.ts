import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import type { Scope } from "@/lib/access/types";
import { squash } from "@/lib/kernel/text";
import { createRunInput } from "@/lib/messaging/inputs";
import { templateProblem } from "@/lib/messaging/queries/template-problem";
import { defineCommand } from "@/lib/platform/command";

/** A run in draft: which template, to whom, in which wave. Nothing leaves until it was rehearsed, frozen and approved. */
export const createRun = defineCommand({
  name: "messaging.create-run",
  permission: "runs.prepare",
  input: createRunInput,
  inverse: "messaging.stop-run",
  async run({ tx, scope }, input) {
    const problem = await templateProblem(tx, scope, input);
    if (problem) return problem;
    const wave = await sameWave(tx, scope, input.wave);
    await tx.insert(sendRuns).values({ ...input, wave, weddingId: scope.weddingId, purpose: "invitation" });
    return {
      result: { id: input.id },
      audit: [{ action: "create", entity: "send_run", entityId: input.id, payload: input }],
      topics: [],
    };
  },
});

/** A wave is named by people: a capital letter or a space more makes no second one, which would invite everybody again. */
async function sameWave(tx: Transaction, { weddingId }: Scope, name: string): Promise<string> {
  const wave = squash(name);
  const { rows } = await tx.execute<{ wave: string }>(sql`
    select wave from send_runs where wedding_id = ${weddingId} and purpose = 'invitation' and lower(wave) = lower(${wave}) order by created_at limit 1`);
  return rows[0]?.wave ?? wave;
}
