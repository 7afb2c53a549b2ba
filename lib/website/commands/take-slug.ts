import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";

/** So that nobody takes every good address. */
const MOST = 10;

/**
 * The address becomes this wedding's for good, so that one on a printed card never leads to somebody else's wedding.
 * Null where it was taken.
 */
export async function takeSlug(tx: Transaction, { weddingId }: Scope, slug: string): Promise<Refusal | null> {
  await tx.execute(
    sql`insert into site_slugs (slug, wedding_id) values (${slug}, ${weddingId}) on conflict do nothing`,
  );
  // Another wedding's address is behind the fence: it is not found, and was not inserted.
  const { rows } = await tx.execute<{ mine: boolean; n: number }>(sql`
    select coalesce(bool_or(slug = ${slug}), false) as mine, count(*)::int as n from site_slugs where wedding_id = ${weddingId}`);
  const { mine, n } = rows[0]!;
  if (!mine) return refuse("slug_taken", "Another wedding has this address. Please choose another.");
  if (n > MOST)
    return refuse(
      "too_many_slugs",
      `A wedding has at most ${MOST} addresses. Please choose one you had before.`,
    );
  return null;
}
