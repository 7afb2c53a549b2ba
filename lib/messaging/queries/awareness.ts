import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

export const AWARE_KINDS = [
  "unseen",
  "told",
  "delivered",
  "read",
  "answered",
  "opened",
  "called",
  "unreached",
  "untold",
  "all",
] as const;
export type AwareKind = (typeof AWARE_KINDS)[number];

export interface AwareFamily {
  unitId: string;
  household: string;
  answer: "yes" | "no" | "maybe";
  /** Of the message that told them; null where there is none. */
  state: string | null;
  reason: string | null;
  read: boolean;
  answered: boolean;
  opened: boolean;
  called: boolean;
}

/**
 * `aware`: each family that a change concerns, and what speaks for it having seen it: a read receipt, an answer since, a
 * word on its page, a call that reached somebody. Following a link says nothing: machines do that too.
 */
export const awareCtes = (scope: Scope, changeId: string): SQL => sql`
  went as (
    select u.id, fence.home_of(u.wedding_id, u.id) as root from guest_units u where u.wedding_id = ${scope.weddingId} and u.joined_into is not null
  ), x as (
    select * from event_changes where wedding_id = ${scope.weddingId} and id = ${changeId}
  ), sent as (
    select distinct on (1) coalesce(w.root, m.unit_id) as unit_id, m.state, m.reason, m.run_id, coalesce(a.started_at, x.told_at) as at
    from x join send_runs r on r.wedding_id = x.wedding_id and r.change_id = x.id and r.purpose = 'change' and r.started_at is not null
    join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id and m.state <> 'cancelled'
    left join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id
    left join went w on w.id = m.unit_id
    order by 1, m.state in ('blocked', 'failed'), m.id desc
  ), sighted as (
    select distinct coalesce(w.root, s.unit_id) as unit_id from event_change_sightings s left join went w on w.id = s.unit_id
    where s.wedding_id = ${scope.weddingId} and s.change_id = ${changeId}
  ), spoken as (
    select distinct coalesce(w.root, t.unit_id) as unit_id from x join call_tasks t on t.wedding_id = x.wedding_id and t.outcome = 'reached' and t.outcome_at > x.changed_at
    left join went w on w.id = t.unit_id
  ), aware as (
    select c.unit_id, u.side, u.name, c.answer, s.state, s.reason, s.run_id, coalesce(s.at, x.told_at) as at,
      coalesce(s.state in ('accepted', 'sent', 'delivered', 'read'), false) as told,
      coalesce(s.state in ('delivered', 'read'), false) as delivered,
      coalesce(s.state = 'read', false) as read,
      coalesce(s.state in ('blocked', 'failed'), false) as unreached,
      s.state is null as untold,
      c.answered_at > x.changed_at as answered, g.unit_id is not null as opened, k.unit_id is not null as called
    from x join rsvp_current c on c.wedding_id = x.wedding_id and c.event_id = x.event_id
    join guest_units u on u.wedding_id = c.wedding_id and u.id = c.unit_id
    left join sent s on s.unit_id = c.unit_id left join sighted g on g.unit_id = c.unit_id left join spoken k on k.unit_id = c.unit_id
    where s.unit_id is not null or c.answered_at <= x.changed_at and c.answer in ('yes', 'maybe')
      or c.answered_at > x.changed_at and exists (select 1 from rsvp_answers b where b.wedding_id = c.wedding_id and b.unit_id = c.unit_id and b.event_id = c.event_id
        and b.answer in ('yes', 'maybe') and b.answered_at <= x.changed_at)
  )`;

/** Nothing speaks for it that they know. */
export const UNSEEN: SQL = sql`not (read or answered or opened or called)`;

const WHICH: Record<AwareKind, SQL> = {
  unseen: UNSEEN,
  told: sql`told`,
  delivered: sql`delivered`,
  read: sql`read`,
  answered: sql`answered`,
  opened: sql`opened`,
  called: sql`called`,
  unreached: sql`unreached`,
  untold: sql`untold`,
  all: sql`true`,
};

export interface Awareness {
  counts: Record<AwareKind, number>;
  families: AwareFamily[];
}

/** How many have heard of a change, and a page of the families behind one of the numbers. */
export async function readAwareness(
  tx: Transaction,
  scope: Scope,
  changeId: string,
  page: { which: AwareKind; limit: number; offset: number },
): Promise<Awareness> {
  const counts = sql.join(
    AWARE_KINDS.map((kind) => sql`${kind}::text, count(*) filter (where ${WHICH[kind]})`),
    sql`, `,
  );
  const { rows } = await tx.execute<{ counts: Awareness["counts"]; families: AwareFamily[] }>(sql`
    with ${awareCtes(scope, changeId)}
    select (select jsonb_build_object(${counts}) from aware) as counts, coalesce((
      select jsonb_agg(jsonb_build_object('unitId', unit_id, 'household', name, 'answer', answer, 'state', state, 'reason', reason,
        'read', read, 'answered', answered, 'opened', opened, 'called', called) order by name, unit_id)
      from (select * from aware where ${WHICH[page.which]} order by name, unit_id limit ${page.limit} offset ${page.offset}) p
    ), '[]') as families`);
  return rows[0]!;
}
