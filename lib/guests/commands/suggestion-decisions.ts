import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

interface Decision {
  key: string;
  decision: "accepted" | "refused";
}

/** Remembers a human's word on a suggestion; false where somebody has given one already. */
export async function rememberDecision(
  tx: Transaction,
  scope: Scope,
  { key, decision }: Decision,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    insert into unit_suggestion_decisions (wedding_id, key, decision) values (${scope.weddingId}, ${key}, ${decision}) on conflict do nothing`);
  return rowCount === 1;
}

/** Takes that word back; false where it is not there any more. */
export async function forgetDecision(
  tx: Transaction,
  scope: Scope,
  { key, decision }: Decision,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    delete from unit_suggestion_decisions where wedding_id = ${scope.weddingId} and key = ${key} and decision = ${decision}`);
  return rowCount === 1;
}
