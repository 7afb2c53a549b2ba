import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { UndoStep } from "@/lib/platform/command";
import { type LoggedEntry, sealHash, TAKES_BACK_LATER } from "./rules";
import { type Facts, factsOf, KNOWN_PARTS } from "./rules/facts";

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
  /** Null for somebody whose account is gone. */
  who: string | null;
  /** "events.create:create": the command, then what it did. */
  action: string;
  entity: string;
  /** The name of what was touched, where it still has one. */
  subject: string | null;
  count: number;
  recordedAt: string;
  /** `open`: it can be taken back now, by whoever asks. `done`: it was. Null where it cannot. */
  undo: "open" | "done" | null;
  /** What can be said of it beyond its name; null where that is nothing, or was erased. */
  facts: Facts | null;
}

/** Of the entry `l`: the parts of what was written down that may be said. */
export const knownParts: SQL = sql`(
  select jsonb_object_agg(f.key, f.value) from audit_payloads y
  cross join lateral jsonb_each(case when jsonb_typeof(y.payload) = 'object' then y.payload end) f
  where y.wedding_id = l.wedding_id and y.seq = l.seq and ${JSON.stringify(KNOWN_PARTS)}::jsonb ? l.action and ${JSON.stringify(KNOWN_PARTS)}::jsonb->l.action ? f.key)`;

/** Entries with their parts (`known`) put into facts, the functions by their names of now. */
export async function withFacts<E extends { action: string; known: unknown }>(
  tx: Transaction,
  { weddingId }: Scope,
  entries: readonly E[],
): Promise<(Omit<E, "known"> & { facts: Facts | null })[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from events where wedding_id = ${weddingId} order by position, id`,
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return entries.map(({ known, ...entry }) => ({ ...entry, facts: factsOf(entry.action, known, names) }));
}

/** Two are made one again only while both are guests: of one who is off the list, or somebody else by now, not. */
const stillThere = sql`(l.undo_with <> 'guests.merge-people' or not exists (
  select 1 from people p where p.wedding_id = l.wedding_id and not p.live and p.id in ((y.undo->>'keptId')::uuid, (y.undo->>'goneId')::uuid)))`;

/** Whether the entry `l` can be taken back by whoever asks, or was. */
export const undoState = (scope: Scope): SQL => {
  const may = Object.keys(TAKES_BACK_LATER).filter((name) => scope.permissions.has(TAKES_BACK_LATER[name]!));
  return sql`case when l.undo_with is null then null
    when exists (select 1 from audit_log x where x.wedding_id = l.wedding_id and x.undoes = l.seq) then 'done'
    when l.undo_with in (select jsonb_array_elements_text(${JSON.stringify(may)}::jsonb))
      and exists (select 1 from audit_payloads y where y.wedding_id = l.wedding_id and y.seq = l.seq and y.undo is not null and ${stillThere}) then 'open' end`;
};

/** The way back of an entry, as it was written down; null where there is none, or it was erased. */
export async function findUndo(tx: Transaction, scope: Scope, seq: number): Promise<UndoStep | null> {
  const { rows } = await tx.execute<{ command: string; input: unknown }>(sql`
    select l.undo_with as command, p.undo as input from audit_log l join audit_payloads p on p.wedding_id = l.wedding_id and p.seq = l.seq
    where l.wedding_id = ${scope.weddingId} and l.seq = ${seq} and l.undo_with is not null and p.undo is not null`);
  return rows[0] ?? null;
}

/** What people (not jobs) did, newest first; `before` reads on from an earlier page. */
export async function listHistory(
  tx: Transaction,
  scope: Scope,
  { limit = 100, before = null }: { limit?: number; before?: number | null } = {},
): Promise<HistoryEntry[]> {
  const older = before === null ? sql`` : sql`and l.seq < ${before}`;
  const { rows } = await tx.execute<{ entry: Omit<HistoryEntry, "facts"> & { known: unknown } }>(sql`
    with page as (
      select * from audit_log l where l.wedding_id = ${scope.weddingId} and l.actor like 'user:%' ${older} order by l.seq desc limit ${limit}
    )
    select jsonb_build_object('seq', l.seq, 'who', coalesce(u.name, u.email), 'action', l.action, 'entity', l.entity, 'count', l.count,
      'recordedAt', l.recorded_at, 'undo', ${undoState(scope)}, 'known', ${knownParts}, 'subject', coalesce(e.name, g.name, r.name, b.file_name, m.name, m.email, x.event_name)) as entry
    from page l
    left join users u on u.id = substr(l.actor, 6)::uuid
    left join events e on e.wedding_id = l.wedding_id and e.id = case when l.entity = 'event' then l.entity_id::uuid end
    left join guest_units g on g.wedding_id = l.wedding_id and g.id = case when l.entity = 'guest_unit' then l.entity_id::uuid end
    left join send_runs r on r.wedding_id = l.wedding_id and r.id = case when l.entity = 'send_run' then l.entity_id::uuid end
    left join import_batches b on b.wedding_id = l.wedding_id and b.id = case when l.entity = 'import_batch' then l.entity_id::uuid end
    left join users m on m.id = case when l.entity = 'member' then l.entity_id::uuid end
    left join lateral (
      select f.name as event_name from exports o join events f on f.wedding_id = o.wedding_id and f.id = o.event_id
      where o.wedding_id = l.wedding_id and o.id = case when l.entity = 'export' then l.entity_id::uuid end
    ) x on true
    order by l.seq desc`);
  return withFacts(
    tx,
    scope,
    rows.map((row) => row.entry),
  );
}
