import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export interface EventNumbers {
  id: string;
  name: string;
  startsAt: string | null;
  zone: string;
  ceiling: number | null;
  invited: number;
  seats: number;
  asked: number;
  reached: number;
  yes: number;
  no: number;
  maybe: number;
  pending: number;
  adults: number;
  children: number;
}

export interface RunNumbers {
  id: string;
  name: string;
  state: string;
  stateReason: string | null;
  recipients: number | null;
  buckets: Record<string, number>;
}

export interface Dashboard {
  asOf: string | null;
  version: number;
  /** Replies that have arrived and are not counted yet. */
  arriving: number;
  /** Our replies in chats that are still on their way. */
  replying: number;
  active: boolean;
  events: EventNumbers[];
  runs: RunNumbers[];
  recent: { unitId: string; household: string; answer: string; at: string; replyId: string | null }[];
  needs: { toRead: number; inDoubt: number; quarantined: number };
}

/** Everything the live dashboard shows, in one statement over projections: one round trip, one snapshot. */
export async function loadDashboardNumbers(tx: Transaction, scope: Scope): Promise<Dashboard> {
  const { rows } = await tx.execute<{ dashboard: Dashboard }>(sql`
    select jsonb_build_object(
      'asOf', (select as_of from projection_stamps where wedding_id = ${scope.weddingId}),
      'version', coalesce((select version from projection_stamps where wedding_id = ${scope.weddingId}), 0),
      'arriving', (select count(*) from webhook_inbox where processed_at is null) + (select count(*) from projection_marks where wedding_id = ${scope.weddingId} and kind = 'unit'),
      'replying', (select count(*) from messages where wedding_id = ${scope.weddingId} and run_id is null and state in ('queued', 'calling')),
      'active', exists (select 1 from send_runs where wedding_id = ${scope.weddingId} and state = 'sending')
        or exists (select 1 from conversations where wedding_id = ${scope.weddingId} and last_inbound_at > now() - interval '2 minutes'),
      'events', coalesce((select jsonb_agg(e order by position) from (
        select e.id, e.name, e.position, e.starts_at as "startsAt", e.zone, e.ceiling_persons as ceiling,
          coalesce(sum(h.invited), 0) as invited, coalesce(sum(h.seats), 0) as seats, coalesce(sum(h.asked), 0) as asked, coalesce(sum(h.reached), 0) as reached,
          coalesce(sum(h.yes), 0) as yes, coalesce(sum(h.no), 0) as no, coalesce(sum(h.maybe), 0) as maybe,
          coalesce(sum(h.invited - h.yes - h.no - h.maybe), 0) as pending,
          coalesce(sum(h.adults), 0) as adults, coalesce(sum(h.children), 0) as children
        from events e left join event_headcounts h on h.wedding_id = e.wedding_id and h.event_id = e.id
        where e.wedding_id = ${scope.weddingId} group by e.id) e), '[]'),
      'runs', coalesce((select jsonb_agg(r order by r."createdAt" desc) from (
        select r.id, r.name, r.state, r.state_reason as "stateReason", r.recipients, r.created_at as "createdAt",
          coalesce((select jsonb_object_agg(bucket, n) from (
            select f.bucket, sum(f.count) as n from run_funnels f where f.wedding_id = r.wedding_id and f.run_id = r.id group by f.bucket) b), '{}') as buckets
        from send_runs r where r.wedding_id = ${scope.weddingId} order by r.created_at desc limit 5) r), '[]'),
      'recent', coalesce((select jsonb_agg(o order by o.at desc) from (
        select o.unit_id as "unitId", u.name as household, o.answer, o.last_answer_at as at, o.last_reply_id as "replyId"
        from unit_overview o join guest_units u on u.wedding_id = o.wedding_id and u.id = o.unit_id
        where o.wedding_id = ${scope.weddingId} and o.last_answer_at is not null order by o.last_answer_at desc limit 60) o), '[]'),
      'needs', jsonb_build_object(
        'toRead', (select count(*) from inbound_messages where wedding_id = ${scope.weddingId} and outcome = 'to_read' and not read_by_human),
        'inDoubt', (select count(*) from messages where wedding_id = ${scope.weddingId} and state = 'in_doubt'),
        'quarantined', (select count(*) from webhook_events where wedding_id = ${scope.weddingId} and disposition = 'quarantined'))
    ) as dashboard`);
  return rows[0]!.dashboard;
}

export interface HouseholdBehind {
  unitId: string;
  household: string;
  side: string;
  answer: string | null;
  adults: number;
  children: number;
  seats: number;
  answeredAt: string | null;
  messageState: string | null;
}

/** The households behind a number of one event, and why they count. */
export async function listBehind(
  tx: Transaction,
  scope: Scope,
  eventId: string,
  which: "invited" | "yes" | "no" | "maybe" | "pending",
): Promise<HouseholdBehind[]> {
  const filter =
    which === "invited"
      ? sql``
      : which === "pending"
        ? sql`and c.answer is null`
        : sql`and c.answer = ${which}`;
  const { rows } = await tx.execute<{ row: HouseholdBehind }>(sql`
    select jsonb_build_object('unitId', u.id, 'household', u.name, 'side', u.side, 'answer', c.answer, 'adults', coalesce(c.adults, 0), 'children', coalesce(c.children, 0),
      'seats', i.adults + i.children, 'answeredAt', c.answered_at, 'messageState', o.message_state) as row
    from invitations i
    join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id
    left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
    left join unit_overview o on o.wedding_id = u.wedding_id and o.unit_id = u.id
    where i.wedding_id = ${scope.weddingId} and i.event_id = ${eventId} ${filter}
    order by u.name, u.id limit 2000`);
  return rows.map((row) => row.row);
}

export interface Accounting {
  received: number;
  applied: number;
  ignored: number;
  quarantined: number;
  parked: number;
}

/** Received = applied + ignored + quarantined (+ parked while a match may still come), for one kind of event. */
export async function accountFor(
  tx: Transaction,
  scope: Scope,
  kind: "message" | "status" | "account",
): Promise<Accounting> {
  const { rows } = await tx.execute<{ disposition: keyof Accounting; n: number }>(sql`
    select disposition, count(*)::int as n from webhook_events where wedding_id = ${scope.weddingId} and kind = ${kind} group by disposition`);
  const counts = {
    applied: 0,
    ignored: 0,
    quarantined: 0,
    parked: 0,
    ...Object.fromEntries(rows.map((row) => [row.disposition, row.n])),
  };
  return { received: counts.applied + counts.ignored + counts.quarantined + counts.parked, ...counts };
}
