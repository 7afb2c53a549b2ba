import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface Match {
  unitId: string;
  family: string;
}

/**
 * Whose each row is, by a number or a family's whole name, and by nothing that merely looks like it. A row that several
 * families fit is nobody's: a human says.
 */
export async function matchFamilies(
  tx: Transaction,
  scope: Scope,
  rows: readonly { phone: string | null; family: string }[],
): Promise<(Match | null)[]> {
  const asked = rows.map((row, at) => ({ at, phone: row.phone, name: row.family }));
  const { rows: found } = await tx.execute<{ at: number; units: Match[] }>(sql`
    with asked as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r(at int, phone text, name text)),
    hit as (
      select a.at, true as by_phone, p.unit_id as id from asked a
      join person_identifiers d on d.wedding_id = ${scope.weddingId} and d.kind = 'phone' and d.valid_to is null and d.value = a.phone
      join people p on p.wedding_id = d.wedding_id and p.id = d.person_id and p.live
      union
      select a.at, false, u.id from asked a join guest_units u on u.wedding_id = ${scope.weddingId} and u.live and lower(u.name) = lower(a.name)
    ), best as (
      -- The number, where it is known; the name says nothing against it.
      select distinct h.at, h.id from hit h where h.by_phone or not exists (select 1 from hit o where o.at = h.at and o.by_phone)
    )
    select b.at, jsonb_agg(jsonb_build_object('unitId', u.id, 'family', u.name)) as units
    from best b join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = b.id and u.live group by b.at`);
  const byRow = new Map(found.map((row) => [row.at, row.units]));
  return rows.map((_, at) => {
    const units = byRow.get(at);
    return units?.length === 1 ? units[0]! : null;
  });
}

/** Which rows are in the book already, or were taken out of it: by what they are known by, or by the record they name. */
export async function knownRows(
  tx: Transaction,
  scope: Scope,
  kind: "gifts" | "notes",
  rows: readonly { key: string; record: string | null }[],
): Promise<boolean[]> {
  const table = sql.raw(kind === "gifts" ? "gifts" : "gift_notes");
  const { rows: found } = await tx.execute<{ at: number }>(sql`
    select distinct r.at from jsonb_to_recordset(${JSON.stringify(rows.map((row, at) => ({ at, ...row })))}::jsonb) as r(at int, key text, record text)
    join ${table} g on g.wedding_id = ${scope.weddingId} and (g.source_key = r.key or g.id::text = r.record)`);
  const known = new Set(found.map((row) => row.at));
  return rows.map((_, at) => known.has(at));
}
