import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { GiftFacts, NoteFacts } from "@/lib/gifts/inputs";

interface Stored<Facts> {
  version: number;
  removed: boolean;
  facts: Facts;
}

/** One gift, locked, as a form would send it; undefined where it is not there for this reader. */
export async function lockGift(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<Stored<GiftFacts> | undefined> {
  const { rows } = await tx.execute<{ gift: Stored<GiftFacts> }>(sql`
    select jsonb_build_object('version', g.version, 'removed', g.removed_at is not null, 'facts', jsonb_build_object(
      'unitId', g.unit_id, 'giver', g.giver, 'side', g.side, 'eventId', g.event_id, 'kind', g.kind, 'amount', g.amount, 'currency', coalesce(g.currency, 'INR'),
      'what', g.what, 'note', g.note, 'receivedBy', g.received_by, 'receivedAt', g.received_at)) as gift
    from gifts g where g.wedding_id = ${scope.weddingId} and g.id = ${id} for update`);
  return rows[0]?.gift;
}

/** One note of what was given before, locked. */
export async function lockNote(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<(Stored<NoteFacts> & { unitId: string }) | undefined> {
  const { rows } = await tx.execute<{ note: Stored<NoteFacts> & { unitId: string } }>(sql`
    select jsonb_build_object('version', n.version, 'removed', n.removed_at is not null, 'unitId', n.unit_id, 'facts', jsonb_build_object(
      'direction', n.direction, 'occasion', n.occasion, 'year', n.year, 'what', n.what, 'amount', n.amount, 'currency', coalesce(n.currency, 'INR'))) as note
    from gift_notes n where n.wedding_id = ${scope.weddingId} and n.id = ${id} for update`);
  return rows[0]?.note;
}
