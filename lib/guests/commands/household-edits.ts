import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { UnitEdits } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";
import { setHouseholdEditsInput } from "@/lib/guests/inputs";
import { keptId } from "@/lib/guests/queries/index-keys";
import { refuse } from "@/lib/kernel/result";
import { type DirtyMark, defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { isOthers, NOT_YOURS_ALONE, reachesFurther } from "./other-side";
import { lockIdentity } from "./resolve-people";
import { settleHouseholds } from "./settle-households";

/** A human's words on fields of households; null where the lists decide again. */
export type HouseholdPatch = { [Field in keyof UnitEdits]?: UnitEdits[Field] | null };

/** Households with the same patch, together: what was one thing before is taken back in one piece. */
export interface PatchedHouseholds {
  unitIds: string[];
  patch: HouseholdPatch;
  /** What the fields were set to by what is taken back. */
  expected?: HouseholdPatch;
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
      select b.id, b.patch as expected, (select jsonb_object_agg(k, coalesce(b.edits->k, 'null')) from jsonb_object_keys(b.patch) k) as patch from before b
    )
    select jsonb_agg(id order by id) as "unitIds", patch, expected from was group by patch, expected`);
  const unitIds = rows.flatMap((row) => row.unitIds);
  const dirty = await settleHouseholds(tx, scope, unitIds);
  return {
    before: rows.map(({ unitIds, patch, expected }) => ({ unitIds, patch, expected: expected! })),
    unitIds,
    dirty,
  };
}

/** `wanted` of `patchHouseholds` from patches in hand. */
export const patchesOf = (sets: readonly PatchedHouseholds[]): SQL => sql`
  select id::uuid as id, s.patch from jsonb_to_recordset(${JSON.stringify(sets)}::jsonb) as s("unitIds" jsonb, patch jsonb)
  cross join lateral jsonb_array_elements_text(s."unitIds") as u(id)`;

/** The side somebody looks after is all they may give; words for the refusal, or null. */
export function sideRefusal(scope: Scope, side: string | null | undefined): string | null {
  if (!side || !isOthers(scope, side)) return null;
  return `You look after the ${scope.side}'s side, so you cannot give a family to the other one.`;
}

/** Whether all of these are guests, or one with somebody who is. */
async function areGuests(tx: Transaction, scope: Scope, people: readonly string[]): Promise<boolean> {
  const asked = [...new Set(people)];
  if (asked.length === 0) return true;
  const { rows } = await tx.execute(sql`
    select 1 from people x join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.live
    where x.wedding_id = ${scope.weddingId} and x.id in (select jsonb_array_elements_text(${JSON.stringify(asked)}::jsonb)::uuid)`);
  return rows.length === asked.length;
}

/** How many families are not any more what they are expected to be. */
async function countChanged(
  tx: Transaction,
  scope: Scope,
  sets: readonly PatchedHouseholds[],
): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from jsonb_to_recordset(${JSON.stringify(sets)}::jsonb) as s("unitIds" jsonb, expected jsonb)
    cross join lateral (select jsonb_array_elements_text(s."unitIds")::uuid as id offset 0) one
    join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = one.id
    where s.expected is not null and exists (select 1 from jsonb_each(s.expected) e where coalesce(u.edits->e.key, 'null') <> e.value)`);
  return rows[0]!.n;
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
    if (
      await reachesFurther(
        tx,
        scope,
        "guest_units",
        sets.flatMap((one) => one.unitIds),
      )
    )
      return refuse("other_side", NOT_YOURS_ALONE);
    const refused = sets.map(({ patch }) => sideRefusal(scope, patch.side)).find(Boolean);
    if (refused) return refuse("other_side", refused);
    const proxies = sets.flatMap(({ patch }) => patch.proxyPersonId ?? []);
    if (!(await areGuests(tx, scope, proxies)))
      return refuse(
        "changed_since",
        "Whoever was written to for them is no guest any more. Choose somebody else.",
      );
    const changed = await countChanged(tx, scope, sets as PatchedHouseholds[]);
    if (changed > 0)
      return refuse(
        "changed_since",
        `${changed === 1 ? "One of these families was" : `${changed} of these families were`} changed again since, so nothing was undone. Please look at them.`,
      );
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
