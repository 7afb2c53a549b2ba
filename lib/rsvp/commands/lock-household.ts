import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";

/**
 * The live household somebody may write about, locked, with its side; null where it is not there. A guest's own, and no
 * other; a parent's by what their side shows them.
 */
export async function lockHousehold(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<{ id: string; side: string } | null> {
  const given = scope.actor.kind === "guest" ? scope.actor.unitId : unitId;
  const { rows } = await tx.execute<{ id: string; side: string; same: boolean }>(sql`
    select u.id, u.side, u.id = fence.home_of(${scope.weddingId}, ${unitId}) as same from guest_units u
    where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${given}) and u.live for no key update`);
  const [home] = rows;
  if (home && !home.same) throw new AppError("forbidden", "A family speaks for itself alone.");
  return home ? { id: home.id, side: home.side } : null;
}

/**
 * Households whose answers are about to be derived, locked before anything else and in one order, so that of two answers
 * of one moment the second sees the first. What was answered is derived from all that is there.
 */
export async function lockAnswers(tx: Transaction, scope: Scope, unitIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select 1 from guest_units where wedding_id = ${scope.weddingId} and id in (
      select fence.home_of(${scope.weddingId}, u::uuid) from jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb) u)
    order by id for no key update`);
}
