import { type SQL, sql } from "drizzle-orm";
import { preparedText, type Transaction, textOf } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { toAskAgain } from "@/lib/messaging/queries/ask-again";
import { changesJson, type ListedChange } from "@/lib/messaging/queries/changes";
import { lostReplies } from "@/lib/rsvp/queries/lost-replies";
import { arriving } from "./queries/stamp";

export interface EventNumbers {
  id: string;
  name: string;
  /** It does not take place: its numbers are kept, and ask nothing of anybody. */
  cancelled: boolean;
  startsAt: string | null;
  zone: string;
  ceiling: number | null;
  /** Places that nobody of either side has taken; null where there is no ceiling. */
  free: number | null;
  /** Until when guests may answer. */
  deadline: string | null;
  invited: number;
  seats: number;
  asked: number;
  reached: number;
  yes: number;
  no: number;
  maybe: number;
  pending: number;
  /** Persons who come and have a place: grown-ups and children; `infants` are some of the children. */
  adults: number;
  children: number;
  infants: number;
  /** Persons who said yes and wait, because the function is full. */
  waiting: number;
  /** What those who come eat, most first; "not told" for those nobody has told us of. They add up to all who come. */
  diets: { diet: string; persons: number }[];
  /** Seats kept for the families that were asked. */
  expected: number;
  /** Families asked that have not answered; of them those who have read the message. */
  silent: number;
  silentRead: number;
  /** For how many days the longest silent family has been asked; null where nobody is silent. */
  oldestSilentDays: number | null;
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
  /** Reports of the provider that have arrived and are not counted yet. */
  arriving: number;
  /** Our replies in chats that are still on their way. */
  replying: number;
  active: boolean;
  events: EventNumbers[];
  /** The latest, and whatever is on its way or held up; newest first. */
  runs: RunNumbers[];
  /** Whether anything has gone out to the families: before that, nobody was asked and nobody is late. */
  sent: boolean;
  recent: { unitId: string; household: string; answer: string; at: string; replyId: string | null }[];
  /** Functions that were moved or cancelled, and who does not know. */
  changes: ListedChange[];
  needs: {
    toRead: number;
    unknown: number;
    /** Answers of the team to a guest, and questions of ours, that did not reach them; they stand in the queue. */
    unreached: number;
    /** Families that named a day to be asked again, whose day has come, and whom nobody has asked since. */
    askAgain: number;
    /** Of invites and of what we reply by ourselves; what somebody wrote to a guest is among the `unreached`. */
    inDoubt: number;
    /** Events that fit nothing of ours, other than messages; and messages that could not be dealt with at all. */
    refused: number;
    /** Families whose members say different things. */
    disagreements: number;
  };
}

const total = (column: string) =>
  sql.raw(`coalesce(sum(h.${column}), 0) as "${column.replace(/_(.)/, (_, c: string) => c.toUpperCase())}"`);
const TOTALS = sql.join(
  [
    "invited",
    "seats",
    "asked",
    "reached",
    "yes",
    "no",
    "maybe",
    "adults",
    "children",
    "infants",
    "waiting",
    "expected",
    "silent",
    "silent_read",
  ].map(total),
  sql`, `,
);

/** Whoever sees one side reads the sum of both from behind the fence; who sees all has counted it already. */
const TAKEN = sql`case when (select current_setting('app.side', true)) = 'all' then coalesce(sum(h.adults + h.children), 0)
  else fence.places_taken(e.wedding_id, e.id) end`;

const RECENT_SHOWN = 8;

const recent = (wedding: SQL, most: number): SQL => sql`(
  select o.unit_id as "unitId", u.name as household, o.answer, o.last_answer_at as at, o.last_reply_id as "replyId"
  from unit_overview o join guest_units u on u.wedding_id = o.wedding_id and u.id = o.unit_id
  where o.wedding_id = ${wedding} and o.last_answer_at is not null order by o.last_answer_at desc limit ${sql.raw(String(most))})`;

