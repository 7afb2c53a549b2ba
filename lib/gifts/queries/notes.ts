import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { GiftWay } from "@/lib/gifts/types";
import { seesAmounts } from "./gift-list";

export interface NoteRow {
  id: string;
  version: number;
  direction: GiftWay;
  occasion: string;
  year: number | null;
  what: string | null;
  amount: number | null;
  currency: string | null;
}

/** What a family and ours gave each other before, the latest first; nothing for whoever may not see amounts. */
export async function listNotes(tx: Transaction, scope: Scope, unitId: string): Promise<NoteRow[]> {
  if (!seesAmounts(scope)) return [];
  const { rows } = await tx.execute<{ note: NoteRow }>(sql`
    select jsonb_build_object('id', n.id, 'version', n.version, 'direction', n.direction, 'occasion', n.occasion, 'year', n.year, 'what', n.what,
      'amount', n.amount, 'currency', n.currency) as note
    from gift_notes n where n.wedding_id = ${scope.weddingId} and n.removed_at is null and n.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
    order by n.year desc nulls last, n.created_at desc, n.id`);
  return rows.map((row) => row.note);
}
