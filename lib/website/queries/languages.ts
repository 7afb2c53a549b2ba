import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type GuestLanguage, isGuestLanguage } from "@/lib/kernel/languages";

/** What the wedding's families are written to in, among our languages, the most spoken first. */
export async function spokenLanguages(tx: Transaction, scope: Scope): Promise<GuestLanguage[]> {
  const { rows } = await tx.execute<{ language: string }>(sql`
    select language from guest_units where wedding_id = ${scope.weddingId} and live group by language order by count(*) desc, language`);
  return rows.map((row) => row.language).filter(isGuestLanguage);
}

/** Those of the website's draft, and what families speak beside them. */
export async function weddingLanguages(tx: Transaction, scope: Scope): Promise<GuestLanguage[]> {
  const { rows } = await tx.execute<{ languages: string[] }>(sql`
    select draft->'languages' as languages from sites where wedding_id = ${scope.weddingId}`);
  const offered = (rows[0]?.languages ?? []).filter(isGuestLanguage);
  return [...new Set([...offered, ...(await spokenLanguages(tx, scope))])];
}
