import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface LedgerEntry {
  id: string;
  at: string;
  household: string;
  basis: "host_attestation" | "guest_reply";
  granted: "yes" | "withdrawn";
  /** Which list and wording, or the guest's own words; null where it was erased. */
  evidence: string | null;
  actor: string;
}

/** The ledger of consent, oldest first, in pages after `after`: who may be written to, on what ground, since when. */
export async function listConsents(
  tx: Transaction,
  scope: Scope,
  page: { after?: string | undefined; limit: number },
): Promise<LedgerEntry[]> {
  const { rows } = await tx.execute<{ row: LedgerEntry }>(sql`
    select jsonb_build_object('id', c.id, 'at', c.recorded_at, 'household', u.name, 'basis', c.basis, 'granted', c.granted,
      'evidence', c.evidence::text, 'actor', c.actor) as row
    from consents c join guest_units u on u.wedding_id = c.wedding_id and u.id = c.unit_id
    where c.wedding_id = ${scope.weddingId} ${page.after ? sql`and c.id > ${page.after}` : sql``}
    order by c.id limit ${page.limit}`);
  return rows.map(({ row }) => row);
}
