import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { templates } from "@/db/schema/senders";
import type { Scope } from "@/lib/access/types";

/** A text that waits to be handed to the provider; null where it was, or is gone. */
export async function findSubmission(tx: Transaction, scope: Scope, templateId: string) {
  const [found] = await tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.weddingId, scope.weddingId),
        eq(templates.id, templateId),
        eq(templates.status, "SUBMITTING"),
      ),
    );
  return found ?? null;
}

/** Whether a provider that tells nothing by itself should be asked what became of a number's texts: one waits, or it was long ago. */
export async function templatesDue(
  tx: Transaction,
  { weddingId }: Scope,
  senderId: string,
): Promise<boolean> {
  const { rows } = await tx.execute<{ due: boolean }>(sql`
    select coalesce(bool_or(t.status in ('SUBMITTING', 'PENDING', 'IN_APPEAL')) or max(t.synced_at) < now() - interval '6 hours', true) as due
    from templates t where t.wedding_id = ${weddingId} and t.sender_id = ${senderId}`);
  return rows[0]!.due;
}
