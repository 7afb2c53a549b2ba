import { decideDuplicateInput } from "@/lib/guests/inputs";
import { loadCompared } from "@/lib/guests/queries/duplicates";
import { suggestionKey } from "@/lib/guests/rules/likeness";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { forgetDecision, rememberDecision } from "./suggestion-decisions";

const CHANGED = "One of these two was changed meanwhile. Please look again.";

/** A human's word that two guests who look alike are two people: remembered, not asked again. One person is a merge. */
export const decideDuplicate = defineCommand({
  name: "guests.decide-duplicate",
  permission: "guests.edit",
  input: decideDuplicateInput,
  inverse: "guests.forget-refusal",
  async run({ tx, scope }, input) {
    const { key, keptId, goneId, decision } = input;
    const people = await loadCompared(tx, scope, { ids: [keptId, goneId] });
    const [kept, gone] = [people.get(keptId), people.get(goneId)];
    if (!kept || !gone || keptId === goneId || suggestionKey(kept, gone) !== key)
      return refuse("changed", CHANGED);
    if (!(await rememberDecision(tx, scope, { key, decision })))
      return refuse("decided", "Someone decided this already.");
    return {
      result: { undo: { command: "guests.forget-refusal", input } },
      audit: [{ action: decision, entity: "person", entityId: keptId, payload: { key, keptId, goneId } }],
      topics: [],
    };
  },
});

/** Takes the word back: the two are shown again while they look alike. Nothing else follows from it. */
export const forgetRefusal = defineCommand({
  name: "guests.forget-refusal",
  permission: "guests.edit",
  input: decideDuplicateInput,
  inverse: "guests.decide-duplicate",
  async run({ tx, scope }, input) {
    const { key, keptId, goneId, decision } = input;
    const seen = await loadCompared(tx, scope, { ids: [keptId, goneId] });
    if (seen.size < 2) return refuse("changed", CHANGED);
    if (!(await forgetDecision(tx, scope, { key, decision })))
      return refuse("changed", "Someone took this back already.");
    return {
      result: { undo: { command: "guests.decide-duplicate", input } },
      audit: [{ action: "forget", entity: "person", entityId: keptId, payload: { key, keptId, goneId } }],
      topics: [],
    };
  },
});
