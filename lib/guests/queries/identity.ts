import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Claim, storedKeys } from "@/lib/guests/rules/claim";
import type { FieldEdit } from "@/lib/guests/rules/fields";
import { type Decisions, keysOf } from "@/lib/guests/rules/identity";
import type { Settled } from "@/lib/guests/rules/person";
import { isKnown } from "./taken-off";

export interface KnownPerson {
  id: string;
  unitId: string;
  name: string;
  live: boolean;
  mergedInto: string | null;
  edits: Record<string, FieldEdit>;
  listed?: Settled | null;
}

export interface MergeRow {
  id: string;
  keptClaim: string;
  goneClaim: string;
  over: Record<string, string[]>;
}

/** Everything that can bear on who the seeds are: claims that share identifiers, directly or through others. */
export interface Neighbourhood {
  claims: Claim[];
  people: Map<string, KnownPerson>;
  merges: MergeRow[];
  decisions: Decisions;
}

export interface Seeds {
  /** Claims to look at, wherever they stand. */
  claims?: readonly Claim[];
  personIds?: readonly string[];
  keys?: readonly string[];
}

const list = (values: Iterable<string>) => JSON.stringify([...values]);
const uuids = (values: Iterable<string>) =>
  sql`(select jsonb_array_elements_text(${list(values)}::jsonb)::uuid)`;

const MAX_ROUNDS = 40;

/** The seeds' whole neighbourhood, found in rounds until nothing new turns up; nearly always in one or two. */
export async function loadNeighbourhood(tx: Transaction, scope: Scope, seeds: Seeds): Promise<Neighbourhood> {
  const decisions = await loadDecisions(tx, scope);
  const claims = new Map<string, Claim>();
  const people = new Map<string, KnownPerson>();
  const merges = new Map<string, MergeRow>();
  const asked = new Set<string>();
  let keys = new Set<string>(seeds.keys ?? []);
  let persons = new Set<string>(seeds.personIds ?? []);
  const take = (found: readonly Claim[]) => {
    for (const claim of found) {
      if (claims.has(claim.id)) continue;
      claims.set(claim.id, claim);
      for (const key of keysOf(claim, decisions))
        if (!decisions.shared.has(key) && !asked.has(key)) keys.add(key);
      for (const person of [claim.personId, claim.formerPersonId])
        if (person && !people.has(person)) persons.add(person);
    }
  };
  take(seeds.claims ?? []);
  for (let round = 0; keys.size + persons.size > 0; round++) {
    if (round >= MAX_ROUNDS) throw new Error("identity: a neighbourhood without end");
    for (const key of keys) asked.add(key);
    const pending = new Set<string>();
    for (const found of await findByKeys(tx, scope, keys)) (found.pending ? pending : persons).add(found.id);
    const trees = await loadTrees(tx, scope, persons, people);
    for (const merge of trees.merges) merges.set(merge.id, merge);
    keys = new Set();
    persons = new Set();
    take(await loadClaims(tx, scope, { persons: trees.added, claims: pending }));
    for (const id of persons) if (people.has(id)) persons.delete(id);
  }
  // Ids are in the order of time.
  const inOrder = [...merges.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    claims: [...claims.values()],
    people,
    merges: inOrder,
    decisions: { ...decisions, merges: inOrder },
  };
}

/** What humans decided about identifiers, without merges. */
export async function loadDecisions(tx: Transaction, scope: Scope): Promise<Omit<Decisions, "merges">> {
  const { rows } = await tx.execute<{ key: string; decision: string; claim_id: string | null }>(
    sql`select key, decision, claim_id from import_decisions where wedding_id = ${scope.weddingId}`,
  );
  const bare = (key: string) => key.slice(key.indexOf(" ") + 1);
  const keysWith = (decision: string) =>
    rows.flatMap((row) => (row.decision === decision ? [bare(row.key)] : []));
  return {
    shared: new Set(keysWith("shared")),
    notTheirs: new Set(keysWith("not_theirs")),
    ignored: new Set(keysWith("ignored")),
    belongs: new Map(
      rows.flatMap((row) =>
        row.decision === "belongs" ? [[bare(row.key), row.claim_id ?? ""] as const] : [],
      ),
    ),
  };
}

