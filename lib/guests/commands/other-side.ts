import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wholeWedding } from "@/lib/platform/transaction";

export const NOT_YOURS_ALONE =
  "This is about families of the other side as well. Whoever looks after both can do it.";

/** Whether this is of the side that the one who acts does not look after. */
export const isOthers = (scope: Scope, side: string): boolean =>
  scope.side !== "all" && side !== "both" && side !== scope.side;

/**
 * Whether some of these are there, but not for the one who acts: what was done to both sides is taken back whole, or not at
 * all.
 */
export async function reachesFurther(
  tx: Transaction,
  scope: Scope,
  table: "guest_units" | "people",
  ids: readonly string[],
): Promise<boolean> {
  if (scope.side === "all") return false;
  const count = async () => {
    const { rows } = await tx.execute<{ n: number }>(sql`
      select count(*)::int as n from ${sql.raw(table)} where wedding_id = ${scope.weddingId}
        and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);
    return rows[0]!.n;
  };
  return (await count()) !== (await wholeWedding(tx, scope, count));
}
