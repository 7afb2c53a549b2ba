import type { z } from "zod";
import { decideSuggestionInput, reopenSuggestionInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { joining } from "./move-people";
import { type PlacedBefore, placeBack, placePeople, undoOf } from "./place-people";
import { lockIdentity } from "./resolve-people";
import { forgetDecision, rememberDecision } from "./suggestion-decisions";

interface Decided {
  unitId: string | null;
  undo: { command: "guests.reopen-suggestion"; input: z.input<typeof reopenSuggestionInput> };
}

/**
 * A human's word on "these may be one family". Accepted: the households become the first one. Refused: remembered, not asked again.
 */
export const decideSuggestion = defineCommand({
  name: "guests.decide-suggestion",
  permission: "guests.edit",
  input: decideSuggestionInput,
  inverse: "guests.reopen-suggestion",
  async run({ tx, scope, now }, { key, unitIds, decision }): Promise<Outcome<Decided>> {
    if (!(await rememberDecision(tx, scope, { key, decision })))
      return refuse("decided", "Someone decided this already.");
    const audit = [
      { action: decision, entity: "suggestion", count: unitIds.length, payload: { key, unitIds } },
    ] as const;
    const undo = (back: PlacedBefore | null) => ({
      command: "guests.reopen-suggestion" as const,
      input: { key, unitIds, decision, back },
    });
    if (decision === "refused") return { result: { unitId: null, undo: undo(null) }, audit, topics: [] };
    await lockIdentity(tx, scope);
    const placement = await joining(tx, scope, unitIds[0]!, unitIds.slice(1));
    const placed = placement && (await placePeople(tx, scope, placement));
    if (!placed) return refuse("changed", "These families changed meanwhile. Please look again.");
    return {
      result: { unitId: unitIds[0]!, undo: undo(undoOf(placed, now).input) },
      audit,
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: placed.dirty,
    };
  },
});

/** Takes the word back: who became one family are several again, and the question is asked anew. */
export const reopenSuggestion = defineCommand({
  name: "guests.reopen-suggestion",
  permission: "guests.edit",
  input: reopenSuggestionInput,
  inverse: "guests.decide-suggestion",
  async run({ tx, scope, now }, { key, unitIds, decision, back }) {
    if (!(await forgetDecision(tx, scope, { key, decision })))
      return refuse("changed", "Someone took this back already.");
    if (back) await lockIdentity(tx, scope);
    const placed = back && (await placeBack(tx, scope, { ...(back as PlacedBefore), now }));
    if (back && !placed) return refuse("changed", "These families changed meanwhile. Please look again.");
    return {
      result: { undo: { command: "guests.decide-suggestion", input: { key, unitIds, decision } } },
      audit: [{ action: "reopen", entity: "suggestion", count: unitIds.length, payload: { key, unitIds } }],
      topics: placed ? [enqueue(refreshProjections, { weddingId: scope.weddingId })] : [],
      dirty: placed?.dirty ?? [],
    };
  },
});
