import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { dayToAsk } from "@/lib/rsvp/queries/chat";
import { lockAnswers } from "./lock-household";
import { readAgain } from "./read-again";

/**
 * Reads every chat again from the messages and derives every current answer from the facts. Says nothing to anybody.
 * Where nothing was lost nothing changes.
 */
export const rebuildAnswers = defineCommand({
  name: "rsvp.rebuild-answers",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "What is derived can be derived again at any time.",
  timeoutMs: 600_000,
  async run({ tx, scope }): Promise<Outcome<{ chats: number; changed: number }>> {
    const lost = await countLost(tx, scope.weddingId);
    if (lost > 0)
      return refuse(
        "messages_lost",
        `${lost} messages that were applied are not kept any more. What they could answer cannot be read again from the webhooks; restore the table inbound_messages from a backup first.`,
      );
    const { rows: chats } = await tx.execute<{ unit_id: string; person_id: string | null }>(sql`
      select distinct fence.home_of(n.wedding_id, n.unit_id) as unit_id, coalesce(p.merged_into, p.id) as person_id
      from inbound_messages n left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id
      where n.wedding_id = ${scope.weddingId} and n.unit_id is not null and n.reading is not null`);
    await lockAnswers(
      tx,
      scope,
      chats.map((chat) => chat.unit_id),
    );
    let changed = 0;
    for (const chat of chats) {
      const read = await readAgain(tx, scope, { unitId: chat.unit_id, personId: chat.person_id }, null);
      changed += read.events.length;
    }
    changed += await deriveAll(tx, scope.weddingId);
    await tx.execute(sql`
      update conversations k set ask_again_on = ${dayToAsk(sql`k.wedding_id`, sql`k.unit_id`)}
      where k.wedding_id = ${scope.weddingId} and k.ask_again_on is distinct from ${dayToAsk(sql`k.wedding_id`, sql`k.unit_id`)}`);
    await tx.execute(sql`
      insert into projection_marks (wedding_id, kind, key)
      select wedding_id, 'event', id from events where wedding_id = ${scope.weddingId}
      union all select wedding_id, 'unit', id from guest_units where wedding_id = ${scope.weddingId} and live`);
    return {
      result: { chats: chats.length, changed },
      audit: [{ action: "rebuild", entity: "rsvp", count: Math.max(1, chats.length) }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
    };
  },
});

/** Messages are kept with what they could answer when they came: without them a replay would read them against today. */
async function countLost(tx: Transaction, weddingId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select substr(event_key, length('message:') + 1) as message from webhook_events
      where wedding_id = ${weddingId} and kind = 'message' and disposition = 'applied' and reason is distinct from 'identity' offset 0) told
    where not exists (select 1 from inbound_messages n where n.wedding_id = ${weddingId} and n.provider_message_id = told.message)`);
  return rows[0]!.n;
}

/** As `deriveCurrent`, for every household at once; how many current answers were not as they should be. */
async function deriveAll(tx: Transaction, weddingId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    with latest as (
      select distinct on (i.unit_id, i.event_id) i.wedding_id, i.unit_id, i.side, i.event_id, a.id, a.answer, a.adults, a.children, a.answered_at
      from invitations i cross join lateral fence.family_of(i.wedding_id, i.unit_id) as f(id)
      join rsvp_answers a on a.wedding_id = i.wedding_id and a.unit_id = f.id and a.event_id = i.event_id
      left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id
      where i.wedding_id = ${weddingId}
        and not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
      order by i.unit_id, i.event_id, a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc
    ), gone as (
      delete from rsvp_current c where c.wedding_id = ${weddingId}
        and not exists (select 1 from latest l where l.unit_id = c.unit_id and l.event_id = c.event_id)
      returning 1
    ), derived as (
      insert into rsvp_current as c (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
      select wedding_id, unit_id, side, event_id, id, answer, adults, children, answered_at from latest
      on conflict (wedding_id, unit_id, event_id) do update
        set answer_id = excluded.answer_id, answer = excluded.answer, adults = excluded.adults, children = excluded.children, answered_at = excluded.answered_at
        where c.answer_id <> excluded.answer_id
      returning 1
    )
    select (select count(*) from gone)::int + (select count(*) from derived)::int as n`);
  return rows[0]!.n;
}
