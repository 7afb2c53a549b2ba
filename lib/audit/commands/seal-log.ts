import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type LoggedEntry, sealHash } from "@/lib/audit/rules";
import { defineCommand, type Outcome } from "@/lib/platform/command";

const ENTRIES_PER_SEAL = 10_000;
const GENESIS = Buffer.alloc(32);

/**
 * Chains the log rows of transactions that are surely over (their xid lies below every running one), so that a later
 * change of any of them breaks the chain. Chaining inside the commands would make a wedding's writes wait in line.
 */
export const sealLog = defineCommand({
  name: "audit.seal",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "A seal is what makes the log checkable.",
  timeoutMs: 60_000,
  async run({ tx, scope }): Promise<Outcome<{ sealed: number }>> {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`seal:${scope.weddingId}`}, 0))`);
    const { rows: last } = await tx.execute<{ position: string; hash: Buffer }>(sql`
      select position, hash from audit_seals where wedding_id = ${scope.weddingId} order by position desc limit 1`);
    const entries = await unsealed(tx, scope.weddingId);
    if (entries.length === 0) return { unchanged: { sealed: 0 } };
    const previous = last[0]?.hash ?? GENESIS;
    const position = Number(last[0]?.position ?? 0) + 1;
    const seqs = entries.map((entry) => entry.seq);
    await tx.execute(sql`
      insert into audit_seals (wedding_id, position, entries, last_seq, covered_seqs, previous_hash, hash)
      values (${scope.weddingId}, ${position}, ${entries.length}, ${seqs.at(-1)!}, ${JSON.stringify(seqs)}::jsonb, ${previous}, ${sealHash(previous, entries)})`);
    return {
      result: { sealed: entries.length },
      audit: [{ action: "seal", entity: "audit_log", count: entries.length, payload: { position } }],
      topics: [],
    };
  },
});

/** Its own entries are left for the next time; sealing them would never end. */
async function unsealed(tx: Transaction, weddingId: string): Promise<LoggedEntry[]> {
  const { rows } = await tx.execute<LoggedEntry>(sql`
    select l.seq::int, l.actor, l.action, l.entity, l.entity_id as "entityId", l.count::int, encode(l.payload_digest, 'hex') as "payloadDigest",
      l.correlation_id as "correlationId", l.recorded_at::text as "recordedAt"
    from audit_log l
    where l.wedding_id = ${weddingId} and l.xid < pg_snapshot_xmin(pg_current_snapshot())
      and l.seq not in (select (jsonb_array_elements_text(s.covered_seqs))::bigint from audit_seals s where s.wedding_id = ${weddingId})
    order by l.seq limit ${ENTRIES_PER_SEAL}`);
  return rows.some((row) => row.action !== "audit.seal:seal") ? rows : [];
}
