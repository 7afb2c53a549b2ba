import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface Reconciliation {
  at: string;
  compared: number;
  differences: number;
  healed: boolean;
  /** The part at which the next one goes on; null where all were compared. */
  upTo: number | null;
}

/** The last comparison of the numbers with the rows behind them; null before the first. */
export async function lastReconciliation(tx: Transaction, scope: Scope): Promise<Reconciliation | null> {
  const { rows } = await tx.execute<{ found: Reconciliation }>(sql`
    select jsonb_build_object('at', at, 'compared', compared, 'differences', differences, 'healed', healed, 'upTo', up_to) as found
    from reconciliations where wedding_id = ${scope.weddingId} order by at desc limit 1`);
  return rows[0]?.found ?? null;
}
