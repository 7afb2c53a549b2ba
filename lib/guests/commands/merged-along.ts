import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { DirtyMark } from "@/lib/platform/command";
import { settleHouseholds } from "./settle-households";

interface Merged {
  kept: string;
  gone: string;
}

/**
 * What is said of the one who goes and of nobody's list: what they eat at single functions, and a second household. It is
 * the kept one's as well, where nothing is said of that one.
 */
export async function bringAlong(
  tx: Transaction,
  scope: Scope,
  { kept, gone }: Merged,
): Promise<DirtyMark[]> {
  await tx.execute(sql`
    insert into person_diets (wedding_id, person_id, side, event_id, diet, brought_from)
    select k.wedding_id, k.id, k.side, d.event_id, d.diet, coalesce(d.brought_from, d.person_id) from person_diets d
    join people k on k.wedding_id = d.wedding_id and k.id = ${kept}
    where d.wedding_id = ${scope.weddingId} and d.person_id = ${gone} on conflict do nothing`);
  const { rows } = await tx.execute<{ unit_id: string }>(sql`
    insert into unit_members (wedding_id, unit_id, side, person_id, secondary, brought_from)
    select m.wedding_id, m.unit_id, m.side, k.id, true, coalesce(m.brought_from, m.person_id) from unit_members m
    join people k on k.wedding_id = m.wedding_id and k.id = ${kept} and k.unit_id <> m.unit_id
    where m.wedding_id = ${scope.weddingId} and m.person_id = ${gone} and m.secondary and m.valid_to is null
      and not exists (select 1 from unit_members o where o.wedding_id = k.wedding_id and o.person_id = k.id and o.valid_to is null and (o.secondary or o.unit_id = m.unit_id))
    returning unit_id`);
  return settleHouseholds(
    tx,
    scope,
    rows.map((row) => row.unit_id),
  );
}

/** Everybody who goes when this one does: whoever was merged into them. */
const leaving = (scope: Scope, gone: string) => sql`
  leaving as (
    select ${gone}::uuid as id
    union select m.gone_person from leaving l join merges m on m.wedding_id = ${scope.weddingId} and m.kept_person = l.id and m.undone_at is null
  )`;

/** Taken apart, it is theirs alone again, of whomever it had become; what was said since of those who stay stays. */
export async function leaveAlong(tx: Transaction, scope: Scope, gone: string): Promise<DirtyMark[]> {
  await tx.execute(sql`
    with recursive ${leaving(scope, gone)}
    delete from person_diets where wedding_id = ${scope.weddingId} and brought_from in (select id from leaving) and person_id not in (select id from leaving)`);
  const { rows } = await tx.execute<{ unit_id: string }>(sql`
    with recursive ${leaving(scope, gone)}
    update unit_members set valid_to = now()
    where wedding_id = ${scope.weddingId} and secondary and valid_to is null and brought_from in (select id from leaving) and person_id not in (select id from leaving)
    returning unit_id`);
  return settleHouseholds(
    tx,
    scope,
    rows.map((row) => row.unit_id),
  );
}
