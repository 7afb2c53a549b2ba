import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface TimelineStep {
  at: string;
  /** `frozen`, `calling`, an attempt's state, or `reply`. */
  what: string;
  attempt: number | null;
  detail: string | null;
}

export interface TracedMessage {
  messageId: string;
  unitId: string;
  household: string;
  destination: string | null;
  state: string;
  reason: string | null;
  steps: TimelineStep[];
}

const PAGE = 50;

/**
 * The messages of a run by family, each with everything that happened to it: frozen, every call and what came of it,
 * every receipt by the provider's time, and the family's replies since.
 */
export async function listTraced(
  tx: Transaction,
  scope: Scope,
  runId: string,
  filter: { state?: string | undefined; search?: string | undefined; page: number },
): Promise<{ messages: TracedMessage[]; total: number }> {
  // A provider's own words may hold the number.
  const seesNumbers = scope.permissions.has("guests.phones");
  const { rows } = await tx.execute<{ messages: TracedMessage[]; total: number }>(sql`
    with found as (
      select m.*, u.name as household from messages m join guest_units u on u.wedding_id = m.wedding_id and u.id = m.unit_id
      where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId}
        ${filter.state ? sql`and m.state = ${filter.state}` : sql``}
        ${filter.search ? sql`and strpos(lower(u.name), lower(${filter.search})) > 0` : sql``}
    ), page as (select * from found order by household, id limit ${PAGE} offset ${filter.page * PAGE})
    select (select count(*)::int from found) as total, coalesce((
      select jsonb_agg(jsonb_build_object('messageId', p.id, 'unitId', p.unit_id, 'household', p.household, 'destination', p.destination,
        'state', p.state, 'reason', p.reason, 'steps', coalesce(s.steps, '[]')) order by p.household, p.id)
      from page p
      left join lateral (
        select jsonb_agg(jsonb_build_object('at', t.at, 'what', t.what, 'attempt', t.attempt, 'detail', t.detail) order by t.at, t.rank) as steps from (
          select p.created_at as at, 'frozen' as what, null::int as attempt, null::text as detail, 0 as rank
          union all
          select a.started_at, 'calling', a.number, null, 1 from message_attempts a where a.wedding_id = p.wedding_id and a.message_id = p.id
          union all
          select a.error_at, 'failed', a.number, concat_ws(' ', a.error_code, ${seesNumbers ? sql`a.error_detail` : sql`null`}), 9 from message_attempts a
          where a.wedding_id = p.wedding_id and a.message_id = p.id and a.error_at is not null
          union all
          select c.provider_at, c.status, a.number, null, case c.status when 'sent' then 3 when 'delivered' then 4 else 5 end
          from message_attempts a join message_receipts c on c.wedding_id = a.wedding_id and c.attempt_id = a.id
          where a.wedding_id = p.wedding_id and a.message_id = p.id and c.status <> 'failed'
          union all
          select n.provider_at, 'reply', null, ${scope.permissions.has("inbox.read") ? sql`left(coalesce(n.text, '(' || n.kind || ')'), 200)` : sql`null`}, 8 from inbound_messages n
          where n.wedding_id = p.wedding_id and n.unit_id in (select fence.family_of(p.wedding_id, fence.home_of(p.wedding_id, p.unit_id))) and n.provider_at >= p.created_at
        ) t
      ) s on true
    ), '[]') as messages`);
  return rows[0]!;
}
