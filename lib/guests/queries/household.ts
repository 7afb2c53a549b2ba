import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

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
      'sources', coalesce((select jsonb_agg(jsonb_build_object('batchId', s.id, 'file', s.file_name, 'kind', s.kind, 'row', s.row_number + 1) order by s.created_at, s.row_number)
        from (
          select b.id, b.file_name, b.kind, b.created_at, r.row_number from tree t
          join claims c on c.wedding_id = p.wedding_id and c.person_id = t.member and c.rows > 0
          join import_rows r on r.wedding_id = c.wedding_id and r.claim_id = c.id and r.outcome in ('created', 'matched', 'conflict', 'remembered')
          join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id and b.state <> 'undone'
          where t.person = p.id order by b.created_at, r.row_number limit 20
        ) s), '[]')) as member
    from people p where p.wedding_id = ${scope.weddingId} and p.unit_id = ${unitId} and p.live order by p.contact_rank, p.id`);
  return rows.map((row) => row.member);
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
    select jsonb_build_object('id', m.id, 'kept', k.name, 'gone', g.name, 'who', coalesce(u.name, u.email), 'at', m.created_at) as merge
    from merges m
    join people k on k.wedding_id = m.wedding_id and k.id = m.kept_person
    join people g on g.wedding_id = m.wedding_id and g.id = m.gone_person
    left join users u on u.id = case when m.merged_by like 'user:%' then substr(m.merged_by, 6)::uuid end
    where m.wedding_id = ${scope.weddingId} and m.undone_at is null and m.kept_person in (select member from tree)
    order by m.created_at desc, m.id limit 100`);
  return rows.map((row) => row.merge);
}

/** One entry of the record, in the shape of the wedding's history. */
export interface HouseholdEntry {
  seq: number;
  who: string | null;
  action: string;
  entity: string;
  subject: string | null;
  count: number;
  recordedAt: string;
}

/** What people did to this household, to those that went into it, and to who lives in it; newest first. */
export async function listHouseholdHistory(
  tx: Transaction,
  scope: Scope,
  unitId: string,
  limit = 30,
): Promise<HouseholdEntry[]> {
  const { rows } = await tx.execute<{ entry: HouseholdEntry }>(sql`
    with recursive ${family(scope, unitId)}, about as (
      select 'guest_unit' as entity, f::text as id from fence.family_of(${scope.weddingId}, ${unitId}) f
      union all select 'person', member::text from tree
    )
    select jsonb_build_object('seq', l.seq, 'who', coalesce(u.name, u.email), 'action', l.action, 'entity', l.entity, 'count', l.count,
      'recordedAt', l.recorded_at, 'subject', coalesce(g.name, p.name)) as entry
    from audit_log l join about a on a.entity = l.entity and a.id = l.entity_id
    left join users u on u.id = substr(l.actor, 6)::uuid
    left join guest_units g on g.wedding_id = l.wedding_id and g.id = case when l.entity = 'guest_unit' then l.entity_id::uuid end
    left join people p on p.wedding_id = l.wedding_id and p.id = case when l.entity = 'person' then l.entity_id::uuid end
    where l.wedding_id = ${scope.weddingId} and l.actor like 'user:%'
    order by l.seq desc limit ${limit}`);
  return rows.map((row) => row.entry);
}
