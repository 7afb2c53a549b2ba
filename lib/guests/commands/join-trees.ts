import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wholeWedding } from "@/lib/platform/transaction";

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
export const idsOf = (ids: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${json(ids)})::uuid)`;

/** Every household of the trees around some units, with the live one it leads to: `tree(id, side, live, root)`. */
const treeCte = (scope: Scope, unitIds: readonly string[]): SQL => sql`
  seed as (select distinct fence.home_of(${scope.weddingId}, s.id::uuid) as id from jsonb_array_elements_text(${json(unitIds)}) as s(id)),
  tree as (
    with recursive below as (
      select u.id, u.side, u.live, u.id as root, u.side as root_side from guest_units u
      where u.wedding_id = ${scope.weddingId} and u.id in (select id from seed)
      union
      select u.id, u.side, u.live, b.root, b.root_side from below b
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.joined_into = b.id and not u.live
    ) select * from below
  )`;

/**
 * Where a household went into another one, its invitations are parked and the other is invited in its place, and its
 * answers count there. All of it is computed from the households as they stand, so taking a household apart again
 * brings back what was. Returns what changed hands. `always` where answers moved though no household did.
 */
export const joinTrees = (
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
  always = false,
): Promise<Joined> => wholeWedding(tx, scope, () => join(tx, scope, unitIds, always));

interface Joined {
  units: string[];
  events: string[];
  runs: string[];
}

async function join(
  tx: Transaction,
  scope: Scope,
  unitIds: readonly string[],
  always: boolean,
): Promise<Joined> {
  const { rows } = await tx.execute<{ concerned: boolean }>(sql`
    select exists (select 1 from guest_units u where u.wedding_id = ${scope.weddingId} and not u.live and (u.id in ${idsOf(unitIds)} or u.joined_into in ${idsOf(unitIds)}))
      or exists (select 1 from parked_invitations i where i.wedding_id = ${scope.weddingId} and i.unit_id in ${idsOf(unitIds)}) as concerned`);
  if (!always && !rows[0]!.concerned) return { units: [], events: [], runs: [] };
  const tree = treeCte(scope, unitIds);
  const touched = await listTouched(tx, scope, tree);
  await park(tx, scope, tree);
  await inherit(tx, scope, tree);
  await rederiveAnswers(tx, scope, tree);
  await holdWaiting(tx, scope, tree);
  const revived = await reviveTwins(tx, scope, tree);
  const cancelled = await cancelTwins(tx, scope, tree);
  return { ...touched, runs: [...new Set([...revived, ...cancelled])] };
}

async function listTouched(
  tx: Transaction,
  scope: Scope,
  tree: SQL,
): Promise<{ units: string[]; events: string[] }> {
  const { rows } = await tx.execute<{ units: string[] | null; events: string[] | null }>(sql`
    with ${tree} select (select jsonb_agg(distinct id) from tree) as units,
      (select jsonb_agg(distinct e) from (
        select i.event_id as e from tree t join invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = t.id
        union all select i.event_id from tree t join parked_invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = t.id) one) as events`);
  return { units: rows[0]!.units ?? [], events: rows[0]!.events ?? [] };
}

/** A household that is not live keeps its own invitations aside; a live one has them back. */
async function park(tx: Transaction, scope: Scope, tree: SQL): Promise<void> {
  await tx.execute(sql`
    with ${tree}, taken as (
      delete from invitations i using tree t where i.wedding_id = ${scope.weddingId} and i.unit_id = t.id and not t.live returning i.*
    )
    insert into parked_invitations (wedding_id, unit_id, side, event_id, adults, children, created_at)
    select wedding_id, unit_id, side, event_id, coalesce(own_adults, adults), coalesce(own_children, children), created_at from taken
    where own_adults is not null on conflict do nothing`);
  await tx.execute(sql`
    with ${tree}, back as (
      delete from parked_invitations i using tree t where i.wedding_id = ${scope.weddingId} and i.unit_id = t.id and t.live returning i.*
    )
    insert into invitations (wedding_id, unit_id, side, event_id, adults, children, own_adults, own_children, created_at)
    select wedding_id, unit_id, side, event_id, adults, children, adults, children, created_at from back on conflict do nothing`);
}

/**
 * Seats of a live household: its own, and of those that went into it whatever is not the same person twice. Where it
 * was not invited itself, theirs alone.
 */
async function inherit(tx: Transaction, scope: Scope, tree: SQL): Promise<void> {
  await tx.execute(sql`
    with ${tree}, twin as (
      select t.id, count(*) filter (where p.age_band = 'adult')::int as adults, count(*) filter (where p.age_band <> 'adult')::int as children
      from tree t join people p on p.wedding_id = ${scope.weddingId} and p.unit_id = t.id and p.merged_into is not null
      where not t.live group by t.id
    ), brought as (
      select t.root, t.root_side, i.event_id, sum(i.adults)::int as adults, sum(i.children)::int as children,
        sum(greatest(0, i.adults - coalesce(w.adults, 0)))::int as more_adults, sum(greatest(0, i.children - coalesce(w.children, 0)))::int as more_children
      from tree t join parked_invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = t.id left join twin w on w.id = t.id
      where t.root <> t.id group by t.root, t.root_side, i.event_id
    ), second as (
      select x.unit_id, x.event_id, count(*) filter (where x.adult)::int as adults, count(*) filter (where not x.adult)::int as children
      from tree t join second_seats x on x.wedding_id = ${scope.weddingId} and x.unit_id = t.root where t.id = t.root group by 1, 2
    ), gone as (
      delete from invitations i using tree t where i.wedding_id = ${scope.weddingId} and i.unit_id = t.root and i.own_adults is null
        and not exists (select 1 from brought b where b.root = i.unit_id and b.event_id = i.event_id)
    ), plain as (
      update invitations i set adults = k.adults, children = k.children from (
        select o.unit_id, o.event_id, o.own_adults + coalesce(s.adults, 0) as adults, o.own_children + coalesce(s.children, 0) as children
        from tree t join invitations o on o.wedding_id = ${scope.weddingId} and o.unit_id = t.root and o.own_adults is not null
        left join second s on s.unit_id = o.unit_id and s.event_id = o.event_id where t.id = t.root
      ) k
      where i.wedding_id = ${scope.weddingId} and i.unit_id = k.unit_id and i.event_id = k.event_id
        and not exists (select 1 from brought b where b.root = i.unit_id and b.event_id = i.event_id)
        and (i.adults, i.children) is distinct from (k.adults, k.children)
    ), summed as (
      select b.*, coalesce(s.adults, 0) as second_adults, coalesce(s.children, 0) as second_children
      from brought b left join second s on s.unit_id = b.root and s.event_id = b.event_id
    )
    insert into invitations as i (wedding_id, unit_id, side, event_id, adults, children)
    select ${scope.weddingId}, b.root, b.root_side, b.event_id, b.adults + b.second_adults, b.children + b.second_children from summed b
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = b.root and u.live
    on conflict (wedding_id, unit_id, event_id) do update set
      adults = case when i.own_adults is null then excluded.adults else i.own_adults + (select b.more_adults + b.second_adults from summed b where b.root = i.unit_id and b.event_id = i.event_id) end,
      children = case when i.own_adults is null then excluded.children else i.own_children + (select b.more_children + b.second_children from summed b where b.root = i.unit_id and b.event_id = i.event_id) end`);
}

/** The current answer of a live household: the latest fact of all that are one household now. */
async function rederiveAnswers(tx: Transaction, scope: Scope, tree: SQL): Promise<void> {
  await tx.execute(sql`
    with ${tree} delete from rsvp_current c using tree t where c.wedding_id = ${scope.weddingId} and c.unit_id = t.id`);
  await tx.execute(sql`
    with ${tree}
    insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
    select distinct on (t.root, a.event_id) a.wedding_id, t.root, t.root_side, a.event_id, a.id, a.answer, a.adults, a.children, a.answered_at
    from tree t join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.unit_id = t.id
    join invitations i on i.wedding_id = a.wedding_id and i.unit_id = t.root and i.event_id = a.event_id
    left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id
    where not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
    order by t.root, a.event_id, a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc`);
}

/** What waits is not taken by dispatch meanwhile; what dispatch has just taken is seen as that, and its twin does not go. */
const holdWaiting = (tx: Transaction, scope: Scope, tree: SQL) =>
  tx.execute(sql`
    with ${tree} select 1 from tree t join messages m on m.wedding_id = ${scope.weddingId} and m.unit_id = t.id and m.state = 'queued'
    order by m.id for update of m`);

/**
 * One household, one message of a wave: what still waits for a household that went into another is not sent twice, nor
 * what waits for the one they went into where one of them has had it.
 */
async function cancelTwins(tx: Transaction, scope: Scope, tree: SQL): Promise<string[]> {
  const { rows } = await tx.execute<{ run_id: string }>(sql`
    with ${tree}
    update messages m set (state, reason) = (
      select case when count(*) > 0 then 'in_doubt' else 'cancelled' end, case when count(*) > 0 then 'NO_ANSWER' else 'merged' end
      from message_attempts a where a.wedding_id = m.wedding_id and a.message_id = m.id and a.state <> 'failed')
    from tree t
    where m.wedding_id = ${scope.weddingId} and m.unit_id = t.id and m.state = 'queued' and m.kind = 'template'
      and exists (select 1 from tree o join messages s on s.wedding_id = ${scope.weddingId} and s.unit_id = o.id
        where o.root = t.root and s.id <> m.id and s.wave = m.wave and s.state not in ('blocked', 'cancelled', 'failed')
          and (s.state <> 'queued' or t.id <> t.root and (o.id = o.root or s.id < m.id)))
    returning m.run_id`);
  return rows.map((row) => row.run_id);
}

/** Of those that are not one any more, what was called off for it waits again, as long as its run goes on. */
async function reviveTwins(tx: Transaction, scope: Scope, tree: SQL): Promise<string[]> {
  const { rows } = await tx.execute<{ run_id: string }>(sql`
    with ${tree}
    update messages m set state = 'queued', reason = null from tree t, send_runs r
    where m.wedding_id = ${scope.weddingId} and m.unit_id = t.id and m.state = 'cancelled' and m.reason = 'merged'
      and r.wedding_id = m.wedding_id and r.id = m.run_id and r.state in ('frozen', 'approved', 'sending', 'paused')
      -- As long as they are one, another's message stands for it, whatever became of that; who was left out of a later
      -- invite, because this one was to reach them, was not.
      and not exists (select 1 from tree o join messages s on s.wedding_id = ${scope.weddingId} and s.unit_id = o.id
        where o.root = t.root and s.id <> m.id and s.wave = m.wave and s.state not in ('cancelled', 'blocked'))
    returning m.run_id`);
  return rows.map((row) => row.run_id);
}
