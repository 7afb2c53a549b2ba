import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { UnitEdits } from "@/db/schema/guests";
import type { Scope } from "@/lib/access/types";
import { joinHouseholdsInput, movePeopleInput, splitHouseholdInput } from "@/lib/guests/inputs";
import { countNamed, isLiveHousehold } from "@/lib/guests/queries/household";
import { newId } from "@/lib/kernel/ids";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { type AnswersWent, takeAnswersAlong } from "./answers-along";
import { placeCounted } from "./counts-along";
import { idsOf } from "./join-trees";
import { type Placement, placePeople, undoOf } from "./place-people";
import { lockIdentity } from "./resolve-people";
import {
  givenBack,
  leadsAlong,
  seatsOfLeaving,
  type Transfer,
  takenOf,
  transferSeats,
  transfersOf,
} from "./share-seats";

const GONE = "Somebody here was changed meanwhile. Please look again.";

type Resident = { id: string; homes: string[]; unitId: string };

/** Puts people of any households into one that is there. */
export const movePeople = defineCommand({
  name: "guests.move-people",
  permission: "guests.edit",
  input: movePeopleInput,
  inverse: "guests.place-people",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, { personIds, unitId }) {
    await lockIdentity(tx, scope);
    if (!(await isLiveHousehold(tx, scope, unitId))) return refuse("changed", GONE);
    const residents = await listPeople(tx, scope, sql`p.id in ${idsOf(personIds)}`);
    if (residents.length !== personIds.length) return refuse("changed", GONE);
    const along = await takeAlong(tx, scope, { residents, unitId, now });
    const placed = along && (await placeCounted(tx, scope, { people: intoUnit(residents, unitId), unitId }));
    if (!placed) return refuse("changed", GONE);
    return {
      result: { unitId, undo: undoOf(placed, now, along) },
      audit: [
        {
          action: "move",
          entity: "guest_unit",
          entityId: unitId,
          count: personIds.length,
          payload: { personIds, before: placed.before },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...placed.dirty,
        ...along.seats.map(({ eventId }) => ({ kind: "event" as const, key: eventId })),
      ],
    };
  },
});

/**
 * Of families that stay, whoever goes takes a place along where the others are invited too, and what was said of them.
 * Where a whole family goes, it leads to the other one (`joinTrees`). Null where places could not be given.
 */
async function takeAlong(
  tx: Transaction,
  scope: Scope,
  { residents, unitId, now }: { residents: readonly Resident[]; unitId: string; now: Date },
): Promise<{ seats: Transfer[]; answers: string[]; went: AnswersWent[] } | null> {
  const at = new Set((await eventMarks(tx, scope, unitId)).map((mark) => mark.key));
  const [seats, answers, all]: [Transfer[], string[], AnswersWent[]] = [[], [], []];
  for (const [from, gone] of Map.groupBy(residents, (one) => one.unitId)) {
    const people = gone.map((one) => one.id);
    if (from === unitId || (await leadsAlong(tx, scope, { from, people }))) continue;
    const { shared, whole } = await seatsOfLeaving(tx, scope, { from, people });
    const transfers = transfersOf(shared, { to: unitId, at });
    if (!(await transferSeats(tx, scope, transfers))) return null;
    seats.push(...givenBack(transfers));
    const went = { from, to: unitId, fresh: false, whole, people, taken: takenOf(shared) };
    all.push(went);
    answers.push(...(await takeAnswersAlong(tx, scope, { ...went, now })));
  }
  return { seats, answers, went: all };
}

/** Some of a family become a household of their own, invited to the same functions with the places that go with them. */
export const splitHousehold = defineCommand({
  name: "guests.split-household",
  permission: "guests.edit",
  input: splitHouseholdInput,
  inverse: "guests.place-people",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, { unitId, personIds, name }) {
    await lockIdentity(tx, scope);
    const residents = await listPeople(tx, scope, sql`p.unit_id = ${unitId} and p.id in ${idsOf(personIds)}`);
    if (residents.length !== personIds.length) return refuse("changed", GONE);
    const fresh = newId();
    await tx.execute(sql`
      insert into guest_units (id, wedding_id, side, name, edits, language, address)
      select ${fresh}, u.wedding_id, u.side, ${name}, jsonb_build_object('name', ${name}::text, 'side', u.side), u.language, u.address from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${unitId}`);
    const leads = await leadsAlong(tx, scope, { from: unitId, people: personIds });
    const { shared, whole } = leads
      ? { shared: [], whole: false }
      : await seatsOfLeaving(tx, scope, { from: unitId, people: personIds });
    if (!(await transferSeats(tx, scope, transfersOf(shared, { to: fresh, at: "all" }))))
      return refuse("changed", GONE);
    const went = { from: unitId, to: fresh, fresh: true, whole, people: personIds, taken: takenOf(shared) };
    const answers = await takeAnswersAlong(tx, scope, { ...went, now });
    const placed = await placeCounted(tx, scope, { people: intoUnit(residents, fresh), unitId: fresh });
    if (!placed) return refuse("changed", GONE);
    return {
      result: { unitId: fresh, undo: undoOf(placed, now, { answers, went: [went] }) },
      audit: [
        {
          action: "split",
          entity: "guest_unit",
          entityId: unitId,
          count: personIds.length,
          payload: { fresh, personIds, before: placed.before },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...placed.dirty, { kind: "unit", key: fresh }, ...(await eventMarks(tx, scope, fresh))],
    };
  },
});

