import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/**
 * What has arrived and is not counted yet. Whatever the provider reports waits in one line until it is read, replies and
 * receipts alike, and only then is it known whose it is: so these are reports, and of all weddings.
 */
export const arriving = (
  wedding: SQL,
): SQL => sql`((select count(*) from webhook_inbox where processed_at is null)
  + (select count(*) from projection_marks where wedding_id = ${wedding} and kind = 'unit'))`;

/** As of when the numbers are, and how much has arrived and is not counted yet. */
export async function readStamp(
  tx: Transaction,
  scope: Scope,
): Promise<{ asOf: string | null; arriving: number }> {
  const { rows } = await tx.execute<{ stamp: { asOf: string | null; arriving: number } }>(sql`
    select jsonb_build_object('asOf', (select as_of from projection_stamps where wedding_id = ${scope.weddingId}),
      'arriving', ${arriving(sql`${scope.weddingId}`)}) as stamp`);
  return rows[0]!.stamp;
}
