import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { type HistoryEntry, knownParts, undoState, withFacts } from "@/lib/audit/queries";
import { keptId } from "./index-keys";

/** Where something about a person is written: a row of a list. */
export interface PersonSource {
  batchId: string;
  file: string;
  kind: string;
  row: number;
}

/** What a household's page shows of a member beyond name, phones and e-mail. */
export interface MemberDetails {
  id: string;
  version: number;
  notes: string | null;
  language: string | null;
  diet: string | null;
  /** A human chose this one to speak for the household. */
  chosen: boolean;
  /** Fields whose value is a human's word. */
  byHand: string[];
  /** Numbers as stored, the first to write to first; none for whoever may not see them. */
  phones: { value: string; shared: boolean }[];
  sources: PersonSource[];
  /** What they eat at a function, where it differs, by the function's id. */
  diets: Record<string, string>;
  /** A second family they also belong to. */
  second: { unitId: string; name: string } | null;
}

/** A household's people with everyone merged into them. */
const family = (scope: Scope, unitId: string) => sql`
  tree as (
    select p.id as person, p.id as member from people p where p.wedding_id = ${scope.weddingId} and p.unit_id = ${unitId} and p.live
    union
    select t.person, m.id from tree t join people m on m.wedding_id = ${scope.weddingId} and m.merged_into = t.member
  )`;

export async function listMemberDetails(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<MemberDetails[]> {
  const show = scope.permissions.has("guests.phones");
  const { rows } = await tx.execute<{ member: MemberDetails }>(sql`
    with recursive ${family(scope, unitId)}
    select jsonb_build_object('id', p.id, 'version', p.version, 'notes', p.notes, 'language', p.language, 'diet', p.diet,
      'chosen', coalesce(p.edits->'contact'->>'value' = '1', false),
      'byHand', coalesce((select jsonb_agg(e.key order by e.key) from jsonb_each(p.edits) e where e.value ? 'value'), '[]'),
      'phones', coalesce((select jsonb_agg(jsonb_build_object('value', d.value, 'shared', d.shared) order by d.position)
        from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null and ${show}), '[]'),
      'diets', coalesce((select jsonb_object_agg(d.event_id, d.diet) from person_diets d where d.wedding_id = p.wedding_id and d.person_id = p.id), '{}'),
      'second', (select jsonb_build_object('unitId', u.id, 'name', u.name) from unit_members m join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id and u.live
        where m.wedding_id = p.wedding_id and m.person_id = p.id and m.secondary and m.valid_to is null),
      'sources', coalesce((select jsonb_agg(jsonb_build_object('batchId', s.id, 'file', s.file_name, 'kind', s.kind, 'row', s.line) order by s.created_at, s.row_number)
        from (
          select b.id, b.file_name, b.kind, b.created_at, r.row_number, r.row_number + b.heading_rows as line from tree t
          join claims c on c.wedding_id = p.wedding_id and c.person_id = t.member and c.rows > 0
          join import_rows r on r.wedding_id = c.wedding_id and r.claim_id = c.id and r.outcome in ('created', 'matched', 'conflict', 'remembered')
          join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id and b.state <> 'undone'
          where t.person = p.id order by b.created_at, r.row_number limit 20
        ) s), '[]')) as member
    from people p where p.wedding_id = ${scope.weddingId} and p.unit_id = ${unitId} and p.live order by p.contact_rank, p.id`);
  return rows.map((row) => row.member);
}

/** What a household's page shows and edits of the household itself. */
export interface FamilyDetails {
  version: number;
  /** Null where the lists decide. */
  language: string | null;
  unnamedAdults: number;
  unnamedChildren: number;
  /** Fields whose value is a human's word, and that lists could say. */
  byHand: string[];
  /** Whoever is written to for this household. */
  proxy: { personId: string; name: string; unitId: string; family: string } | null;
  /** People of other households who also belong here. */
  also: { personId: string; name: string; unitId: string; family: string }[];
  /** Households this one's people are written to for. */
  speaksFor: { unitId: string; family: string; personId: string }[];
}

export async function loadFamilyDetails(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<FamilyDetails> {
  const somebody = sql`jsonb_build_object('personId', p.id, 'name', p.name, 'unitId', h.id, 'family', h.name)`;
  const { rows } = await tx.execute<{ details: FamilyDetails }>(sql`
    select jsonb_build_object('version', u.version, 'language', u.edits->>'language', 'unnamedAdults', u.unnamed_adults, 'unnamedChildren', u.unnamed_children,
      'byHand', (select coalesce(jsonb_agg(k order by k), '[]') from jsonb_object_keys(u.edits) k where k not in ('joinedInto', 'off', 'proxyPersonId')),
      'proxy', (select ${somebody} from people x join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.live
        join guest_units h on h.wedding_id = p.wedding_id and h.id = p.unit_id where x.wedding_id = u.wedding_id and x.id = u.proxy_person_id),
      'also', coalesce((select jsonb_agg(${somebody} order by p.name, p.id) from unit_members m join people p on p.wedding_id = m.wedding_id and p.id = m.person_id and p.live
        join guest_units h on h.wedding_id = p.wedding_id and h.id = p.unit_id
        where m.wedding_id = u.wedding_id and m.unit_id = u.id and m.secondary and m.valid_to is null), '[]'),
      'speaksFor', coalesce((select jsonb_agg(jsonb_build_object('unitId', o.id, 'family', o.name, 'personId', p.id) order by o.name, o.id) from people p
        join people x on x.wedding_id = p.wedding_id and (x.id = p.id or x.merged_into = p.id)
        join guest_units o on o.wedding_id = x.wedding_id and o.proxy_person_id = x.id and o.live
        where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live), '[]')) as details
    from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${unitId}`);
  return rows[0]!.details;
}

/** The live household that one which is not there any more went into, or null. */
export async function findHome(tx: Transaction, scope: Scope, unitId: string): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select u.id from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and u.id = fence.home_of(${scope.weddingId}, ${unitId}) and u.id <> ${unitId}`);
  return rows[0]?.id ?? null;
}

export async function isLiveHousehold(tx: Transaction, scope: Scope, unitId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from guest_units where wedding_id = ${scope.weddingId} and id = ${unitId} and live`,
  );
  return rows.length > 0;
}

