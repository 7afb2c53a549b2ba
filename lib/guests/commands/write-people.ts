import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { Neighbourhood } from "@/lib/guests/queries/identity";
import { type NewHousehold, newHousehold } from "@/lib/guests/rules/new-household";
import type { IdentityPlan, PersonPlan } from "@/lib/guests/rules/outcome";
import { newId } from "@/lib/kernel/ids";
import { searchText } from "@/lib/kernel/scripts";
import type { InTurn } from "@/lib/platform/in-turn";
import { insideOwnFence } from "@/lib/platform/transaction";

export interface Unit {
  id: string;
  side: string;
}

/** Where the people of a plan live now. */
export interface Homes {
  /** By home key. */
  units: ReadonlyMap<string, Unit>;
  made: readonly ({ id: string; home: string } & Omit<NewHousehold, "tags">)[];
  tagged: readonly { unit: string; side: string; tag: string }[];
  /** Those of them that are new, with new people alone, and stored as they should be; the others must be settled. */
  complete: ReadonlySet<string>;
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const RECORD = sql`as r(id uuid, unit uuid, side text, name text, "ageBand" text, "contactRank" int, notes text, language text, diet text, search text, live boolean, "mergedInto" uuid, claimed jsonb)`;

/** The households the people belong to, made where they are missing, then the people themselves. */
export async function writePeople(
  writes: InTurn,
  scope: Scope,
  plan: IdentityPlan,
  { people, homes }: { people: Neighbourhood["people"]; homes: Homes },
): Promise<void> {
  const rows = plan.people.map((person) => ({ ...toRow(person), ...placeOf(homes, person) }));
  // A household of the other side's fence is not there for a side admin, and nobody is put into it.
  const fresh = rows.filter(({ id, unit }) => unit && !people.has(id));
  const known = rows.filter(({ id }) => people.has(id));
  // In one statement, so that what is searched is written once, with everybody in.
  if (fresh.length > 0)
    await writes.write(sql`
      with made as (${insertUnits(scope, homes)}),
      r as (select * from jsonb_to_recordset(${json(fresh)}) ${RECORD}),
      lives as (
        insert into unit_members (wedding_id, unit_id, side, person_id) select ${scope.weddingId}, unit, side, id from r where live
      )
      insert into people (id, wedding_id, unit_id, side, name, age_band, contact_rank, notes, language, diet, search_text, live, merged_into, claimed)
      select id, ${scope.weddingId}, unit, side, name, "ageBand", "contactRank", notes, language, diet, search, live, "mergedInto", claimed from r`);
  else if (homes.made.length > 0) await writes.write(insertUnits(scope, homes));
  await writeTags(writes, scope, homes);
  if (known.length > 0)
    await writes.write(sql`
      update people p set unit_id = u.id, side = u.side, name = r.name, age_band = r."ageBand", contact_rank = r."contactRank", notes = r.notes, language = r.language,
        diet = r.diet, search_text = r.search, live = r.live, merged_into = r."mergedInto", claimed = r.claimed, version = p.version + 1
      from jsonb_to_recordset(${json(known)}) ${RECORD}
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = r.unit
      where p.wedding_id = ${scope.weddingId} and p.id = r.id
        and (p.unit_id, p.name, p.age_band, p.contact_rank, p.live, p.claimed) is distinct from (u.id, r.name, r."ageBand", r."contactRank", r.live, r.claimed)
          or p.wedding_id = ${scope.weddingId} and p.id = r.id and (p.notes, p.language, p.diet, p.merged_into) is distinct from (r.notes, r.language, r.diet, r."mergedInto")`);
  if (plan.retired.length > 0)
    await writes.write(sql`
      update people set live = false, merged_into = null, version = version + 1
      where wedding_id = ${scope.weddingId} and live and id in (select jsonb_array_elements_text(${json(plan.retired)})::uuid)`);
  await moveMembers(writes, scope, [...known.map((row) => row.id), ...plan.retired]);
}

/** Memberships of people who were there before, as their households are now. */
async function moveMembers(writes: InTurn, scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await writes.write(sql`
    with subject as (select jsonb_array_elements_text(${json(ids)})::uuid as id),
    ended as (
      update unit_members m set valid_to = now() from subject s join people p on p.wedding_id = ${scope.weddingId} and p.id = s.id
      where m.wedding_id = ${scope.weddingId} and m.person_id = p.id and m.valid_to is null and not m.secondary and (not p.live or m.unit_id <> p.unit_id)
      returning m.person_id
    )
    insert into unit_members (wedding_id, unit_id, side, person_id)
    select p.wedding_id, p.unit_id, p.side, p.id from subject s join people p on p.wedding_id = ${scope.weddingId} and p.id = s.id and p.live
    where not exists (select 1 from unit_members m where m.wedding_id = p.wedding_id and m.person_id = p.id and m.unit_id = p.unit_id and not m.secondary and m.valid_to is null)`);
}

const placeOf = ({ units }: Homes, { state }: PersonPlan) => {
  const unit = units.get(state.home);
  return unit ? { unit: unit.id, side: unit.side } : {};
};

const toRow = ({ id, live, mergedInto, state }: PersonPlan) => ({
  id,
  live,
  mergedInto,
  name: state.name,
  ageBand: state.ageBand,
  contactRank: state.contactRank,
  notes: state.notes,
  language: state.language,
  diet: state.diet,
  search: searchText([state.name, state.claimed.household ?? ""].join(" ").trim()),
  claimed: state.claimed,
});

/** The unit of every home key. `unit:<id>` is where a human put somebody; others are found or are to be made. */
export async function findHomes(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  people: Neighbourhood["people"],
): Promise<Homes> {
  const dwellers = Map.groupBy(plan.people, ({ state }) => state.home);
  const standing = new Set([...people.values()].map(({ unitId }) => `unit:${unitId}`));
  const units = await findUnits(tx, scope, [...dwellers.keys()], standing);
  const closed = await closedHomes(tx, scope, plan, { people, units });
  const complete = new Set<string>();
  const made: Homes["made"][number][] = [];
  const tagged: { unit: string; side: string; tag: string }[] = [];
  for (const [home, all] of dwellers) {
    if (units.has(home) || home.startsWith("unit:") || closed.has(home)) continue;
    const id = newId();
    const residents = all.filter(({ live }) => live);
    const { tags, ...unit } =
      residents.length > 0 ? newHousehold(home, residents) : emptyHousehold(all.at(-1)!);
    if (residents.length > 0 && !all.some((person) => people.has(person.id))) complete.add(id);
    units.set(home, { id, side: unit.side });
    made.push({ id, home, ...unit });
    for (const tag of tags) tagged.push({ unit: id, side: unit.side, tag });
  }
  return { units, made, tagged, complete };
}

/**
 * Households that a human's word names and no list does, of which the one who acts sees nothing: nobody is put there, and
 * none is made. Whoever lives there already stays.
 */
async function closedHomes(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  { people, units }: { people: Neighbourhood["people"]; units: Map<string, Unit> },
): Promise<Set<string>> {
  if (scope.side === "all") return new Set();
  const lived = new Set([...people.values()].map(({ unitId }) => unitId));
  const named = plan.people.flatMap(({ id, state: { home, claimed } }) =>
    !home.startsWith("unit:") && people.get(id)?.edits.home?.value === home && !claimed.homes.includes(home)
      ? [home]
      : [],
  );
  const closed = new Set(named.filter((home) => !lived.has(units.get(home)?.id ?? "")));
  if (closed.size === 0) return closed;
  const { rows } = await insideOwnFence(tx, scope, () =>
    tx.execute<{ home: string }>(sql`
      select u.group_key as home from jsonb_array_elements_text(${json([...closed])}) as r(home)
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.group_key = r.home`),
  );
  for (const { home } of rows) closed.delete(home);
  for (const home of closed) units.delete(home);
  return closed;
}

const insertUnits = (scope: Scope, { made }: Homes): SQL => sql`
  insert into guest_units (id, wedding_id, side, name, group_key, address, language, unnamed_adults, unnamed_children, attested)
  select id, ${scope.weddingId}, side, name, home, address, language, adults, children, attested
  from jsonb_to_recordset(${json(made)}) as r(id uuid, home text, side text, name text, address text, language text, adults int, children int, attested boolean)`;

async function writeTags(writes: InTurn, scope: Scope, { tagged }: Homes): Promise<void> {
  if (tagged.length > 0)
    await writes.write(sql`
      insert into unit_tags (wedding_id, unit_id, side, tag)
      select ${scope.weddingId}, unit, side, tag from jsonb_to_recordset(${json(tagged)}) as r(unit uuid, side text, tag text)`);
}

/** Where everybody was merged away; settling says where it went. */
const emptyHousehold = ({ state }: PersonPlan): NewHousehold => ({
  name: state.claimed.household ?? state.name,
  side: state.claimed.side,
  address: null,
  language: "en",
  adults: 0,
  children: 0,
  attested: false,
  tags: [],
});

/** Units by home key. Their sides stay until the people are in: whoever changes one waits. */
async function findUnits(
  tx: Transaction,
  scope: Scope,
  homes: readonly string[],
  /** Where somebody lives already; anywhere else nobody is put who may not look there. */
  standing: ReadonlySet<string>,
): Promise<Map<string, Unit>> {
  const units = new Map<string, Unit>();
  const take = (rows: readonly { home: string; id: string; side: string }[]) => {
    for (const { home, id, side } of rows) units.set(home, { id, side });
  };
  const places = homes.filter((home) => home.startsWith("unit:"));
  const named = homes.filter((home) => !home.startsWith("unit:"));
  const find = async (placed: readonly string[]) => {
    if (placed.length === 0) return;
    const { rows } = await tx.execute<{ home: string; id: string; side: string }>(sql`
      select 'unit:' || u.id as home, u.id, u.side from guest_units u
      where u.wedding_id = ${scope.weddingId} and u.id in (select substr(jsonb_array_elements_text(${json(placed)}), 6)::uuid) for key share of u`);
    take(rows);
  };
  await find(places.filter((home) => standing.has(home)));
  await insideOwnFence(tx, scope, () => find(places.filter((home) => !standing.has(home))));
  if (named.length > 0) {
    const { rows } = await tx.execute<{ home: string; id: string; side: string }>(sql`
      select u.group_key as home, u.id, u.side from jsonb_array_elements_text(${json(named)}) as r(home)
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.group_key = r.home for key share of u`);
    take(rows);
  }
  return units;
}
