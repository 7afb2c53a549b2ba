import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CALL_OUTCOMES } from "@/db/schema/follow-ups";
import type { Scope } from "@/lib/access/types";
import { takesPlace } from "@/lib/events/queries";
import { homeOfRow } from "@/lib/guests/queries/index-keys";
import type { SentFact } from "@/lib/messaging/rules/sent-notes";
import { toAskAgain } from "./ask-again";

export interface Call {
  id: string;
  unitId: string;
  household: string;
  /** Null for whoever may not see numbers, and where there is none. */
  phone: string | null;
  contact: string | null;
  reason: string;
  run: string | null;
  assignedTo: string | null;
  outcome: (typeof CALL_OUTCOMES)[number] | null;
  note: string | null;
  at: string | null;
  version: number;
  /** Has answered since, by any way. */
  answered: boolean;
  /** The day on which they asked to be asked again. */
  askAgainOn: string | null;
  /** What was sent to them, oldest first. */
  sent: SentFact[];
  people: { id: string; name: string }[];
  events: {
    id: string;
    name: string;
    seats: { adults: number; children: number };
    answer: "yes" | "no" | "maybe" | null;
    adults: number;
    children: number;
  }[];
}

/** How many of the latest messages a caller is told of. */
const SENT_SHOWN = 4;

export const CALL_VIEWS = ["open", "done", "all"] as const;
export type CallView = (typeof CALL_VIEWS)[number];

/**
 * `listed`: every task with the household it is about by now (`home_id`), whether an outcome is still `waiting`, whether
 * they have `answered` since (about everything: `complete`), and so whether it is `open` or `done`. Of two about one household, which two became, the
 * first is open; a call made since either was written down was about both.
 */
const callCtes = (scope: Scope): SQL => sql`
  every as (
    select t.*, home.id as home_id, (t.outcome is null or t.outcome in ('no_answer', 'call_again')) as waiting,
      exists (select 1 from rsvp_current x where x.wedding_id = t.wedding_id and x.unit_id = home.id and ${takesPlace(sql`x.wedding_id`, sql`x.event_id`)} and (x.answer <> 'maybe' or k.ask_again_on is null)
        and (r.purpose is distinct from 'change' and t.reason not in ('NOT_SEEN', 'ASK_AGAIN') or x.answered_at > t.created_at)) as answered,
      not exists (select 1 from invitations i where i.wedding_id = t.wedding_id and i.unit_id = home.id and ${takesPlace(sql`i.wedding_id`, sql`i.event_id`)}
        and not exists (select 1 from rsvp_current x where x.wedding_id = i.wedding_id and x.unit_id = i.unit_id and x.event_id = i.event_id)) as complete
    from call_tasks t ${homeOfRow("t")}
    join guest_units h on h.wedding_id = t.wedding_id and h.id = home.id and h.live
    left join send_runs r on r.wedding_id = t.wedding_id and r.id = t.run_id
    left join conversations k on k.wedding_id = t.wedding_id and k.unit_id = home.id
    where t.wedding_id = ${scope.weddingId}
  ), listed as (
    select e.*, not e.waiting or e.answered and e.complete as done, e.waiting and not (e.answered and e.complete)
      and row_number() over (partition by e.home_id, e.waiting order by e.created_at, e.id) = 1
      and not coalesce(max(e.outcome_at) filter (where not e.waiting) over (partition by e.home_id) > e.created_at, false) as open
    from every e
  )`;

/** The calls to make, and those of them that nobody has taken. */
export async function countOpenCalls(
  tx: Transaction,
  scope: Scope,
): Promise<{ open: number; unassigned: number }> {
  const { rows } = await tx.execute<{ open: number; unassigned: number }>(sql`
    with ${callCtes(scope)}
    select count(*)::int as open, count(*) filter (where t.assigned_to is null)::int as unassigned from listed t where t.open`);
  return rows[0]!;
}

/**
 * The calls to make (or made), unassigned first; `who` narrows to one caller, `-` to those nobody has. `askAgain`: families
 * whose day to be asked again has come and that are not on the list.
 */
