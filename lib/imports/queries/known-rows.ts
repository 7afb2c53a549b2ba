import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { isKnown } from "@/lib/guests/queries/taken-off";
import { identifiersOf, matchKey, storedKeys } from "@/lib/guests/rules/claim";
import type { RowDraft } from "@/lib/imports/rules/row";
import { wholeWedding } from "@/lib/platform/transaction";

/** Somebody of the wedding whom a row's number, e-mail or address book id belongs to. */
export type KnownGuest = {
  id: string;
  name: string;
  unitId: string;
  /** They were taken off the guest list, and adding the row leaves them off. */
  off: boolean;
  contacts: { kind: "phone" | "email"; value: string }[];
};

/** Row numbers of a list that waits to be added, in its order. */
export interface KnownRows {
  /** They belong to somebody who is a guest already. */
  known: number[];
  /** Of these, the ones of somebody whom the one who asks may not see: only that is told. */
  hidden: number[];
}

type Sought = { row: number; kind: string; value: string };

const PORTION = 4_000;

/** Which rows that can be added belong to guests who are here, by the keys by which adding finds them. */
export async function findKnownRows(tx: Transaction, scope: Scope, batchId: string): Promise<KnownRows> {
  const sought = await readSought(tx, scope, batchId);
  const find = async () => {
    const { rows } = await tx.execute<{ row: number; people: number }>(sql`
      with ${wantedCtes(scope, sought, readyRows(scope, batchId))}
      select w.row, count(distinct p.id)::int as people from ${guestsOf(scope)} group by w.row order by w.row`);
    return rows;
  };
  const all = await wholeWedding(tx, scope, find);
  const known = all.map(({ row }) => row);
  if (scope.side === "all") return { known, hidden: [] };
  const seen = new Map((await find()).map(({ row, people }) => [row, people]));
  return { known, hidden: all.filter(({ row, people }) => seen.get(row) !== people).map(({ row }) => row) };
}

/** Whom these rows belong to, by row: those whom the one who asks may see. */
export async function findKnownGuests(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  rowNumbers: readonly number[],
): Promise<Map<number, KnownGuest[]>> {
  if (rowNumbers.length === 0) return new Map();
  const these = sql`${readyRows(scope, batchId)} and r.row_number in (${listed(rowNumbers)})`;
  const sought = await readSought(tx, scope, batchId, these);
  const { rows } = await tx.execute<KnownGuest & { row: number }>(sql`
    with ${wantedCtes(scope, sought, these)}, found as (
      select distinct w.row, p.id, p.name, p.unit_id, not p.live as off from ${guestsOf(scope)}
    )
    select f.row, f.id, f.name, f.unit_id as "unitId", f.off, coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'value', d.value))
      from person_identifiers d where d.wedding_id = ${scope.weddingId} and d.person_id = f.id and d.kind in ('phone', 'email') and d.valid_to is null), '[]') as contacts
    from found f order by f.row, f.name, f.id`);
  return Map.groupBy(rows, ({ row }) => row);
}

export const listed = (numbers: readonly number[]): SQL =>
  sql`select n::int from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb) as l(n)`;

export const readyRows = (scope: Scope, batchId: string): SQL =>
  sql`r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId} and r.outcome = 'ready'`;

/** Rows that one spelling does not find: without any identifier, or with a number that WhatsApp writes in two ways. */
const SEVERAL = sql`(
  r.draft->>'phones' ~ '"e164": "[+]5[245]'
  or r.draft->'phones' = '[]' and r.draft->'emails' = '[]' and r.draft->'vcardUid' is null and r.draft->'googleResource' is null)`;

/** What such rows are known by, told by the rules of identity themselves. */
export async function readSought(
  tx: Transaction,
  scope: Scope,
  batchId: string,
  which: SQL = readyRows(scope, batchId),
): Promise<Sought[]> {
  const sought: Sought[] = [];
  for (let after = 0; ; ) {
    const { rows } = await tx.execute<{ row: number; draft: RowDraft }>(sql`
      select r.row_number as row, r.draft from import_rows r
      where ${which} and ${SEVERAL} and r.row_number > ${after} order by r.row_number limit ${PORTION}`);
    for (const { row, draft } of rows)
      for (const key of identifiersOf(draft).map(matchKey).flatMap(storedKeys)) {
        const at = key.indexOf(":");
        sought.push({ row, kind: key.slice(0, at), value: key.slice(at + 1) });
      }
    if (rows.length < PORTION) return sought;
    after = rows.at(-1)!.row;
  }
}

/** `wanted(row, kind, value)`: a table of its own, so that its columns reach an index under row-level security. */
export const wantedCtes = (scope: Scope, sought: readonly Sought[], which: SQL): SQL => sql`
  wanted as materialized (
    select r.row_number as row, s.kind, s.value from import_rows r cross join lateral (
      select k.kind, p->>'e164' as value from jsonb_array_elements(r.draft->'phones') p cross join (values ('phone'), ('wa_id')) k(kind)
      union all select 'email', lower(e->>'value') from jsonb_array_elements(r.draft->'emails') e
      union all select 'vcard_uid', r.draft->>'vcardUid' where r.draft->'vcardUid' is not null
      union all select 'google_resource', r.draft->>'googleResource' where r.draft->'googleResource' is not null
    ) s where r.wedding_id = ${scope.weddingId} and ${which}
    union all
    select s.row, s.kind, s.value from jsonb_to_recordset(${JSON.stringify(sought)}::jsonb) as s(row int, kind text, value text)
  )`;

const guestsOf = (scope: Scope): SQL => sql`
  wanted w join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.value = w.value and i.kind = w.kind and not i.shared
  join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and ${isKnown("p")}`;
