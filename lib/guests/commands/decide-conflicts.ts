import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { decideConflictsInput } from "@/lib/guests/inputs";
import type { Candidate, FieldEdit } from "@/lib/guests/rules/fields";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { sideRefusal } from "./household-edits";
import { lockIdentity, resolvePeople } from "./resolve-people";

type Open = {
  key: string;
  field: string;
  person_id: string;
  options: Candidate[];
  name: string;
  edits: Record<string, FieldEdit>;
};

/**
 * Decides open differences of fields, one or many of a kind: for each the chosen value stands, and what was said
 * otherwise is remembered as answered, so that no later list asks it again. Returns what undoes it.
 */
export const decideConflicts = defineCommand({
  name: "guests.decide-conflicts",
  permission: "guests.edit",
  input: decideConflictsInput,
  inverse: "guests.set-person-edits",
  timeoutMs: 60_000,
  async run({ tx, scope }, input) {
    await lockIdentity(tx, scope);
    const open = await listOpen(tx, scope, input);
    if (open.length === 0) return refuse("decided", "Somebody decided this already.");
    const edits = open.flatMap((one) => {
      const value = chosen(one, input.choice);
      if (value === null) return [];
      const over = one.options.filter((option) => option.value !== value).map((option) => option.key);
      return [{ person: one.person_id, field: one.field, edit: { value, over } }];
    });
    if (edits.length === 0)
      return refuse("unclear", "Each of these has more than two answers. Please decide them one by one.");
    const given = edits
      .map(({ field, edit }) => sideGiven(field, edit.value))
      .filter((side) => side !== null);
    const refused = given.map((side) => sideRefusal(scope, side)).find(Boolean);
    if (refused) return refuse("other_side", refused);
    await tx.execute(sql`
      update people p set edits = p.edits || r.edits, version = p.version + 1
      from (select person, jsonb_object_agg(field, edit) as edits from jsonb_to_recordset(${JSON.stringify(edits)}::jsonb) as x(person uuid, field text, edit jsonb) group by person) r
      where p.wedding_id = ${scope.weddingId} and p.id = r.person`);
    const { dirty } = await resolvePeople(tx, scope, { personIds: open.map((one) => one.person_id) });
    const decided = new Map(edits.map((one) => [`${one.person} ${one.field}`, one.edit]));
    const before = open.flatMap((one) => {
      const expected = decided.get(`${one.person_id} ${one.field}`);
      const edit = one.edits[one.field] ?? null;
      return expected ? [{ personId: one.person_id, field: one.field, edit, expected }] : [];
    });
    return {
      result: {
        decided: edits.length,
        undo: { command: "guests.set-person-edits", input: { edits: before } },
      },
      audit: [
        {
          action: "decide",
          entity: "conflict",
          count: edits.length,
          payload: { by: actorLabel(scope.actor), edits },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

/** The side that an answer gives somebody to: by name, or by a household of that side's lists. */
function sideGiven(field: string, value: string | number): string | null {
  if (field === "side") return String(value);
  return field === "home" ? (/^column:(bride|groom|both):/.exec(String(value))?.[1] ?? null) : null;
}

/** Named ones, or every open one of a field that a list brought. */
async function listOpen(
  tx: Transaction,
  scope: Scope,
  input: { keys?: string[] | undefined; field?: string | undefined; batchId?: string | undefined },
): Promise<(Open & { theirs: string[] })[]> {
  const which = input.keys
    ? sql`c.key in (select jsonb_array_elements_text(${JSON.stringify(input.keys)}::jsonb))`
    : sql`c.field = ${input.field ?? ""}`;
  const ofBatch = input.batchId
    ? sql`(select coalesce(jsonb_agg(distinct r.claim_id), '[]') from import_rows r where r.wedding_id = c.wedding_id and r.batch_id = ${input.batchId}
        and r.claim_id::text in (select jsonb_array_elements_text(o->'claims') from jsonb_array_elements(c.options) o))`
    : sql`'[]'::jsonb`;
  const { rows } = await tx.execute<Open & { theirs: string[] }>(sql`
    select * from (
      select c.key, c.field, c.person_id, c.options, p.name, p.edits, ${ofBatch} as theirs
      from import_conflicts c join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
      where c.wedding_id = ${scope.weddingId} and c.kind = 'field' and ${which}
    ) one where ${!input.batchId}::boolean or jsonb_array_length(theirs) > 0 order by key limit 5000`);
  return rows;
}

/**
 * `ours` is what a human said before or all other lists say, `theirs` what this list says. Null where that is not one
 * answer: a bulk act decides only what it names.
 */
function chosen(
  one: Open & { theirs: string[] },
  choice: { kind: "ours" | "theirs" } | { kind: "value"; value: string | number },
): string | number | null {
  if (choice.kind === "value") return choice.value;
  const theirs = new Set(one.theirs);
  const ofList = (option: Candidate) => option.claims.some((claim) => theirs.has(claim));
  const before = one.edits[one.field]?.value;
  if (choice.kind === "ours" && before !== undefined && before !== null) return before;
  const onlyOfList = (option: Candidate) => option.claims.every((claim) => theirs.has(claim));
  const found = one.options.filter((option) =>
    choice.kind === "theirs" ? ofList(option) : !onlyOfList(option),
  );
  return found.length === 1 ? found[0]!.value : null;
}
