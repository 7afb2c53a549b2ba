import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { SiteFace } from "@/lib/website/types";

/** The look, languages and names of the published website; null while none is published. */
export async function readSiteFace(tx: Transaction, scope: Scope): Promise<SiteFace | null> {
  const { rows } = await tx.execute<{ face: SiteFace }>(sql`
    select jsonb_build_object('look', v.content -> 'look', 'languages', v.content -> 'languages', 'couple', v.content -> 'couple', 'hosts', coalesce(v.content -> 'hosts', '{}')) as face
    from sites s join site_versions v on v.wedding_id = s.wedding_id and v.number = s.published_number
    where s.wedding_id = ${scope.weddingId}`);
  return rows[0]?.face ?? null;
}
