import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { type LoggedEntry, sealHash } from "./rules";

export interface ChainReport {
  ok: boolean;
  seals: number;
  sealed: number;
  /** Written since the last seal; the next pass covers them. */
  unsealed: number;
  /** Where the chain breaks, in words. */
  problem: string | null;
}

/** Recomputes every seal of the wedding from the log. A changed, removed or inserted row breaks it. */
export async function verifyAudit(tx: Transaction, scope: Scope): Promise<ChainReport> {
  const { rows: seals } = await tx.execute<{
    position: number;
    covered: number[];
    previous: string;
    hash: string;
  }>(sql`
    select position::int, covered_seqs as covered, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash
    from audit_seals where wedding_id = ${scope.weddingId} order by position`);
  let previous = "00".repeat(32);
  let sealed = 0;
  const broken = (problem: string): ChainReport => ({
    ok: false,
    seals: seals.length,
    sealed,
    unsealed: 0,
    problem,
  });
  for (const [index, seal] of seals.entries()) {
    if (seal.position !== index + 1) return broken(`seal ${index + 1} is missing`);
    if (seal.previous !== previous) return broken(`seal ${seal.position} does not follow the seal before it`);
    const { rows: entries } = await tx.execute<LoggedEntry>(sql`
      select l.seq::int, l.actor, l.action, l.entity, l.entity_id as "entityId", l.count::int, encode(l.payload_digest, 'hex') as "payloadDigest",
        l.correlation_id as "correlationId", l.recorded_at::text as "recordedAt"
      from audit_log l where l.wedding_id = ${scope.weddingId} and l.seq in (select jsonb_array_elements_text(${JSON.stringify(seal.covered)}::jsonb)::bigint) order by l.seq`);
    if (entries.length !== seal.covered.length)
      return broken(`${seal.covered.length - entries.length} entries under seal ${seal.position} are gone`);
    if (sealHash(Buffer.from(previous, "hex"), entries).toString("hex") !== seal.hash)
      return broken(`an entry under seal ${seal.position} was changed`);
    previous = seal.hash;
    sealed += entries.length;
  }
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from audit_log where wedding_id = ${scope.weddingId}`,
  );
  return { ok: true, seals: seals.length, sealed, unsealed: rows[0]!.n - sealed, problem: null };
}

export interface HistoryEntry {
  seq: number;
  actor: string;
  action: string;
  entity: string;
  entityId: string | null;
  count: number;
  recordedAt: string;
}

/** What people (not jobs) did, newest first. */
export async function listHistory(tx: Transaction, scope: Scope, limit = 100): Promise<HistoryEntry[]> {
  const { rows } = await tx.execute<{ entry: HistoryEntry }>(sql`
    select jsonb_build_object('seq', l.seq, 'actor', coalesce(u.name, u.email, l.actor), 'action', l.action, 'entity', l.entity, 'entityId', l.entity_id, 'count', l.count, 'recordedAt', l.recorded_at) as entry
    from audit_log l left join users u on l.actor = 'user:' || u.id
    where l.wedding_id = ${scope.weddingId} and l.actor like 'user:%' order by l.seq desc limit ${limit}`);
  return rows.map((row) => row.entry);
}
