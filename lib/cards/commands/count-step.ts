import { type SQL, sql } from "drizzle-orm";
import { countStepInput } from "@/lib/cards/inputs";
import type { CardStep, StepOutcome } from "@/lib/cards/types";
import { defineOwnedCommand } from "@/lib/platform/owned-command";

/** One more of this outcome. `from` gives the rows to count, each with its `owner_id`; without it, the owner's own. */
export const oneMore = (from: SQL, step: CardStep, outcome: StepOutcome): SQL => sql`
  insert into card_counts as c (owner_id, step, outcome, count) select owner_id, ${step}, ${outcome}, 1 from ${from}
  on conflict (owner_id, step, outcome) do update set count = c.count + 1`;

const owner = (ownerId: string): SQL => sql`(select ${ownerId}::uuid as owner_id) me`;

export const countFor = (ownerId: string, step: CardStep, outcome: StepOutcome): SQL =>
  oneMore(owner(ownerId), step, outcome);

/**
 * Counts a try that left nothing behind to be counted with: what was refused, limited or failed, and every text that was
 * read. A sum is no act of anybody: the log has no line of it, which an endless row of tries would fill.
 */
export const countStep = defineOwnedCommand({
  name: "cards.count-step",
  permission: "cards.edit",
  input: countStepInput,
  irreversible: "A count of what happened.",
  async run({ tx, scope }, { step, outcome }) {
    await tx.execute(countFor(scope.ownerId, step, outcome));
    return { unchanged: null };
  },
});
