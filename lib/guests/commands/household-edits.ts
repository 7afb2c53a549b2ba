import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { UnitEdits } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";
import { setHouseholdEditsInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { type DirtyMark, defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { lockIdentity } from "./resolve-people";
import { settleHouseholds } from "./settle-households";

/** A human's words on fields of households; null where the lists decide again. */
export type HouseholdPatch = { [Field in keyof UnitEdits]?: UnitEdits[Field] | null };

/** Households with the same patch, together: what was one thing before is taken back in one piece. */
export interface PatchedHouseholds {
  unitIds: string[];
  patch: HouseholdPatch;
}

export interface Patched {
  before: PatchedHouseholds[];
  unitIds: string[];
  dirty: DirtyMark[];
}

/**
 * Writes a human's words on households and puts those together anew. `wanted` is a query of `(id, patch)`, one row per
 * household. Returns how the same fields were before. The caller holds `lockIdentity`.
 */
export async function patchHouseholds(tx: Transaction, scope: Scope, wanted: SQL): Promise<Patched> {
  const { rows } = await tx.execute<PatchedHouseholds & { [column: string]: unknown }>(sql`
    with wanted as (${wanted}), before as (
      select u.id, u.edits, w.patch from guest_units u join wanted w on w.id = u.id where u.wedding_id = ${scope.weddingId} for update of u
    ), written as (
      update guest_units u set edits = jsonb_strip_nulls(b.edits || b.patch),
        proxy_person_id = case when b.patch ? 'proxyPersonId' then (b.patch->>'proxyPersonId')::uuid else u.proxy_person_id end, version = u.version + 1
      from before b where u.wedding_id = ${scope.weddingId} and u.id = b.id
    ), was as (
      select b.id, (select jsonb_object_agg(k, coalesce(b.edits->k, 'null')) from jsonb_object_keys(b.patch) k) as patch from before b
    )
    select jsonb_agg(id order by id) as "unitIds", patch from was group by patch`);
  const unitIds = rows.flatMap((row) => row.unitIds);
  const dirty = await settleHouseholds(tx, scope, unitIds);
  return { before: rows.map(({ unitIds, patch }) => ({ unitIds, patch })), unitIds, dirty };
}

/** `wanted` of `patchHouseholds` from patches in hand. */
export const patchesOf = (sets: readonly PatchedHouseholds[]): SQL => sql`
  select id::uuid as id, s.patch from jsonb_to_recordset(${JSON.stringify(sets)}::jsonb) as s("unitIds" jsonb, patch jsonb)
  cross join lateral jsonb_array_elements_text(s."unitIds") as u(id)`;

/** The side somebody looks after is all they may give; words for the refusal, or null. */
export function sideRefusal(scope: Scope, side: string | null | undefined): string | null {
  if (!side || scope.side === "all" || side === "both" || side === scope.side) return null;
  return `You look after the ${scope.side}'s side, so you cannot give a family to the other one.`;
}

/** Sets or takes back a human's words on households, as they were. Its own inverse. */
export const setHouseholdEdits = defineCommand({
  name: "guests.set-household-edits",
  permission: "guests.edit",
  input: setHouseholdEditsInput,
  inverse: "guests.set-household-edits",
  timeoutMs: 60_000,
  async run({ tx, scope }, { sets }) {
    await lockIdentity(tx, scope);
    const refused = sets.map(({ patch }) => sideRefusal(scope, patch.side)).find(Boolean);
    if (refused) return refuse("other_side", refused);
    const done = await patchHouseholds(tx, scope, patchesOf(sets as PatchedHouseholds[]));
    if (done.unitIds.length === 0) return refuse("changed", "These families are not there any more.");
    return {
      result: { undo: { command: "guests.set-household-edits", input: { sets: done.before } } },
      audit: [
        {
          action: "set",
          entity: "guest_unit",
          ...(done.unitIds.length === 1 ? { entityId: done.unitIds[0]! } : {}),
          count: done.unitIds.length,
          payload: { sets, before: done.before },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: done.dirty,
    };
  },
});
