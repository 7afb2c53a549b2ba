import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/** As of when the numbers are, and how many replies have arrived and are not counted yet. */
export async function readStamp(
  tx: Transaction,
  scope: Scope,
): Promise<{ asOf: string | null; arriving: number }> {
  const { rows } = await tx.execute<{ stamp: { asOf: string | null; arriving: number } }>(sql`
    select jsonb_build_object('asOf', (select as_of from projection_stamps where wedding_id = ${scope.weddingId}),
      'arriving', (select count(*) from webhook_inbox where processed_at is null)
        + (select count(*) from projection_marks where wedding_id = ${scope.weddingId} and kind = 'unit')) as stamp`);
  return rows[0]!.stamp;
}
