import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { keepLikely } from "@/lib/guests/commands/keep-likely";
import { MOST_KEPT } from "@/lib/guests/inputs";
import { listDecidedSuggestions } from "@/lib/guests/queries";
import { loadCompared } from "@/lib/guests/queries/duplicates";
import { likelyAmong } from "@/lib/guests/rules/likely-pairs";
import { commitChunk, readAhead } from "@/lib/imports/commands/commit-chunk";
import { finishReading } from "@/lib/imports/commands/finish-reading";
import { commitImportBatch } from "@/lib/imports/topics";
import { tidySearch } from "@/lib/platform/statistics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/** Adds a list chunk by chunk. A kill in between leaves decided rows decided; the retry goes on from there. */
export const handle: Handler<z.output<typeof commitImportBatch.payload>> = async (
  { weddingId, batchId, side },
  { correlationId, attempt },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "imports.commit-batch" }, side);
  try {
    // While some rows are written, the next are read and understood, and those before become easy to search.
    for (let ahead = await readAhead(scope, batchId); ; ) {
      const [done, next] = await Promise.all([
        commitChunk({ scope, correlationId }, { batchId, ahead }),
        readAhead(scope, batchId, ahead),
        tidySearch(scope),
      ]);
      if (!done.ok || !done.value.left) break;
      ahead = next;
    }
    await tidySearch(scope);
  } catch (error) {
    // The last try: the list must not say "adding" for ever. What was added stays; the rest can be brought again.
    if (attempt >= commitImportBatch.retryLimit) {
      const reason =
        "Something went wrong on our side while adding this list. What was added is kept; bring the same file again and only the rest is added.";
      await finishReading({ scope, correlationId }, { batchId, outcome: { kind: "failed", reason } });
    }
    throw error;
  }
  await foretell(mintScope(weddingId, { kind: "system", job: "imports.commit-batch" }), correlationId);
};

/** In larger weddings who may be one person is looked for on its own page alone. */
const MOST_COMPARED = 5_000;

/** Who of the whole wedding may be one person now, for Today to count. */
async function foretell(scope: Scope, correlationId: string): Promise<void> {
  const { people, decided } = await readTenant(scope, async (tx) => ({
    people: await loadCompared(tx, scope, { most: MOST_COMPARED + 1 }),
    decided: await listDecidedSuggestions(tx, scope),
  }));
  const found = people.size > MOST_COMPARED ? [] : likelyAmong([...people.values()], decided);
  const pairs = found.slice(0, MOST_KEPT).map(({ a, b }): [string, string] => [a.id, b.id]);
  await keepLikely({ scope, correlationId }, { pairs, more: found.length > MOST_KEPT });
}
