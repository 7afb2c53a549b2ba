import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { loadNeighbourhood, type Neighbourhood, type Seeds } from "@/lib/guests/queries/identity";
import { keysOf } from "@/lib/guests/rules/identity";
import { type IdentityPlan, type PersonPlan, planPeople } from "@/lib/guests/rules/outcome";
import type { Settled } from "@/lib/guests/rules/person";
import { searchText } from "@/lib/kernel/scripts";
import type { DirtyMark } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { settleHouseholds } from "./settle-households";

export interface Resolved {
  plan: IdentityPlan;
  neighbourhood: Neighbourhood;
  dirty: DirtyMark[];
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Identity is decided one act at a time within a wedding: two lists may hold the same new person. */
export const lockIdentity = (tx: Transaction, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${scope.weddingId}`}, 0))`);

/**
 * Decides anew who is who around the seeds, from the claims and the human decisions as they stand, and stores what
 * changed: people, identifiers, households, memberships, open questions. The one place that writes people. The caller
 * holds `lockIdentity`.
 */
export async function resolvePeople(tx: Transaction, scope: Scope, seeds: Seeds): Promise<Resolved> {
  const neighbourhood = await loadNeighbourhood(tx, scope, seeds);
  const plan = planPeople({
    ...neighbourhood,
    settled: await loadSettled(tx, scope, neighbourhood),
  });
  const before = [...neighbourhood.people.values()].map((person) => person.unitId);
  await placeClaims(tx, scope, plan, neighbourhood);
  const homes = await writePeople(tx, scope, plan, neighbourhood);
  await writeIdentifiers(tx, scope, plan, neighbourhood);
  await writeConflicts(tx, scope, plan, neighbourhood);
  const dirty = await settleHouseholds(tx, scope, [...new Set([...before, ...homes])]);
  return { plan, neighbourhood, dirty };
}

/** Of people the family has invited or written to: the household and the name it knows them by. */
async function loadSettled(
  tx: Transaction,
  scope: Scope,
  { claims, people }: Neighbourhood,
): Promise<Map<string, Settled>> {
  if (people.size === 0) return new Map();
  const homes = Map.groupBy(
    claims.filter((claim) => claim.home && claim.personId),
    (claim) => claim.personId!,
  );
  const asked = [...people.values()].map(({ id, unitId }) => ({
    id,
    unit: unitId,
    homes: [...new Set((homes.get(id) ?? []).map((claim) => claim.home!))],
  }));
  const { rows } = await tx.execute<{ id: string; home: string | null; mine: boolean }>(sql`
    select r.id, min(u.group_key) filter (where r.homes ? u.group_key) as home, bool_or(u.id = r.unit) as mine
    from jsonb_to_recordset(${json(asked)}) as r(id uuid, unit uuid, homes jsonb)
    join guest_units u on u.wedding_id = ${scope.weddingId} and (u.id = r.unit or u.group_key in (select jsonb_array_elements_text(r.homes)))
    where exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id)
      or exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.unit_id = u.id)
    group by r.id`);
  return new Map(
    rows.map((row) => [
      row.id,
      { ...(row.home ? { home: row.home } : {}), ...(row.mine ? { name: people.get(row.id)!.name } : {}) },
    ]),
  );
}

async function placeClaims(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  { claims, decisions }: Neighbourhood,
): Promise<void> {
  const before = new Map(claims.map((claim) => [claim.id, claim.personId]));
  const placed = plan.people.flatMap(({ id, claimIds }) => claimIds.map((claim) => ({ claim, person: id })));
  const homeless = [...plan.pending.map((one) => one.claimId), ...plan.ignored];
  const changed = [...placed, ...homeless.map((claim) => ({ claim, person: null }))].filter(
    ({ claim, person }) => before.get(claim) !== person,
  );
  if (changed.length > 0)
    await tx.execute(sql`
      update claims c set person_id = r.person from jsonb_to_recordset(${json(changed)}) as r(claim uuid, person uuid)
      where c.wedding_id = ${scope.weddingId} and c.id = r.claim`);
  const waiting = plan.pending.flatMap(({ claim }) =>
    keysOf(claim, decisions).map((key) => ({ key, claim: claim.id })),
  );
  const known = claims.filter((claim) => claim.personId === null).map((claim) => claim.id);
  if (known.length + waiting.length === 0) return;
  await tx.execute(sql`
    with gone as (delete from pending_keys where wedding_id = ${scope.weddingId} and claim_id in (select jsonb_array_elements_text(${json(known)})::uuid)
      and claim_id not in (select jsonb_array_elements_text(${json(plan.pending.map((one) => one.claimId))})::uuid))
    insert into pending_keys (wedding_id, key, claim_id) select ${scope.weddingId}, key, claim from jsonb_to_recordset(${json(waiting)}) as r(key text, claim uuid)
    on conflict do nothing`);
}

/** The households the people belong to, made where they are missing, then the people themselves. Returns unit ids. */
async function writePeople(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  { people }: Neighbourhood,
): Promise<string[]> {
  const rows = plan.people.map(toRow);
  const homes = [
    ...new Map(
      rows.map((row) => [
        row.home,
        { home: row.home, name: row.claimed.household ?? row.name, side: row.claimed.side },
      ]),
    ).values(),
  ];
  const units = await unitsOf(tx, scope, homes);
  const placed = rows.map((row) => ({ ...row, unit: units.get(row.home)! }));
  const fresh = placed.filter(({ id }) => !people.has(id));
  const known = placed.filter(({ id }) => people.has(id));
  const record = sql`as r(id uuid, unit uuid, name text, "ageBand" text, "contactRank" int, notes text, language text, diet text, search text, live boolean, "mergedInto" uuid, claimed jsonb)`;
  if (fresh.length > 0)
    await tx.execute(sql`
      insert into people (id, wedding_id, unit_id, side, name, age_band, contact_rank, notes, language, diet, search_text, live, merged_into, claimed)
      select r.id, u.wedding_id, u.id, u.side, r.name, r."ageBand", r."contactRank", r.notes, r.language, r.diet, r.search, r.live, r."mergedInto", r.claimed
      from jsonb_to_recordset(${json(fresh)}) ${record}
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = r.unit`);
  if (known.length > 0)
    await tx.execute(sql`
      update people p set unit_id = u.id, side = u.side, name = r.name, age_band = r."ageBand", contact_rank = r."contactRank", notes = r.notes, language = r.language,
        diet = r.diet, search_text = r.search, live = r.live, merged_into = r."mergedInto", claimed = r.claimed, version = p.version + 1
      from jsonb_to_recordset(${json(known)}) ${record}
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = r.unit
      where p.wedding_id = ${scope.weddingId} and p.id = r.id
        and (p.unit_id, p.name, p.age_band, p.contact_rank, p.live, p.claimed) is distinct from (u.id, r.name, r."ageBand", r."contactRank", r.live, r.claimed)
          or p.wedding_id = ${scope.weddingId} and p.id = r.id and (p.notes, p.language, p.diet, p.merged_into) is distinct from (r.notes, r.language, r.diet, r."mergedInto")`);
  if (plan.retired.length > 0)
    await tx.execute(sql`
      update people set live = false, merged_into = null, version = version + 1
      where wedding_id = ${scope.weddingId} and live and id in (select jsonb_array_elements_text(${json(plan.retired)})::uuid)`);
  await tx.execute(sql`
    with subject as (select id from jsonb_array_elements_text(${json([...rows.map((row) => row.id), ...plan.retired])}) as s(id)),
    ended as (
      update unit_members m set valid_to = now() from subject s join people p on p.wedding_id = ${scope.weddingId} and p.id = s.id::uuid
      where m.wedding_id = ${scope.weddingId} and m.person_id = p.id and m.valid_to is null and not m.secondary and (not p.live or m.unit_id <> p.unit_id)
      returning m.person_id
    )
    insert into unit_members (wedding_id, unit_id, side, person_id)
    select p.wedding_id, p.unit_id, p.side, p.id from subject s join people p on p.wedding_id = ${scope.weddingId} and p.id = s.id::uuid and p.live
    where not exists (select 1 from unit_members m where m.wedding_id = p.wedding_id and m.person_id = p.id and m.unit_id = p.unit_id and m.valid_to is null)`);
  return [...units.values()];
}

const toRow = ({ id, live, mergedInto, state }: PersonPlan) => ({
  id,
  live,
  mergedInto,
  home: state.home,
  name: state.name,
  ageBand: state.ageBand,
  contactRank: state.contactRank,
  notes: state.notes,
  language: state.language,
  diet: state.diet,
  search: searchText([state.name, state.claimed.household ?? ""].join(" ").trim()),
  claimed: state.claimed,
});

/** The unit of every home key. `unit:<id>` is where a human put somebody; others are found or made. */
async function unitsOf(
  tx: Transaction,
  scope: Scope,
  homes: readonly { home: string; name: string; side: string }[],
): Promise<Map<string, string>> {
  const units = new Map<string, string>();
  const named = homes.filter(({ home }) => {
    if (!home.startsWith("unit:")) return true;
    units.set(home, home.slice(5));
    return false;
  });
  if (named.length === 0) return units;
  const { rows } = await tx.execute<{ home: string; id: string }>(sql`
    with wanted as (select * from jsonb_to_recordset(${json(named)}) as r(home text, name text, side text)),
    known as (select u.group_key as home, u.id from wanted w join guest_units u on u.wedding_id = ${scope.weddingId} and u.group_key = w.home),
    made as (
      insert into guest_units (wedding_id, side, name, group_key)
      select ${scope.weddingId}, w.side, w.name, w.home from wanted w where not exists (select 1 from known k where k.home = w.home)
      returning group_key as home, id
    )
    select home, id from known union all select home, id from made`);
  for (const row of rows) units.set(row.home, row.id);
  return units;
}

/** Active identifiers as they should be: moved where they belong to somebody else now, ended where nobody claims them. */
async function writeIdentifiers(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  { people }: Neighbourhood,
): Promise<void> {
  const wanted = plan.people.flatMap(({ id, identifiers }) =>
    identifiers.map((one) => ({
      person: id,
      ...one,
      print: fingerprint(one.kind, one.value).toString("hex"),
    })),
  );
  const all = [...people.keys(), ...plan.people.map(({ id }) => id)];
  const record = sql`jsonb_to_recordset(${json(wanted)}) as r(person uuid, kind text, value text, "assumedCountry" boolean, position int, shared boolean, print text)`;
  if (people.size > 0) {
    await tx.execute(sql`
      update person_identifiers i set valid_to = now()
      where i.wedding_id = ${scope.weddingId} and i.valid_to is null and i.person_id in (select jsonb_array_elements_text(${json(all)})::uuid)
        and not exists (select 1 from ${record} where r.person = i.person_id and r.kind = i.kind and r.value = i.value and r.shared = i.shared)`);
    await tx.execute(sql`
      update person_identifiers i set assumed_country = r."assumedCountry", position = r.position from ${record}
      where i.wedding_id = ${scope.weddingId} and i.valid_to is null and i.person_id = r.person and i.kind = r.kind and i.value = r.value
        and (i.assumed_country, i.position) is distinct from (r."assumedCountry", r.position)`);
  }
  await tx.execute(sql`
    insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, assumed_country, position, shared, source)
    select p.wedding_id, p.id, p.side, r.kind, r.value, decode(r.print, 'hex'), r."assumedCountry", r.position, r.shared, 'claims'
    from ${record} join people p on p.wedding_id = ${scope.weddingId} and p.id = r.person
    where ${people.size === 0} or not exists (select 1 from person_identifiers i where i.wedding_id = p.wedding_id and i.person_id = p.id and i.kind = r.kind and i.value = r.value and i.valid_to is null)`);
}

async function writeConflicts(
  tx: Transaction,
  scope: Scope,
  plan: IdentityPlan,
  { people, claims }: Neighbourhood,
): Promise<void> {
  const open = [
    ...plan.people.flatMap(({ id, live, state }) =>
      live
        ? state.open.map(({ field, resolved }) => ({
            key: `field:${id}:${field}`,
            side: state.claimed.side,
            kind: "field",
            field,
            person: id,
            options: resolved.candidates,
          }))
        : [],
    ),
    ...plan.pending.map(({ claim, fits }) => ({
      key: `people:${claim.id}`,
      side: claim.side,
      kind: "people",
      claim: claim.id,
      options: fits,
    })),
  ];
  if (people.size === 0 && open.length === 0 && claims.every((claim) => claim.personId !== null)) return;
  await tx.execute(sql`
    delete from import_conflicts c where c.wedding_id = ${scope.weddingId}
      and (c.person_id in (select jsonb_array_elements_text(${json([...people.keys()])})::uuid) or c.claim_id in (select jsonb_array_elements_text(${json(claims.map((claim) => claim.id))})::uuid))
      and c.key not in (select jsonb_array_elements_text(${json(open.map((one) => one.key))}))`);
  if (open.length > 0)
    await tx.execute(sql`
      insert into import_conflicts as c (wedding_id, key, side, kind, field, person_id, claim_id, options)
      select ${scope.weddingId}, key, side, kind, field, person, claim, options
      from jsonb_to_recordset(${json(open)}) as r(key text, side text, kind text, field text, person uuid, claim uuid, options jsonb)
      on conflict (wedding_id, key) do update set options = excluded.options, side = excluded.side`);
}
