import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

interface Merged {
  kept: string;
  gone: string;
}

/** What the one who goes eats at single functions is the kept one's as well, where nothing is said of that one. */
export const bringDiets = (tx: Transaction, scope: Scope, { kept, gone }: Merged) =>
  tx.execute(sql`
    insert into person_diets (wedding_id, person_id, side, event_id, diet, brought_from)
    select k.wedding_id, k.id, k.side, d.event_id, d.diet, d.person_id from person_diets d
    join people k on k.wedding_id = d.wedding_id and k.id = ${kept}
    where d.wedding_id = ${scope.weddingId} and d.person_id = ${gone} on conflict do nothing`);

/** Taken apart, it is theirs alone again; what was said since of the kept one stays. */
export const leaveDiets = (tx: Transaction, scope: Scope, { kept, gone }: Merged) =>
  tx.execute(sql`
    delete from person_diets where wedding_id = ${scope.weddingId} and person_id = ${kept} and brought_from = ${gone}`);
