import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/**
 * The number of whoever writes under an id alone, because their WhatsApp shows us none: where we know whose id it is, we
 * know their number, and can answer. Of several the one we wrote to; null where the id is nobody's, or two people's.
 */
export async function knownNumber(
  tx: Transaction,
  scope: Scope,
  { senderId, bsuid }: { senderId: string; bsuid: string },
): Promise<string | null> {
  const { rows } = await tx.execute<{ person_id: string; value: string }>(sql`
    select p.id as person_id, o.value from person_identifiers d
    join people p on p.wedding_id = d.wedding_id and p.id = d.person_id and p.live
    join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and o.kind = 'phone' and o.valid_to is null
    where d.wedding_id = ${scope.weddingId} and d.value = ${bsuid} and d.kind in ('bsuid', 'parent_bsuid') and d.valid_to is null
    order by exists (select 1 from messages m where m.wedding_id = p.wedding_id and m.unit_id = p.unit_id and m.destination = o.value
      and m.sender_id = ${senderId} and m.attempts > 0) desc, o.position, o.id`);
  return new Set(rows.map((row) => row.person_id)).size === 1 ? rows[0]!.value : null;
}
