import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { HANDLED_AS } from "@/db/schema/inbox";
import { actorLabel } from "@/lib/access/policy";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import type { Refusal } from "@/lib/kernel/result";
import type { DirtyMark } from "@/lib/platform/command";
import { lostReplies } from "@/lib/rsvp/queries/lost-replies";
import { type Waiting, whyNot } from "@/lib/rsvp/rules/queue";

export interface QueuedMessage extends Waiting {
  id: string;
  unitId: string | null;
  outcome: string;
  senderId: string;
  from: string | null;
  providerAt: Date;
}

type Row = {
  id: string;
  unit_id: string | null;
  outcome: string;
  sender_id: string;
  from_identifier: string | null;
  provider_at: string;
  read_by_human: boolean;
  handled_as: string | null;
  handled_by: string | null;
  handled_name: string | null;
  taken_by: string | null;
  taken_name: string | null;
  taken_at: string | null;
};

const userOf = (column: ReturnType<typeof sql>) =>
  sql`case when ${column} like 'user:%' then substr(${column}, 6)::uuid end`;

const named = (label: string | null, name: string | null) =>
  label === null ? null : { label, name: name ?? "Somebody of the family" };

/**
 * Messages of the queue, oldest first, locked so that two who act on them do so one after the other. One whose answer did
 * not reach them waits again.
 */
export async function lockMessages(
  tx: Transaction,
  scope: Scope,
  ids: readonly string[],
): Promise<QueuedMessage[]> {
  await tx.execute(sql`
    select 1 from inbound_messages where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
    order by id for update`);
  const { rows } = await tx.execute<Row>(sql`
    select n.id, n.unit_id, n.outcome, n.sender_id, n.from_identifier, n.provider_at,
      n.read_by_human and n.id not in (select l.inbound_id from ${lostReplies(sql`${scope.weddingId}`)} l) as read_by_human, n.handled_as, n.handled_by, n.taken_by, n.taken_at,
      ${memberName(scope, "h")} as handled_name, ${memberName(scope, "t")} as taken_name
    from inbound_messages n
    left join users h on h.id = ${userOf(sql`n.handled_by`)}
    left join users t on t.id = ${userOf(sql`n.taken_by`)}
    where n.wedding_id = ${scope.weddingId} and n.outcome in ('to_read', 'unknown_sender', 'asked_which', 'prompted')
      and n.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
    order by n.provider_at, n.id`);
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    outcome: row.outcome,
    senderId: row.sender_id,
    from: row.from_identifier,
    providerAt: new Date(row.provider_at),
    readByHuman: row.read_by_human,
    handledAs: row.handled_as,
    handledBy: named(row.handled_by, row.handled_name),
    takenBy: named(row.taken_by, row.taken_name),
    takenAt: row.taken_at === null ? null : new Date(row.taken_at),
  }));
}

/** Takes messages out of the queue for this transaction, or says why they are not there for this person. */
export async function handleMessages(
  tx: Transaction,
  scope: Scope,
  ids: readonly string[],
  { as, now }: { as: (typeof HANDLED_AS)[number]; now: Date },
): Promise<{ messages: [QueuedMessage, ...QueuedMessage[]]; dirty: DirtyMark[] } | Refusal> {
  const me = actorLabel(scope.actor);
  const found = await lockMessages(tx, scope, ids);
  const no = whyNot(new Set(ids).size, found, me, now);
  if (no) return no;
  const dirty = await giveUpLost(tx, scope, ids);
  await tx.execute(sql`
    update inbound_messages set read_by_human = true, handled_as = ${as}, handled_by = ${me}, handled_at = now(), taken_by = null, taken_at = null
    where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);
  return { messages: found as [QueuedMessage, ...QueuedMessage[]], dirty };
}

/** What had not reached them does not go out any more: something else is done instead. Returns whose numbers that changes. */
async function giveUpLost(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<DirtyMark[]> {
  const { rows } = await tx.execute<{ run_id: string | null; unit_id: string }>(sql`
    with lost as (
      select distinct l.message_id, l.run_id from ${lostReplies(sql`${scope.weddingId}`)} l
      where l.inbound_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid) and l.state in ('queued', 'in_doubt')
    ), stopped as (
      update send_runs r set state = 'stopped', finished_at = now(), version = r.version + 1
      from lost where r.wedding_id = ${scope.weddingId} and r.id = lost.run_id and r.state = 'paused'
    )
    update messages m set state = case m.state when 'queued' then 'cancelled' else 'failed' end, reason = case m.state when 'in_doubt' then 'LEFT_IN_DOUBT' end
    from lost where m.wedding_id = ${scope.weddingId} and m.id = lost.message_id and m.state in ('queued', 'in_doubt')
    returning m.run_id, m.unit_id`);
  return rows.flatMap((row) => [
    { kind: "unit" as const, key: row.unit_id },
    ...(row.run_id ? [{ kind: "run" as const, key: row.run_id }] : []),
  ]);
}
