import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { Field, FieldEdit } from "@/lib/guests/rules/fields";
import type { RowDraft } from "@/lib/imports/rules/row";

/** What is open: of one field or between people, and of one list, or everything. */
export interface DifferenceFilter {
  field: Field | "people" | null;
  batchId: string | null;
}

export interface DifferenceRow {
  key: string;
  kind: "field" | "people";
  field: Field | null;
  options: unknown;
  personId: string | null;
  unitId: string | null;
  name: string | null;
  /** What a human said about the field before. */
  edit: FieldEdit | null;
  claimId: string | null;
  draft: RowDraft | null;
}

const claimsOf = sql`(select x.claim::uuid from jsonb_array_elements(case when c.kind = 'field' then c.options else '[]' end) o, jsonb_array_elements_text(o->'claims') x(claim)
  union all select c.claim_id where c.claim_id is not null)`;

const ofList = (batchId: string | null): SQL =>
  batchId
    ? sql`exists (select 1 from import_rows r where r.wedding_id = c.wedding_id and r.batch_id = ${batchId} and r.outcome <> 'undone' and r.claim_id in ${claimsOf})`
    : sql`true`;

/** How many questions are open, by field; `people` for rows that fit several people. */
export async function countDifferences(
  tx: Transaction,
  scope: Scope,
  batchId: string | null,
): Promise<{ field: Field | "people"; count: number }[]> {
  const { rows } = await tx.execute<{ field: Field | "people"; count: number }>(sql`
    select coalesce(c.field, 'people') as field, count(*)::int as count from import_conflicts c
    where c.wedding_id = ${scope.weddingId} and ${ofList(batchId)} group by 1 order by 2 desc, 1`);
  return rows;
}

