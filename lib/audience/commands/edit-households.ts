import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { editHouseholdsInput } from "@/lib/audience/inputs";
import { audienceCondition } from "@/lib/audience/queries";
import { patchHouseholds, sideRefusal } from "@/lib/guests/commands/household-edits";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

type Change = z.output<typeof editHouseholdsInput>["change"];

/** Tags, sides or languages of every household of an audience, in one statement. Who has it already is not touched. */
export const editHouseholds = defineCommand({
  name: "audience.edit-households",
  permission: "guests.edit",
  input: editHouseholdsInput,
  inverse: "guests.set-household-edits",
  timeoutMs: 60_000,
  async run(
    { tx, scope },
    { audience, change },
  ): Promise<Outcome<{ changed: number; undo: UndoStep | null }>> {
    const refused = sideRefusal(scope, change.kind === "side" ? change.side : null);
    if (refused) return refuse("other_side", refused);
    await lockIdentity(tx, scope);
    const done = await patchHouseholds(
      tx,
      scope,
      sql`select u.id, ${patchFor(change)} as patch from guest_units u where ${audienceCondition(scope, audience)} and ${lacks(change)}`,
    );
    const changed = done.unitIds.length;
    if (changed === 0) return { unchanged: { changed: 0, undo: null } };
    return {
      result: { changed, undo: { command: "guests.set-household-edits", input: { sets: done.before } } },
      audit: [
        {
          action: change.kind,
          entity: "guest_unit",
          count: changed,
          payload: { change, before: done.before },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: done.dirty,
    };
  },
});

const carries = (tag: string): SQL =>
  sql`exists (select 1 from unit_tags t where t.wedding_id = u.wedding_id and t.unit_id = u.id and t.tag = ${tag})`;

/** Who does not have it yet. */
function lacks(change: Change): SQL {
  switch (change.kind) {
    case "tag":
      return sql`not ${carries(change.tag)}`;
    case "untag":
      return carries(change.tag);
    case "side":
      return sql`u.side <> ${change.side}`;
    case "language":
      return change.language === null
        ? sql`u.edits ? 'language'`
        : sql`u.language is distinct from ${change.language}`;
  }
}

const without = (list: "tagged" | "untagged", tag: string): SQL =>
  sql`(select case when count(*) > 0 then jsonb_agg(x order by x) else 'null' end from jsonb_array_elements_text(u.edits->${list}) x where x <> ${tag})`;
const withTag = (list: "tagged" | "untagged", tag: string): SQL =>
  sql`(select jsonb_agg(distinct x order by x) from (select jsonb_array_elements_text(u.edits->${list}) union select ${tag}::text) as e(x))`;

/** The patch of one household `u`: the tag a human gives stands in one list, the tag a human takes off in the other. */
function patchFor(change: Change): SQL {
  switch (change.kind) {
    case "tag":
      return sql`jsonb_build_object('tagged', ${withTag("tagged", change.tag)}, 'untagged', ${without("untagged", change.tag)})`;
    case "untag":
      return sql`jsonb_build_object('tagged', ${without("tagged", change.tag)}, 'untagged', ${withTag("untagged", change.tag)})`;
    case "side":
      return sql`jsonb_build_object('side', ${change.side}::text)`;
    case "language":
      return sql`jsonb_build_object('language', ${change.language}::text)`;
  }
}
