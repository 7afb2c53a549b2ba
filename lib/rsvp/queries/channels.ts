import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/** How many households' current answers came by each channel; one that used two counts in both. */
export async function countByChannel(tx: Transaction, scope: Scope): Promise<Record<string, number>> {
  const { rows } = await tx.execute<{ channels: Record<string, number> }>(sql`
    select coalesce(jsonb_object_agg(channel, n), '{}') as channels from (
      select a.channel, count(distinct c.unit_id) as n from rsvp_current c join rsvp_answers a on a.wedding_id = c.wedding_id and a.id = c.answer_id
      where c.wedding_id = ${scope.weddingId} group by 1) one`);
  return rows[0]!.channels;
}
