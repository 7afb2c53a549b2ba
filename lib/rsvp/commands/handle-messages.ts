import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { HANDLED_AS } from "@/db/schema/inbox";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import type { Refusal } from "@/lib/kernel/result";
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

/** Messages of the queue, oldest first, locked so that two who act on them do so one after the other. */
export async function lockMessages(
  tx: Transaction,
  scope: Scope,
  ids: readonly string[],
): Promise<QueuedMessage[]> {
  await tx.execute(sql`
    select 1 from inbound_messages where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
    order by id for update`);
  const { rows } = await tx.execute<Row>(sql`
    select n.id, n.unit_id, n.outcome, n.sender_id, n.from_identifier, n.provider_at, n.read_by_human, n.handled_as, n.handled_by, n.taken_by, n.taken_at,
      coalesce(h.name, h.email) as handled_name, coalesce(t.name, t.email) as taken_name
    from inbound_messages n
    left join users h on h.id = ${userOf(sql`n.handled_by`)}
    left join users t on t.id = ${userOf(sql`n.taken_by`)}
    where n.wedding_id = ${scope.weddingId} and n.outcome in ('to_read', 'unknown_sender', 'asked_which')
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
): Promise<{ messages: [QueuedMessage, ...QueuedMessage[]] } | Refusal> {
  const me = actorLabel(scope.actor);
  const found = await lockMessages(tx, scope, ids);
  const no = whyNot(new Set(ids).size, found, me, now);
  if (no) return no;
  await tx.execute(sql`
    update inbound_messages set read_by_human = true, handled_as = ${as}, handled_by = ${me}, handled_at = now(), taken_by = null, taken_at = null
    where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);
  return { messages: found as [QueuedMessage, ...QueuedMessage[]] };
}
