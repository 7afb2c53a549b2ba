import { eq, sql } from "drizzle-orm";
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

export interface ConsoleFacts {
  /** The first and the last function, as instants, with the zone of each. */
  firstAt: string | null;
  firstZone: string | null;
  lastAt: string | null;
  lastZone: string | null;
  /** Messages that wait for somebody to read them. */
  toRead: number;
}

/** What the frame around every page of the console says. */
export async function readConsoleFacts(tx: Transaction, scope: Scope): Promise<ConsoleFacts> {
  const { rows } = await tx.execute<{ facts: ConsoleFacts }>(sql`
    select jsonb_build_object(
      'firstAt', f.starts_at, 'firstZone', f.zone, 'lastAt', l.starts_at, 'lastZone', l.zone,
      'toRead', (select count(*) from inbound_messages where wedding_id = ${scope.weddingId} and outcome = 'to_read' and not read_by_human)
        + (select count(*) from inbound_messages where wedding_id = ${scope.weddingId} and unit_id is null and not read_by_human
            and (outcome = 'unknown_sender' or outcome = 'asked_which' and recorded_at < now() - interval '30 minutes'))
    ) as facts
    from (select 1) one
    left join lateral (select starts_at, zone from events where wedding_id = ${scope.weddingId} and starts_at is not null order by starts_at limit 1) f on true
    left join lateral (select starts_at, zone from events where wedding_id = ${scope.weddingId} and starts_at is not null order by starts_at desc limit 1) l on true`);
  return rows[0]!.facts;
}