/** Who is known by these keys, and which open questions are about them. */
async function findByKeys(
  tx: Transaction,
  scope: Scope,
  keys: ReadonlySet<string>,
): Promise<{ id: string; pending: boolean }[]> {
  if (keys.size === 0) return [];
  const stored = list([...keys].flatMap(storedKeys));
  const { rows } = await tx.execute<{ id: string; pending: boolean }>(sql`
    with wanted as (select split_part(k, ':', 1) as kind, substr(k, strpos(k, ':') + 1) as value from jsonb_array_elements_text(${stored}::jsonb) as k)
    select distinct p.id, false as pending from wanted w
    join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.value = w.value and i.kind = w.kind and not i.shared
    join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and ${isKnown("p")}
    union all
    select distinct k.claim_id, true from pending_keys k
    where k.wedding_id = ${scope.weddingId} and k.key in (select jsonb_array_elements_text(${list(keys)}::jsonb))`);
  return rows;
}

/** These people with everyone merged into them or they into, and the merges that stand. */
async function loadTrees(
  tx: Transaction,
  scope: Scope,
  ids: ReadonlySet<string>,
  people: Map<string, KnownPerson>,
): Promise<{ added: string[]; merges: MergeRow[] }> {
  if (ids.size === 0) return { added: [], merges: [] };
  const { rows } = await tx.execute<{ person: KnownPerson; merges: MergeRow[] | null }>(sql`
    with recursive tree as (
      select id, merged_into from people where wedding_id = ${scope.weddingId} and id in ${uuids(ids)}
      union
      select p.id, p.merged_into from tree t join people p on p.wedding_id = ${scope.weddingId} and (p.merged_into = t.id or p.id = t.merged_into)
    )
    select jsonb_build_object('id', p.id, 'unitId', p.unit_id, 'name', p.name, 'live', p.live, 'mergedInto', p.merged_into, 'edits', p.edits, 'listed', p.claimed->'listed') as person,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'keptClaim', m.kept_claim, 'goneClaim', m.gone_claim, 'over', m.over))
        from merges m where m.wedding_id = p.wedding_id and m.undone_at is null and (m.kept_person = p.id or m.gone_person = p.id)) as merges
    from tree t join people p on p.wedding_id = ${scope.weddingId} and p.id = t.id`);
  const added = rows.filter(({ person }) => !people.has(person.id));
  for (const { person } of added) people.set(person.id, person);
  return {
    added: added.map(({ person }) => person.id),
    merges: rows.flatMap((row) => row.merges ?? []),
  };
}

async function loadClaims(
  tx: Transaction,
  scope: Scope,
  { persons, claims }: { persons: readonly string[]; claims: ReadonlySet<string> },
): Promise<Claim[]> {
  if (persons.length === 0 && claims.size === 0) return [];
  const { rows } = await tx.execute<{ claim: Claim }>(sql`
    select jsonb_build_object('id', c.id, 'key', c.key, 'kind', c.kind, 'side', c.side, 'home', c.home, 'draft', c.draft, 'attested', c.attested > 0, 'personId', c.person_id, 'formerPersonId', c.former_person_id) as claim
    from claims c where c.wedding_id = ${scope.weddingId} and c.rows > 0 and c.person_id in ${uuids(persons)}
    union all
    select jsonb_build_object('id', c.id, 'key', c.key, 'kind', c.kind, 'side', c.side, 'home', c.home, 'draft', c.draft, 'attested', c.attested > 0, 'personId', c.person_id, 'formerPersonId', c.former_person_id)
    from claims c where c.wedding_id = ${scope.weddingId} and c.rows > 0 and c.id in ${uuids(claims)} and (c.person_id is null or c.person_id not in ${uuids(persons)})`);
  return rows.map((row) => row.claim);
}