/** Households become one: everybody lives in `intoId` now, and what the others were invited to and said is its own. */
export const joinHouseholds = defineCommand({
  name: "guests.join-households",
  permission: "guests.edit",
  input: joinHouseholdsInput,
  inverse: "guests.place-people",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, { intoId, unitIds }) {
    await lockIdentity(tx, scope);
    const others = unitIds.filter((id) => id !== intoId);
    const placement = await joining(tx, scope, intoId, others);
    const placed = placement && (await placePeople(tx, scope, placement));
    if (!placed || others.length === 0) return refuse("changed", GONE);
    return {
      result: { unitId: intoId, undo: undoOf(placed, now) },
      audit: [
        {
          action: "join",
          entity: "guest_unit",
          entityId: intoId,
          count: others.length,
          payload: { others, before: placed.before },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: placed.dirty,
    };
  },
});

/** The placement that joins households, or null where one is not there any more. */
export async function joining(
  tx: Transaction,
  scope: Scope,
  intoId: string,
  others: readonly string[],
): Promise<Placement | null> {
  const { rows: units } = await tx.execute<{
    id: string;
    edits: UnitEdits;
    adults: number;
    children: number;
  }>(sql`
    select u.id, u.edits, u.unnamed_adults as adults, u.unnamed_children as children from guest_units u
    where u.wedding_id = ${scope.weddingId} and u.live and u.id in ${idsOf([intoId, ...others])} for update`);
  const target = units.find((unit) => unit.id === intoId);
  if (!target || units.length !== others.length + 1) return null;
  const residents = await listPeople(tx, scope, sql`p.unit_id in ${idsOf(others)}`);
  const counted = units.some(
    ({ edits }) => edits.unnamedAdults !== undefined || edits.unnamedChildren !== undefined,
  );
  const named = await countNamed(tx, scope, [intoId, ...others]);
  const sum = (of: "adults" | "children") => units.reduce((total, unit) => total + unit[of], named[of]);
  return {
    people: intoUnit(residents, intoId),
    units: units.map(({ id }) => {
      if (id !== intoId) return { unitId: id, patch: { joinedInto: intoId } };
      const tagged = [...new Set(units.flatMap((unit) => unit.edits.tagged ?? []))].sort();
      // Counts a human gave belong to the household, not to a person who could bring them along.
      const counts = counted ? { unnamedAdults: sum("adults"), unnamedChildren: sum("children") } : {};
      return { unitId: id, patch: { ...(tagged.length > 0 ? { tagged } : {}), ...counts } };
    }),
  };
}

/** A human's word stands over every household the lists name today; a new one is asked about again. */
const intoUnit = (residents: readonly Resident[], unitId: string): Placement["people"] =>
  residents.map(({ id, homes }) => ({ personId: id, home: { value: `unit:${unitId}`, over: homes } }));

async function listPeople(tx: Transaction, scope: Scope, which: ReturnType<typeof sql>): Promise<Resident[]> {
  const { rows } = await tx.execute<Resident>(sql`
    select p.id, p.unit_id as "unitId", p.claimed->'homes' as homes from people p where p.wedding_id = ${scope.weddingId} and p.live and ${which} order by p.id`);
  return rows;
}

async function eventMarks(tx: Transaction, scope: Scope, unitId: string) {
  const { rows } = await tx.execute<{ event_id: string }>(
    sql`select event_id from invitations where wedding_id = ${scope.weddingId} and unit_id = ${unitId}`,
  );
  return rows.map((row) => ({ kind: "event" as const, key: row.event_id }));
}