export async function listCalls(
  tx: Transaction,
  scope: Scope,
  view: CallView,
  who: string | undefined,
): Promise<{ calls: Call[]; counts: { open: number; done: number }; callers: string[]; askAgain: number }> {
  const phone = scope.permissions.has("guests.phones") ? sql`c.phone` : sql`null`;
  const shown = { open: sql`t.open`, done: sql`t.done`, all: sql`true` }[view];
  const { rows } = await tx.execute<{
    calls: Call[];
    counts: { open: number; done: number };
    callers: string[];
    askAgain: number;
  }>(sql`
    with ${callCtes(scope)}, task as (
      select t.* from listed t where ${shown}
        ${who === undefined ? sql`` : who === "-" ? sql`and t.assigned_to is null` : sql`and t.assigned_to = ${who}`}
      order by t.outcome is not null, t.assigned_to nulls first, t.created_at, t.id limit 1000
    )
    select
      (select jsonb_build_object('open', count(*) filter (where t.open), 'done', count(*) filter (where t.done)) from listed t) as counts,
      (select coalesce(jsonb_agg(distinct assigned_to) filter (where assigned_to is not null), '[]') from listed) as callers,
      (select count(*)::int from ${toAskAgain(sql`${scope.weddingId}`)} named where not exists (
        select 1 from listed t where t.home_id = named.unit_id and t.waiting)) as "askAgain",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', t.id, 'unitId', u.id, 'household', u.name, 'phone', ${phone}, 'contact', c.name, 'reason', t.reason, 'run', r.name,
          'assignedTo', t.assigned_to, 'outcome', t.outcome, 'note', t.note, 'at', t.outcome_at, 'version', t.version,
          'answered', t.answered,
          'askAgainOn', case when not exists (select 1 from rsvp_current x where x.wedding_id = u.wedding_id and x.unit_id = u.id and x.answer <> 'maybe') then k.ask_again_on end,
          'sent', coalesce(s.sent, '[]'), 'people', coalesce(m.people, '[]'), 'events', coalesce(v.events, '[]'))
          order by t.outcome is not null, t.assigned_to nulls first, u.name, t.id)
        from task t
        join guest_units u on u.wedding_id = t.wedding_id and u.id = t.home_id
        left join send_runs r on r.wedding_id = t.wedding_id and r.id = t.run_id
        left join lateral (
          select p.name, d.value as phone from people p
          left join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
          where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live order by d.value is null, p.contact_rank, p.id, d.position limit 1
        ) c on true
        left join conversations k on k.wedding_id = u.wedding_id and k.unit_id = u.id
        left join lateral (
          select jsonb_agg(one.fact order by one.at) as sent from (
            select a.started_at as at, jsonb_build_object('purpose', x.purpose, 'at', a.started_at, 'failed', o.state = 'failed', 'readAt', (
              select min(r.provider_at) from message_receipts r where r.wedding_id = a.wedding_id and r.attempt_id = a.id and r.status = 'read')) as fact
            from messages o join message_attempts a on a.wedding_id = o.wedding_id and a.id = o.last_attempt_id
            join send_runs x on x.wedding_id = o.wedding_id and x.id = o.run_id and x.purpose <> 'test'
            where o.wedding_id = u.wedding_id and o.unit_id in (select fence.family_of(u.wedding_id, u.id)) and o.kind = 'template'
            order by a.started_at desc limit ${SENT_SHOWN}) one
        ) s on true
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.contact_rank, p.id) as people
          from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
        ) m on true
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'seats', jsonb_build_object('adults', i.adults, 'children', i.children),
            'answer', x.answer, 'adults', coalesce(x.adults, 0), 'children', coalesce(x.children, 0)) order by e.position, e.id) as events
          from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id and e.cancelled_at is null
          left join rsvp_current x on x.wedding_id = i.wedding_id and x.unit_id = i.unit_id and x.event_id = i.event_id
          where i.wedding_id = u.wedding_id and i.unit_id = u.id
        ) v on true
      ), '[]') as calls`);
  return rows[0]!;
}
