import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { guestToken, hashToken } from "@/lib/platform/tokens";

/**
 * The live token of each household, made where there is none yet. The database holds hashes alone; a token follows from
 * the key, the household and the version, so that every message of a household carries the same one.
 */
export async function linkTokens(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const units = [...new Set(unitIds)];
  if (units.length === 0) return new Map();
  const { rows: versions } = await tx.execute<{
    unit_id: string;
    side: string;
    version: number;
    live: boolean;
  }>(sql`
    select u.id as unit_id, u.side, coalesce(max(l.version) filter (where l.revoked_at is null), max(l.version) + 1, 1) as version,
      bool_or(l.id is not null and l.revoked_at is null) as live
    from guest_units u left join guest_links l on l.wedding_id = u.wedding_id and l.unit_id = u.id
    where u.wedding_id = ${scope.weddingId} and u.id in (select jsonb_array_elements_text(${JSON.stringify(units)}::jsonb)::uuid)
    group by u.id, u.side`);
  const made = versions.map((row) => ({
    ...row,
    token: guestToken(scope.weddingId, row.unit_id, row.version),
  }));
  const missing = made.filter((row) => !row.live);
  if (missing.length > 0)
    await tx.execute(sql`
      insert into guest_links (wedding_id, unit_id, side, version, token_hash)
      select ${scope.weddingId}, r.unit_id, r.side, r.version, r.hash
      from jsonb_to_recordset(${JSON.stringify(missing.map(({ token, ...row }) => ({ ...row, hash: hashToken(token) })))}::jsonb)
        as r(unit_id uuid, side text, version int, hash text)
      on conflict do nothing`);
  return new Map(made.map((row) => [row.unit_id, row.token]));
}
