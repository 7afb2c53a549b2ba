import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { SiteContent } from "@/lib/website/types";

/** What somebody may hold an invitation against. */
export interface RealFacts {
  wedding: string;
  hosts: string;
  /** As published; null while nothing is. */
  content: SiteContent | null;
  /** The numbers that write for this wedding. `own`: a relative's phone. */
  senders: { name: string | null; number: string; own: boolean }[];
}

export async function readRealFacts(tx: Transaction, scope: Scope): Promise<RealFacts> {
  const { rows } = await tx.execute<{ facts: RealFacts }>(sql`
    select jsonb_build_object('wedding', w.name, 'hosts', w.hosts, 'content', (
        select r.content from sites s join site_versions r on r.wedding_id = s.wedding_id and r.number = s.published_number where s.wedding_id = w.id),
      'senders', coalesce((
        select jsonb_agg(jsonb_build_object('name', n.label, 'number', n.display_number, 'own', n.provider = 'wa_link') order by n.provider = 'wa_link', n.created_at, n.id)
        from senders n where n.wedding_id = w.id), '[]')) as facts
    from weddings w where w.id = ${scope.weddingId}`);
  return rows[0]!.facts;
}

/** The language a household is written to in. */
export async function readHomeLanguage(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<string | null> {
  const { rows } = await tx.execute<{ language: string }>(sql`
    select u.language from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and u.id = fence.home_of(${scope.weddingId}, ${unitId})`);
  return rows[0]?.language ?? null;
}