const WEDDING = sql.raw("$1::uuid");
const MINE = sql`wedding_id = ${WEDDING}`;
const DASHBOARD = textOf(sql`
    select json_build_object(
      'asOf', (select as_of from projection_stamps where ${MINE}),
      'version', coalesce((select version from projection_stamps where ${MINE}), 0),
      'arriving', ${arriving(WEDDING)},
      'replying', (select count(*) from messages where ${MINE} and run_id is null and state in ('queued', 'calling')),
      -- While answers may come at any moment, a screen asks each second; an unchanged answer costs an ETag.
      'active', exists (select 1 from send_runs where ${MINE} and (state = 'sending' or finished_at > now() - interval '2 days'))
        or exists (select 1 from conversations where ${MINE} and last_inbound_at > now() - interval '10 minutes'),
      'events', coalesce((select json_agg(e order by e.position, e.id) from (select e.*, coalesce(d.diets, '[]') as diets, d.days as "oldestSilentDays" from (
        select e.id, e.name, e.cancelled_at is not null as cancelled, e.position, e.starts_at as "startsAt", e.zone, e.ceiling_persons as ceiling, e.rsvp_deadline as deadline,
          case when e.ceiling_persons is not null then greatest(0, e.ceiling_persons - ${TAKEN}) end as free, coalesce(sum(h.invited - h.yes - h.no - h.maybe), 0) as pending, ${TOTALS}
        from events e left join event_headcounts h on h.wedding_id = e.wedding_id and h.event_id = e.id
        where e.wedding_id = ${WEDDING} group by e.id) e
      cross join lateral (
        select (select json_agg(json_build_object('diet', coalesce(nullif(diet, ''), 'not told'), 'persons', n) order by n desc, diet) from (
            select x.key as diet, sum(x.value::int) as n from event_headcounts h cross join jsonb_each_text(h.diets) x
            where h.wedding_id = ${WEDDING} and h.event_id = e.id group by 1) one) as diets,
          (select (now() at time zone 'UTC')::date - min(x.day::date) from event_headcounts h cross join jsonb_object_keys(h.silent_days) x(day)
            where h.wedding_id = ${WEDDING} and h.event_id = e.id) as days) d) e), '[]'),
      'runs', coalesce((select json_agg(r order by r."createdAt" desc) from (
        select r.id, r.name, r.state, r.state_reason as "stateReason", r.recipients, r.created_at as "createdAt",
          coalesce((select json_object_agg(bucket, n order by bucket) from (
            select f.bucket, sum(f.count) as n from run_funnels f where f.wedding_id = r.wedding_id and f.run_id = r.id group by f.bucket) b), '{}') as buckets
        from send_runs r where r.wedding_id = ${WEDDING} and r.purpose <> 'answer' and (r.state in ('sending', 'paused')
          or r.id in (select l.id from send_runs l where l.wedding_id = ${WEDDING} and l.purpose <> 'answer' order by l.created_at desc limit 5))) r), '[]'),
      'sent', exists (select 1 from send_runs where ${MINE} and started_at is not null and purpose not in ('test', 'answer')),
      'recent', coalesce((select json_agg(o order by o.at desc) from ${recent(WEDDING, RECENT_SHOWN)} o), '[]'),
      'changes', ${changesJson(WEDDING)},
      'needs', json_build_object(
        'toRead', (select count(*) from inbound_messages where ${MINE} and outcome = 'to_read' and not read_by_human),
        'unknown', (select count(*) from inbound_messages where ${MINE} and unit_id is null and outcome = 'unknown_sender' and not read_by_human),
        'unreached', (select count(distinct l.message_id) from ${lostReplies(WEDDING)} l),
        'askAgain', (select count(*) from ${toAskAgain(WEDDING)} named),
        'inDoubt', (select count(*) from messages m left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
          where m.wedding_id = ${WEDDING} and m.state = 'in_doubt' and (r.purpose <> 'answer' or m.run_id is null and m.reply_to is not null)),
        'refused', (select count(*) from webhook_events where ${MINE} and disposition = 'quarantined' and (kind <> 'message' or reason like 'error:%')),
        'disagreements', (select count(*) from unit_overview where ${MINE} and disagreements > 0))
    ) as dashboard`);

/**
 * Everything the live dashboard shows, in one statement over projections: one round trip, one snapshot. Prepared by name:
 * to plan so many small look-ups took several times as long as to do them.
 */
export async function loadDashboardNumbers(tx: Transaction, scope: Scope): Promise<Dashboard> {
  const { rows } = await preparedText<{ dashboard: Dashboard }>(tx, "dashboard-numbers", {
    sql: DASHBOARD,
    params: [scope.weddingId],
  });
  return rows[0]!.dashboard;
}

/** Who answered last, for whoever wants to see more of them than the screen shows. */
export async function listRecentAnswers(
  tx: Transaction,
  scope: Scope,
  most: number,
): Promise<Dashboard["recent"]> {
  const { rows } = await tx.execute<{ found: Dashboard["recent"] }>(
    sql`select coalesce(json_agg(o order by o.at desc), '[]') as found from ${recent(sql`${scope.weddingId}`, most)} o`,
  );
  return rows[0]!.found;
}

/** How far a new wedding has come: what the first-run list ticks off. */
export async function loadFirstSteps(
  tx: Transaction,
  scope: Scope,
): Promise<{ functions: number; families: number; sent: boolean }> {
  const { rows } = await tx.execute<{ functions: number; families: number; sent: boolean }>(sql`
    select (select count(*)::int from events where wedding_id = ${scope.weddingId}) as functions,
      (select count(*)::int from guest_units where wedding_id = ${scope.weddingId} and live) as families,
      exists (select 1 from send_runs where wedding_id = ${scope.weddingId} and started_at is not null) as sent`);
  return rows[0]!;
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
