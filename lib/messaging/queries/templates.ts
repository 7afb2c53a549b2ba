import { and, eq } from "drizzle-orm";
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