/**
 * How many who live in these households have a name by now and were counted there without one: a count that a human gives
 * is stored with them, since they are taken off it again.
 */
export async function countNamed(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<{ adults: number; children: number }> {
  const { rows } = await tx.execute<{ adults: number; children: number }>(sql`
    select coalesce(-sum(least(0, (p.claimed->>'extraAdults')::int)), 0)::int as adults, coalesce(-sum(least(0, (p.claimed->>'extraChildren')::int)), 0)::int as children
    from people p where p.wedding_id = ${scope.weddingId} and p.live and p.unit_id in (select jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb)::uuid)`);
  return rows[0]!;
}

export interface StandingMerge {
  id: string;
  kept: string;
  gone: string;
  who: string | null;
  at: string;
}

/** Who was made one person here and still is, newest first. */
export async function listMerges(tx: Transaction, scope: Scope, unitId: string): Promise<StandingMerge[]> {
  const { rows } = await tx.execute<{ merge: StandingMerge }>(sql`
    with recursive ${family(scope, unitId)}
    select jsonb_build_object('id', m.id, 'kept', k.name, 'gone', g.name, 'who', ${memberName(scope, "u")}, 'at', m.created_at) as merge
    from merges m
    join people k on k.wedding_id = m.wedding_id and k.id = m.kept_person
    join people g on g.wedding_id = m.wedding_id and g.id = m.gone_person
    left join users u on u.id = case when m.merged_by like 'user:%' then substr(m.merged_by, 6)::uuid end
    where m.wedding_id = ${scope.weddingId} and m.undone_at is null and m.kept_person in (select member from tree)
    order by m.created_at desc, m.id limit 100`);
  return rows.map((row) => row.merge);
}

/** What people did to this household, to those that went into it, and to who lives in it; newest first. */
export async function listHouseholdHistory(
  tx: Transaction,
  scope: Scope,
  unitId: string,
  limit = 30,
): Promise<HistoryEntry[]> {
  const { rows } = await tx.execute<{ entry: Omit<HistoryEntry, "facts"> & { known: unknown } }>(sql`
    with recursive ${family(scope, unitId)}, about as (
      select 'guest_unit' as entity, f::text as id from fence.family_of(${scope.weddingId}, ${unitId}) f
      union all select 'person', member::text from tree
    )
    select jsonb_build_object('seq', l.seq, 'who', ${memberName(scope, "u")}, 'action', l.action, 'entity', l.entity, 'count', l.count,
      'recordedAt', l.recorded_at, 'undo', ${undoState(scope)}, 'known', ${knownParts}, 'subject', coalesce(g.name, p.name)) as entry
    from audit_log l join about a on a.entity = l.entity and a.id = l.entity_id
    left join users u on u.id = substr(l.actor, 6)::uuid
    left join guest_units g on g.wedding_id = l.wedding_id and g.id = case when l.entity = 'guest_unit' then l.entity_id::uuid end
    left join people p on p.wedding_id = l.wedding_id and p.id = case when l.entity = 'person' then l.entity_id::uuid end
    where l.wedding_id = ${scope.weddingId} and l.actor like 'user:%'
    order by l.seq desc limit ${limit}`);
  return withFacts(
    tx,
    scope,
    rows.map((row) => row.entry),
  );
}
