import { unitSuggestionDecisions } from "@/db/schema/guests";
import { decideSuggestionInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { joining } from "./move-people";
import { placePeople } from "./place-people";
import { lockIdentity } from "./resolve-people";

/**
 * A human's word on "these may be one family". Accepted: the households become the first one. Refused: remembered, not asked again.
 */
export const decideSuggestion = defineCommand({
  name: "guests.decide-suggestion",
  permission: "guests.edit",
  input: decideSuggestionInput,
  inverse: "guests.place-people",
  async run(
    { tx, scope },
    { key, unitIds, decision },
  ): Promise<Outcome<{ unitId: string | null; undo?: unknown }>> {
    const decided = await tx
      .insert(unitSuggestionDecisions)
      .values({ weddingId: scope.weddingId, key, decision })
      .onConflictDoNothing()
      .returning();
    if (decided.length === 0) return refuse("decided", "Someone decided this already.");
    const audit = [
      { action: decision, entity: "suggestion", count: unitIds.length, payload: { key, unitIds } },
    ] as const;
    if (decision === "refused") return { result: { unitId: null }, audit, topics: [] };
    await lockIdentity(tx, scope);
    const placement = await joining(tx, scope, unitIds[0]!, unitIds.slice(1));
    const placed = placement && (await placePeople(tx, scope, placement));
    if (!placed) return refuse("changed", "These families changed meanwhile. Please look again.");
    return {
      result: { unitId: unitIds[0]!, undo: { command: "guests.place-people", input: placed.before } },
      audit,
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: placed.dirty,
    };
  },
});
