import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { homeOfRow } from "@/lib/guests/queries/index-keys";

export interface RunMessage {
  messageId: string;
  unitId: string;
  household: string;
  destination: string | null;
  state: string;
  reason: string | null;
  params: (string | null)[];
  /** What the provider said last, where it said something. */
  detail: string | null;
}

/** The frozen messages of a run in the given states (all, where none is given), by family. */
export async function listRunMessages(
  tx: Transaction,
  scope: Scope,
  runId: string,
  states: readonly string[],
  limit = 200,
): Promise<RunMessage[]> {
  const inStates: SQL =
    states.length === 0
      ? sql``
      : sql`and m.state in (${sql.join(
          states.map((state) => sql`${state}`),
          sql`, `,
        )})`;
  const { rows } = await tx.execute<{ row: RunMessage }>(sql`
    select jsonb_build_object('messageId', m.id, 'unitId', m.unit_id, 'household', u.name, 'destination', m.destination, 'state', m.state,
      'reason', m.reason, 'params', coalesce(m.content->'params', '[]'), 'detail', a.error_detail) as row
    from messages m
    join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
    left join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id
    where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId} ${inStates}
    order by m.reason nulls first, u.name, m.id limit ${limit}`);
  return rows.map((row) => row.row);
}

/** What we replied to a guest by ourselves and nobody knows the fate of, the oldest first: no run shows it. */
export async function listReplyDoubts(
  tx: Transaction,
  scope: Scope,
  limit: number,
): Promise<{ messageId: string; unitId: string; household: string; destination: string | null }[]> {
  const { rows } = await tx.execute<{
    messageId: string;
    unitId: string;
    household: string;
    destination: string | null;
  }>(sql`
    select m.id as "messageId", u.id as "unitId", u.name as household, m.destination from messages m
    ${homeOfRow("m")}
    join guest_units u on u.wedding_id = m.wedding_id and u.id = home.id
    where m.wedding_id = ${scope.weddingId} and m.state = 'in_doubt' and m.run_id is null and m.reply_to is not null
    order by m.created_at, m.id limit ${limit}`);
  return rows;
}

export interface RunCounts {
  runId: string;
  buckets: Record<string, number>;
  asOf: string | null;
}

/** The counted states of every run, as the dashboard has them; runs that are not frozen have none. */
export async function listRunCounts(tx: Transaction, scope: Scope): Promise<Map<string, RunCounts>> {
  const { rows } = await tx.execute<{ row: RunCounts }>(sql`
    select jsonb_build_object('runId', run_id, 'buckets', jsonb_object_agg(bucket, n), 'asOf', max(as_of)) as row
    from (select run_id, bucket, sum(count)::int as n, max(as_of) as as_of from run_funnels where wedding_id = ${scope.weddingId} group by 1, 2) f
    group by run_id`);
  return new Map(rows.map(({ row }) => [row.runId, row]));
}

/** The frozen messages of a run that go or went out, or that wait in one state, by the country of their number. */
export async function countRunCountries(
  tx: Transaction,
  scope: Scope,
  runId: string,
  state?: "queued",
): Promise<{ country: string | null; messages: number }[]> {
  const { rows } = await tx.execute<{ country: string | null; messages: number }>(sql`
    select country, count(*)::int as messages from messages where wedding_id = ${scope.weddingId} and run_id = ${runId} and ${state ? sql`state = ${state}` : sql`state not in ('blocked', 'cancelled')`} group by 1`);
  return rows;
}
