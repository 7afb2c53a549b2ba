import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import type { EventAnswer } from "@/lib/rsvp/types";

export interface AnswerFacts {
  unitId: string;
  answers: readonly EventAnswer[];
  channel: "whatsapp" | "console" | "phone" | "web";
  personId: string | null;
  inboundId: string | null;
  /** The provider's time, ISO 8601; ours for the console. */
  answeredAt: string;
}

/**
 * Appends answers and derives the current ones: the latest by the provider's time wins, however late it arrives; of
 * two in the same second, the one recorded later. Only functions the household is invited to are ever recorded.
 */
export async function recordAnswers(tx: Transaction, scope: Scope, facts: AnswerFacts): Promise<string[]> {
  if (facts.answers.length === 0) return [];
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(facts.answers)}::jsonb) as r("eventId" uuid, answer text, adults int, children int)
    ), appended as (
      insert into rsvp_answers (wedding_id, unit_id, side, event_id, answer, adults, children, channel, person_id, actor, inbound_id, answered_at, replaces)
      select i.wedding_id, i.unit_id, i.side, i.event_id, g.answer, g.adults, g.children, ${facts.channel}, ${facts.personId}::uuid,
        ${actorLabel(scope.actor)}, ${facts.inboundId}::uuid, ${facts.answeredAt}::timestamptz, c.answer_id
      from given g
      join invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = ${facts.unitId} and i.event_id = g."eventId"
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      returning *
    ), derived as (
      insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
      select wedding_id, unit_id, side, event_id, id, answer, adults, children, answered_at from appended
      on conflict (wedding_id, unit_id, event_id) do update
        set answer_id = excluded.answer_id, answer = excluded.answer, adults = excluded.adults, children = excluded.children, answered_at = excluded.answered_at
        where excluded.answered_at >= rsvp_current.answered_at
    )
    select event_id from appended`);
  return rows.map((row) => row.event_id);
}
