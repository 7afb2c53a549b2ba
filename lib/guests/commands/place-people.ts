import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { UnitEdits } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";
import { type PlacePeopleInput, placePeopleInput } from "@/lib/guests/inputs";
import type { FieldEdit } from "@/lib/guests/rules/fields";
import { refuse } from "@/lib/kernel/result";
import { type DirtyMark, defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { type AnswersWent, leaveAnswers, saysMore, takeAnswersAlong } from "./answers-along";
import { isSame } from "./edit-person";
import type { HouseholdPatch } from "./household-edits";
import { NOT_YOURS_ALONE, reachesFurther } from "./other-side";
import { takeRepliesAlong } from "./replies-along";
import { lockIdentity, resolvePeople } from "./resolve-people";
import { settleHouseholds } from "./settle-households";
import { givenBack, type Transfer, transferSeats } from "./share-seats";

export interface Placement {
  /** Where a human put each person; null where the lists decide again. `expected`: where they must still be put. */
  people: { personId: string; home: FieldEdit | null; expected?: FieldEdit | null }[];
  /** A human's words on the households; null where the lists decide again. `expected`: what these must still be. */
  units: { unitId: string; patch: HouseholdPatch; expected?: HouseholdPatch }[];
}

export interface Placed {
  before: Placement;
  dirty: DirtyMark[];
}

/**
 * Sets where people live and what a human set on households, and returns how it was: splitting, joining and moving are
 * all this, and so is taking each of them back. The caller holds `lockIdentity`. Null where somebody is not there, or has
 * been put somewhere else since.
 */
export async function placePeople(tx: Transaction, scope: Scope, wanted: Placement): Promise<Placed | null> {
  const { rows: people } = await tx.execute<{ id: string; home: FieldEdit | null; unit_id: string }>(sql`
    select p.id, p.edits->'home' as home, p.unit_id from people p
    where p.wedding_id = ${scope.weddingId} and p.live and p.id in (select jsonb_array_elements_text(${JSON.stringify(wanted.people.map((one) => one.personId))}::jsonb)::uuid) for update`);
  const { rows: units } = await tx.execute<{ id: string; edits: UnitEdits }>(sql`
    select u.id, u.edits from guest_units u
    where u.wedding_id = ${scope.weddingId} and u.id in (select jsonb_array_elements_text(${JSON.stringify(wanted.units.map((one) => one.unitId))}::jsonb)::uuid) for update`);
  if (people.length !== wanted.people.length || units.length !== wanted.units.length) return null;
  if (
    !(await areThere(
      tx,
      scope,
      wanted.units.flatMap(({ patch }) => patch.joinedInto ?? []),
    ))
  )
    return null;
  const asked = new Map(wanted.people.map((one) => [one.personId, one]));
  if (people.some(({ id, home }) => !isAsExpected(home, asked.get(id)!.expected))) return null;
  const edits = new Map(units.map((unit) => [unit.id, unit.edits]));
  if (wanted.units.some(({ unitId, expected }) => !stillStands(edits.get(unitId)!, expected))) return null;
  await tx.execute(sql`
    update people p set edits = case when r.home is null then p.edits - 'home' else jsonb_set(p.edits, '{home}', r.home) end
    from (select x."personId", nullif(x.home, 'null'::jsonb) as home from jsonb_to_recordset(${JSON.stringify(wanted.people)}::jsonb) as x("personId" uuid, home jsonb)) r
    where p.wedding_id = ${scope.weddingId} and p.id = r."personId"`);
  await tx.execute(sql`
    update guest_units u set edits = jsonb_strip_nulls(u.edits || r.patch), version = u.version + 1
    from jsonb_to_recordset(${JSON.stringify(wanted.units)}::jsonb) as r("unitId" uuid, patch jsonb)
    where u.wedding_id = ${scope.weddingId} and u.id = r."unitId"`);
  const { dirty } = await resolvePeople(tx, scope, { personIds: people.map((person) => person.id) });
  const settled = await settleHouseholds(
    tx,
    scope,
    units.map((unit) => unit.id),
  );
  return {
    before: {
      people: people.map(({ id, home }) => ({ personId: id, home, expected: asked.get(id)!.home })),
      // Only what is set here: what somebody else says of the household meanwhile stays.
      units: wanted.units.map(({ unitId, patch }) => ({
        unitId,
        patch: formerOf(edits.get(unitId)!, patch),
        expected: patch,
      })),
    },
    dirty: [...dirty, ...settled],
  };
}

/** Whether the one who acts may look at all of these households. */
async function areThere(tx: Transaction, scope: Scope, units: readonly string[]): Promise<boolean> {
  const asked = [...new Set(units)];
  if (asked.length === 0) return true;
  const { rows } = await tx.execute(
    sql`select 1 from guest_units where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(asked)}::jsonb)::uuid)`,
  );
  return rows.length === asked.length;
}

const isAsExpected = (home: FieldEdit | null, expected: FieldEdit | null | undefined): boolean =>
  expected === undefined || isSame(home, expected);

/** Whether nobody has said otherwise of a household since. */
const stillStands = (edits: UnitEdits, expected: HouseholdPatch = {}): boolean =>
  Object.entries(expected).every(([key, value]) => isSame(edits[key as keyof UnitEdits] ?? null, value));

const formerOf = (edits: UnitEdits, patch: HouseholdPatch): HouseholdPatch =>
  Object.fromEntries(Object.keys(patch).map((key) => [key, edits[key as keyof UnitEdits] ?? null]));

/** What went with them: the answers that were written down, and the places, as they are given back. */
interface Along {
  answers?: string[];
  seats?: Transfer[];
  /** From where to where their part of what was said went; `goes`: where it goes again, once it was taken back. */
  went?: AnswersWent[];
  goes?: AnswersWent[];
}

/** A placement as it was, and since when it was otherwise (ISO 8601). */
export type PlacedBefore = Placement & Along & { since?: string };

/** The step that takes a placement back, with what was written since. */
export const undoOf = (placed: Placed, now: Date, along: Along = {}) => ({
  command: "guests.place-people" as const,
  input: { ...placed.before, since: now.toISOString(), ...along },
});

/** Places people as they were; what they wrote meanwhile comes back with them. The caller holds `lockIdentity`. */
export async function placeBack(
  tx: Transaction,
  scope: Scope,
  { since, now, answers = [], seats = [], went = [], goes = [], ...before }: PlacedBefore & { now: Date },
): Promise<(Placed & { along: Along; replies: number }) | null> {
  const placed = await placePeople(tx, scope, before);
  if (!placed || !(await transferSeats(tx, scope, seats))) return null;
  await leaveAnswers(tx, scope, { answers, people: before.people.map((one) => one.personId) });
  const people = before.people.map((one) => one.personId);
  const moved = since ? await takeRepliesAlong(tx, scope, { people, since }) : { replies: 0, units: [] };
  const again: string[] = [];
  for (const one of goes) again.push(...(await takeAnswersAlong(tx, scope, { ...one, now })));
  return {
    before: placed.before,
    along: {
      ...(seats.length > 0 ? { seats: givenBack(seats) } : {}),
      ...(again.length > 0 ? { answers: again } : {}),
      ...(goes.length > 0 ? { went: goes } : {}),
      ...(went.length > 0 ? { goes: went } : {}),
    },
    dirty: [...placed.dirty, ...moved.units.map((key) => ({ kind: "unit" as const, key }))],
    replies: moved.replies,
  };
}

/** Takes back a move, a join or a split. Its own inverse: it returns how it was before. */
export const placePeopleBack = defineCommand({
  name: "guests.place-people",
  permission: "guests.edit",
  input: placePeopleInput,
  inverse: "guests.place-people",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, wanted) {
    await lockIdentity(tx, scope);
    if (
      await reachesFurther(
        tx,
        scope,
        "guest_units",
        unitsOf([...(wanted.seats ?? []), ...(wanted.goes ?? [])]),
      )
    )
      return refuse("other_side", NOT_YOURS_ALONE);
    const placed = await placeBack(tx, scope, { ...(wanted as PlacedBefore), now });
    if (!placed) return refuse("changed", "Somebody here was changed meanwhile. Please look again.");
    if (await saysMore(tx, scope, givers(wanted.seats)))
      return refuse(
        "answered_since",
        "The family they are with has answered since, and counted them. Move them back instead: their part of the answer goes with them.",
      );
    return {
      // What was written before this, and after the act that it takes back, belongs with that one.
      result: {
        undo: undoOf(placed, wanted.since ? new Date(wanted.since) : now, placed.along),
      },
      audit: [
        {
          action: "place",
          entity: "person",
          count: wanted.people.length,
          payload: { wanted, before: placed.before, replies: placed.replies },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: placed.dirty,
    };
  },
});

const unitsOf = (ways: readonly { from: string | null; to: string | null }[]): string[] => [
  ...new Set(ways.flatMap(({ from, to }) => [from, to]).filter((one) => one !== null)),
];

const givers = (seats: PlacePeopleInput["seats"] = []): string[] => [
  ...new Set(seats.flatMap(({ from }) => from ?? [])),
];
