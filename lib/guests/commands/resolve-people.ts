import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import {
  type KnownPerson,
  loadNeighbourhood,
  type Neighbourhood,
  type Seeds,
} from "@/lib/guests/queries/identity";
import type { Claim } from "@/lib/guests/rules/claim";
import { type Decisions, keysOf } from "@/lib/guests/rules/identity";
import { type IdentityPlan, planPeople } from "@/lib/guests/rules/outcome";
import type { Settled } from "@/lib/guests/rules/person";
import type { DirtyMark } from "@/lib/platform/command";
import { type InTurn, inTurn } from "@/lib/platform/in-turn";
import { fingerprint } from "@/lib/platform/tokens";
import { wholeWedding } from "@/lib/platform/transaction";
import { settleHouseholds } from "./settle-households";
import { findHomes, type Homes, writePeople } from "./write-people";

export interface Resolved {
  plan: IdentityPlan;
  neighbourhood: Neighbourhood;
  homes: Homes;
  dirty: DirtyMark[];
}

/** Claims that are not stored yet: they are written once, with the person they turn out to be of. */
export interface Arrivals {
  ids: ReadonlySet<string>;
  store(writes: InTurn, personOf: ReadonlyMap<string, string | null>): Promise<void>;
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Identity is decided one act at a time within a wedding: two lists may hold the same new person. */
export const lockIdentity = (tx: Transaction, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${scope.weddingId}`}, 0))`);

/** Whoever gives families something waits for whoever changes which families there are, but not for one another. */
export const standStill = (tx: Transaction, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`import:${scope.weddingId}`}, 0))`);

/**
 * Decides anew who is who around the seeds, from the claims and the human decisions as they stand, and stores what
 * changed: people, identifiers, households, memberships, open questions. The one place that writes people. The caller
 * holds `lockIdentity`.
 */
export const resolvePeople = (
  tx: Transaction,
  scope: Scope,
  seeds: Seeds,
  arrivals?: Arrivals,
): Promise<Resolved> => wholeWedding(tx, scope, () => resolve(tx, scope, seeds, arrivals));

async function resolve(
  tx: Transaction,
  scope: Scope,
  seeds: Seeds,
  arrivals: Arrivals | undefined,
): Promise<Resolved> {
  const neighbourhood = await loadNeighbourhood(tx, scope, seeds);
  const plan = planPeople({
    ...neighbourhood,
    settled: await loadSettled(tx, scope, neighbourhood.people),
  });
  const before = [...neighbourhood.people.values()].map((person) => person.unitId);
  const stored = neighbourhood.claims.filter((claim) => !arrivals?.ids.has(claim.id));
  const homes = await findHomes(tx, scope, plan, neighbourhood.people);
  const writes = inTurn(tx);
  await placeClaims(writes, scope, plan, { stored, decisions: neighbourhood.decisions, arrivals });
  await writePeople(writes, scope, plan, { people: neighbourhood.people, homes });
  await writeIdentifiers(writes, scope, plan, { known: neighbourhood.people, homes });
  await writeConflicts(writes, scope, plan, { people: neighbourhood.people, stored });
  await writes.done();
  const units = [...homes.units.values()].map((unit) => unit.id).filter((id) => !homes.complete.has(id));
  const settled = await settleHouseholds(tx, scope, [...new Set([...before, ...units])]);
  const dirty = [...settled, ...[...homes.complete].map((key) => ({ kind: "unit" as const, key }))];
  return { plan, neighbourhood, homes, dirty };
}

/**
 * Of people the family has invited or written to: the household and the name it knows them by, those that lists gave them
 * where a human's word stands over it now. What other households of theirs were invited to decides nothing.
 */
async function loadSettled(
  tx: Transaction,
  scope: Scope,
  people: Neighbourhood["people"],
): Promise<Map<string, Settled>> {
  if (people.size === 0) return new Map();
  const asked = [...people.values()].map(({ id, unitId, listed }) => ({
    id,
    unit: unitId,
    listed: listed?.home,
  }));
  const { rows } = await tx.execute<{ id: string; home: string | null; mine: boolean }>(sql`
    select r.id, coalesce(min(u.group_key) filter (where u.group_key = r.listed), min(u.group_key)) as home, bool_or(u.id = r.unit) as mine
    from jsonb_to_recordset(${json(asked)}) as r(id uuid, unit uuid, listed text)
    cross join lateral (
      select u.* from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = r.unit
      union all
      select u.* from guest_units u where u.wedding_id = ${scope.weddingId} and u.group_key = r.listed and u.id <> r.unit
    ) u
    where exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id)
      or exists (select 1 from parked_invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id)
      or exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.unit_id = u.id)
    group by r.id`);
  return new Map(
    rows.map((row) => [
      row.id,
      { ...(row.home ? { home: row.home } : {}), ...(row.mine ? { name: nameOf(people.get(row.id)!) } : {}) },
    ]),
  );
}

/** The name that lists give them, where a human's word stands over it. */
const nameOf = ({ name, listed }: KnownPerson) => listed?.name ?? name;

async function placeClaims(
  writes: InTurn,
  scope: Scope,
  plan: IdentityPlan,
  {
    stored,
    decisions,
    arrivals,
  }: { stored: readonly Claim[]; decisions: Decisions; arrivals: Arrivals | undefined },
): Promise<void> {
  const personOf = new Map<string, string | null>();
  for (const { id, claimIds } of plan.people) for (const claim of claimIds) personOf.set(claim, id);
  for (const { claimId } of plan.pending) personOf.set(claimId, null);
  for (const claim of plan.ignored) personOf.set(claim, null);
  for (const { id } of plan.loose) personOf.set(id, null);
  await arrivals?.store(writes, personOf);
  const changed = stored
    .filter(({ id, personId }) => personId !== (personOf.get(id) ?? null))
    .map(({ id }) => ({ claim: id, person: personOf.get(id) ?? null }));
  if (changed.length > 0)
    await writes.write(sql`
      update claims c set person_id = r.person, former_person_id = coalesce(c.person_id, c.former_person_id) from jsonb_to_recordset(${json(changed)}) as r(claim uuid, person uuid)
      where c.wedding_id = ${scope.weddingId} and c.id = r.claim`);
  const held = [...plan.pending.map(({ claim }) => claim), ...plan.loose];
  const waiting = held.flatMap((claim) => keysOf(claim, decisions).map((key) => ({ key, claim: claim.id })));
  const known = stored.filter((claim) => claim.personId === null).map((claim) => claim.id);
  if (known.length + waiting.length === 0) return;
  await writes.write(sql`
    with gone as (delete from pending_keys where wedding_id = ${scope.weddingId} and claim_id in (select jsonb_array_elements_text(${json(known)})::uuid)
      and claim_id not in (select jsonb_array_elements_text(${json(held.map((claim) => claim.id))})::uuid))
    insert into pending_keys (wedding_id, key, claim_id) select ${scope.weddingId}, key, claim from jsonb_to_recordset(${json(waiting)}) as r(key text, claim uuid)
    on conflict do nothing`);
}

/** Active identifiers as they should be: moved where they belong to somebody else now, ended where nobody claims them. */
async function writeIdentifiers(
  writes: InTurn,
  scope: Scope,
  plan: IdentityPlan,
  { known, homes }: { known: Neighbourhood["people"]; homes: Homes },
): Promise<void> {
  const wanted = plan.people.flatMap(({ id, state, identifiers }) =>
    identifiers.map((one) => ({
      person: id,
      side: homes.units.get(state.home)?.side,
      ...one,
      print: fingerprint(one.kind, one.value).toString("hex"),
    })),
  );
  const fresh = wanted.filter(({ person, side }) => side && !known.has(person));
  if (known.size > 0)
    await moveIdentifiers(
      writes,
      scope,
      [...known.keys()],
      wanted.filter(({ person }) => known.has(person)),
    );
  if (fresh.length > 0)
    await writes.write(sql`
      insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, assumed_country, position, shared, source)
      select ${scope.weddingId}, r.person, r.side, r.kind, r.value, decode(r.print, 'hex'), r."assumedCountry", r.position, r.shared, 'claims'
      from ${identifierRows(fresh)}`);
}

const identifierRows = (rows: readonly object[]) =>
  sql`jsonb_to_recordset(${json(rows)}) as r(person uuid, side text, kind text, value text, "assumedCountry" boolean, position int, shared boolean, print text)`;

/** Of people who were there before: what they lost is free for others from here on. */
async function moveIdentifiers(
  writes: InTurn,
  scope: Scope,
  people: readonly string[],
  wanted: readonly object[],
): Promise<void> {
  const rows = identifierRows(wanted);
  await writes.write(sql`
    update person_identifiers i set valid_to = now()
    where i.wedding_id = ${scope.weddingId} and i.valid_to is null and i.person_id in (select jsonb_array_elements_text(${json(people)})::uuid)
      and not exists (select 1 from ${rows} where r.person = i.person_id and r.kind = i.kind and r.value = i.value and r.shared = i.shared)`);
  await writes.write(sql`
    update person_identifiers i set assumed_country = r."assumedCountry", position = r.position from ${rows}
    where i.wedding_id = ${scope.weddingId} and i.valid_to is null and i.person_id = r.person and i.kind = r.kind and i.value = r.value
      and (i.assumed_country, i.position) is distinct from (r."assumedCountry", r.position)`);
  await writes.write(sql`
    insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, assumed_country, position, shared, source)
    select p.wedding_id, p.id, p.side, r.kind, r.value, decode(r.print, 'hex'), r."assumedCountry", r.position, r.shared, 'claims'
    from ${rows} join people p on p.wedding_id = ${scope.weddingId} and p.id = r.person
    where not exists (select 1 from person_identifiers i where i.wedding_id = p.wedding_id and i.person_id = p.id and i.kind = r.kind and i.value = r.value and i.valid_to is null)`);
}

async function writeConflicts(
  writes: InTurn,
  scope: Scope,
  plan: IdentityPlan,
  { people, stored }: { people: Neighbourhood["people"]; stored: readonly Claim[] },
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
  if (people.size === 0 && open.length === 0 && stored.every((claim) => claim.personId !== null)) return;
  await writes.write(sql`
    delete from import_conflicts c where c.wedding_id = ${scope.weddingId}
      and (c.person_id in (select jsonb_array_elements_text(${json([...people.keys()])})::uuid) or c.claim_id in (select jsonb_array_elements_text(${json(stored.map((claim) => claim.id))})::uuid))
      and c.key not in (select jsonb_array_elements_text(${json(open.map((one) => one.key))}))`);
  if (open.length > 0)
    await writes.write(sql`
      insert into import_conflicts as c (wedding_id, key, side, kind, field, person_id, claim_id, options)
      select ${scope.weddingId}, key, side, kind, field, person, claim, options
      from jsonb_to_recordset(${json(open)}) as r(key text, side text, kind text, field text, person uuid, claim uuid, options jsonb)
      on conflict (wedding_id, key) do update set options = excluded.options, side = excluded.side`);
}
