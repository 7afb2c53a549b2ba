import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { weddings } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { AppError } from "@/lib/kernel/errors";

/** The wedding of the scope. Throws AppError `not_found` where it is gone. */
export async function requireWedding(tx: Transaction, scope: Scope) {
  const [wedding] = await tx.select().from(weddings).where(eq(weddings.id, scope.weddingId));
  if (!wedding) throw new AppError("not_found", "This wedding is not there.");
  return wedding;
}
