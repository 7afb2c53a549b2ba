import { sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import type { EventAnswer } from "@/lib/rsvp/types";
import { givePlaces } from "./give-places";
import { lockAnswers } from "./lock-household";

export interface AnswerFacts {
  unitId: string;
  /** Whose word it is, where that household has gone into `unitId`: should it come out again, its word goes with it. */
  spokenFor?: string;
  /** `people`: who of the named members comes, where that was said. */
  answers: readonly (EventAnswer & { people?: readonly string[] })[];
  channel: "whatsapp" | "console" | "phone" | "web";
  personId: string | null;
  inboundId: string | null;
  /** The provider's time, ISO 8601; ours for the console. */
  answeredAt: string;
}

/** Appends answers and derives the current ones. Only functions the household is invited to are ever recorded. */
export async function recordAnswers(tx: Transaction, scope: Scope, facts: AnswerFacts): Promise<string[]> {
  if (facts.answers.length === 0) return [];
  await lockAnswers(tx, scope, [facts.unitId]);
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    with given as (
      select uuidv7() as id, r.* from jsonb_to_recordset(${JSON.stringify(facts.answers)}::jsonb)
        as r("eventId" uuid, answer text, adults int, children int, people jsonb)
    ), appended as (
      insert into rsvp_answers (id, wedding_id, unit_id, side, event_id, answer, adults, children, channel, person_id, actor, inbound_id, answered_at, replaces)
      select g.id, i.wedding_id, u.id, u.side, i.event_id, g.answer, g.adults, g.children, ${facts.channel}, ${facts.personId}::uuid,
        ${actorLabel(scope.actor)}, ${facts.inboundId}::uuid, ${facts.answeredAt}::timestamptz, c.answer_id
      from given g
      join invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = ${facts.unitId} and i.event_id = g."eventId"
      join guest_units u on u.wedding_id = i.wedding_id and u.id = ${facts.spokenFor ?? facts.unitId}
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      returning id, wedding_id, event_id
    ), named as (
      insert into rsvp_answer_people (wedding_id, answer_id, person_id, side)
      select p.wedding_id, a.id, p.id, p.side from appended a join given g on g.id = a.id
      cross join lateral (select jsonb_array_elements_text(coalesce(g.people, '[]'))::uuid as id) who
      join people p on p.wedding_id = a.wedding_id and p.id = who.id
    )
    select event_id from appended`);
  const events = rows.map((row) => row.event_id);
  await deriveCurrent(tx, scope, facts.unitId, events);
  return events;
}

/**
 * The current answers of a live household to these functions: of all facts that count, of everybody who is one household
 * now, the latest by the provider's time; of two in the same second the one that was received later. Places follow.
 */
export async function deriveCurrent(
  tx: Transaction,
  scope: Scope,
  unitId: string,
  eventIds: readonly string[],
): Promise<void> {
  if (eventIds.length === 0) return;
  const events = sql`(select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid)`;
  const { rows } = await prepared<{ limited: string[] }>(
    tx,
    "derive-current",
    sql`
    with latest as (
      select distinct on (a.event_id) i.wedding_id, i.unit_id, i.side, a.event_id, a.id, a.answer, a.adults, a.children, a.answered_at
      from rsvp_answers a
      join invitations i on i.wedding_id = a.wedding_id and i.unit_id = ${unitId} and i.event_id = a.event_id
      left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id
      where a.wedding_id = ${scope.weddingId} and a.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and a.event_id in ${events}
        and not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
      order by a.event_id, a.answered_at desc, n.inbox_id desc nulls last, n.position desc, a.recorded_at desc, a.id desc
    ), gone as (
      delete from rsvp_current c where c.wedding_id = ${scope.weddingId} and c.unit_id = ${unitId} and c.event_id in ${events}
        and not exists (select 1 from latest l where l.event_id = c.event_id)
    ), kept as (
      insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
      select wedding_id, unit_id, side, event_id, id, answer, adults, children, answered_at from latest
      on conflict (wedding_id, unit_id, event_id) do update
        set answer_id = excluded.answer_id, answer = excluded.answer, adults = excluded.adults, children = excluded.children, answered_at = excluded.answered_at
    )
    select coalesce(jsonb_agg(e.id), '[]') as limited from events e
    where e.wedding_id = ${scope.weddingId} and e.ceiling_persons is not null and e.id in ${events}`,
  );
  await givePlaces(tx, scope, rows[0]!.limited, unitId);
}