export async function listDifferences(
  tx: Transaction,
  scope: Scope,
  filter: DifferenceFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<DifferenceRow[]> {
  const ofField = filter.field ? sql`coalesce(c.field, 'people') = ${filter.field}` : sql`true`;
  const { rows } = await tx.execute<{ one: DifferenceRow }>(sql`
    select jsonb_build_object('key', c.key, 'kind', c.kind, 'field', c.field, 'options', c.options, 'personId', p.id, 'unitId', p.unit_id, 'name', p.name,
      'edit', p.edits->c.field, 'claimId', c.claim_id, 'draft', cl.draft) as one
    from import_conflicts c
    left join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
    left join claims cl on cl.wedding_id = c.wedding_id and cl.id = c.claim_id
    where c.wedding_id = ${scope.weddingId} and ${ofField} and ${ofList(filter.batchId)}
    order by c.kind desc, c.field, p.name, c.key limit ${limit} offset ${offset}`);
  return rows.map((row) => row.one);
}

/** Where a claim was said. Lists this reader may not see are missing. */
export interface Source {
  claimId: string;
  batchId: string;
  list: string;
  kind: string;
  /** As a spreadsheet counts its rows. */
  line: number;
}

const uuids = (values: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)::uuid)`;

export async function listSources(
  tx: Transaction,
  scope: Scope,
  claimIds: readonly string[],
): Promise<Source[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.execute<{ one: Source }>(sql`
    select jsonb_build_object('claimId', r.claim_id, 'batchId', b.id, 'list', b.file_name, 'kind', b.kind, 'line', r.row_number + b.heading_rows) as one
    from import_rows r join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id
    where r.wedding_id = ${scope.weddingId} and r.claim_id in ${uuids(claimIds)} and r.outcome <> 'undone'
    order by b.created_at, r.row_number`);
  return rows.map((row) => row.one);
}

export interface Contact {
  kind: "phone" | "email";
  value: string;
}

/** The numbers and addresses by which claims were found to be one person. */
export async function listClaimContacts(
  tx: Transaction,
  scope: Scope,
  claimIds: readonly string[],
): Promise<{ claimId: string; contacts: Contact[] }[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string; draft: RowDraft }>(
    sql`select id, draft from claims where wedding_id = ${scope.weddingId} and id in ${uuids(claimIds)}`,
  );
  return rows.map(({ id, draft }) => ({
    claimId: id,
    contacts: [
      ...draft.phones.map((phone) => ({ kind: "phone" as const, value: phone.e164 })),
      ...draft.emails.map((mail) => ({ kind: "email" as const, value: mail.value.toLowerCase() })),
    ],
  }));
}

/** The people a row fits, with what identifies them alone. */
export async function listFitting(
  tx: Transaction,
  scope: Scope,
  personIds: readonly string[],
): Promise<{ id: string; name: string; unitId: string; family: string; own: Contact[] }[]> {
  if (personIds.length === 0) return [];
  const { rows } = await tx.execute<{
    one: { id: string; name: string; unitId: string; family: string; own: Contact[] };
  }>(sql`
    select jsonb_build_object('id', p.id, 'name', p.name, 'unitId', p.unit_id, 'family', u.name,
      'own', (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)), '[]') from person_identifiers i
        where i.wedding_id = p.wedding_id and i.person_id = p.id and i.valid_to is null and not i.shared and i.kind in ('phone', 'email'))) as one
    from people p join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id
    where p.wedding_id = ${scope.weddingId} and p.live and p.id in ${uuids(personIds)} order by p.name, p.id`);
  return rows.map((row) => row.one);
}

export interface BulkRow {
  field: Field;
  batchId: string;
  list: string;
  /** Those that have one answer of this list and one of the others, and none of a human. */
  keys: string[];
  /** All of this field and list. */
  whole: number;
}

/** What can be decided by the list: of a field, this list against the others. Where a list contradicts itself, nothing can. */
export async function listBulk(tx: Transaction, scope: Scope, batchId: string | null): Promise<BulkRow[]> {
  const only = batchId ? sql`s.batch_id = ${batchId}` : sql`true`;
  const { rows } = await tx.execute<{ one: BulkRow }>(sql`
    with opt as (
      select c.key, c.field, o.ord, o.option->'claims' as claims, jsonb_array_length(c.options) as options, coalesce(p.edits->c.field ? 'value', false) as told
      from import_conflicts c join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
      cross join lateral jsonb_array_elements(c.options) with ordinality o(option, ord)
      where c.wedding_id = ${scope.weddingId} and c.kind = 'field'
    ), said as (
      select o.key, o.field, o.ord, o.options, o.told, jsonb_array_length(o.claims) as n, r.batch_id, count(distinct r.claim_id) as mine
      from opt o cross join lateral (select jsonb_array_elements_text(o.claims)::uuid as claim) x
      join import_rows r on r.wedding_id = ${scope.weddingId} and r.claim_id = x.claim
      group by 1, 2, 3, 4, 5, 6, 7
    ), question as (
      select s.field, s.batch_id, s.key, count(*) = 1 and s.options = 2 and not s.told and bool_and(s.mine = s.n) as clear
      from said s where ${only} group by s.field, s.batch_id, s.key, s.options, s.told
    )
    select jsonb_build_object('field', q.field, 'batchId', q.batch_id, 'list', b.file_name, 'whole', count(*),
      'keys', coalesce(jsonb_agg(q.key order by q.key) filter (where q.clear), '[]')) as one
    from question q join import_batches b on b.wedding_id = ${scope.weddingId} and b.id = q.batch_id and b.kind <> 'typed' and b.state not in ('undoing', 'undone')
    group by q.field, q.batch_id, b.file_name, b.created_at having count(*) filter (where q.clear) > 1
    order by b.created_at desc, q.field`);
  return rows.map((row) => row.one);
}

/** The list's name; null where there is no such list. */
export async function findListName(tx: Transaction, scope: Scope, batchId: string): Promise<string | null> {
  const { rows } = await tx.execute<{ name: string }>(
    sql`select file_name as name from import_batches where wedding_id = ${scope.weddingId} and id = ${batchId}`,
  );
  return rows[0]?.name ?? null;
}

/** Rows of a list that are the other side's guests already: no question of this side, so told beside the list. */
export async function listOtherSide(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  limit: number,
): Promise<{ line: number; name: string; detail: string; count: number }[]> {
  const { rows } = await tx.execute<{ line: number; name: string; detail: string; count: number }>(sql`
    select r.row_number + b.heading_rows as line, r.draft->'name'->>'full' as name, r.conflict->>'detail' as detail, count(*) over ()::int as count
    from import_rows r join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id
    where r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.outcome = 'conflict' and r.conflict->>'kind' = 'other_side'
    order by r.row_number limit ${limit}`);
  return rows;
}
