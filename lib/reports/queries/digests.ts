import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface Wish {
  wanted: boolean;
  /** Of the wedding's own clock. */
  hour: number;
}

/** Whether whoever asks wants the daily mail; the evening where nothing was said yet. */
export async function readWish(tx: Transaction, scope: Scope): Promise<Wish> {
  const userId = scope.actor.kind === "user" ? scope.actor.userId : null;
  const { rows } = await tx.execute<{ wish: Wish }>(sql`
    select jsonb_build_object('wanted', wanted, 'hour', hour) as wish from digest_wishes
    where wedding_id = ${scope.weddingId} and user_id = ${userId}::uuid`);
  return rows[0]?.wish ?? { wanted: false, hour: 21 };
}
