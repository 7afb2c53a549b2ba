import { sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { loadTurns } from "@/lib/rsvp/queries/chat";
import { type ReadChat, readChat } from "@/lib/rsvp/rules/chat";
import { sameWishes } from "@/lib/rsvp/rules/wishes";
import type { KeptTurn } from "@/lib/rsvp/types";
import { deriveCurrent } from "./record-answers";

/**
 * The messages whose answers may have changed: of a chat that went on, its last one and what that takes back; where a
 * message came late, or everything is read anew, all of them. So a merge of two people changes nothing they said before.
 */
function touched({ last }: ReadChat, turns: readonly KeptTurn[], heard: string | null): readonly KeptTurn[] {
  if (heard === null || last?.turn.inboundId !== heard || turns.at(-1)?.inboundId !== heard) return turns;
  return turns.filter((turn) => turn.inboundId === heard || turn.inboundId === last.step.takesBack);
}

/**
 * Reads one person's chat and brings the recorded answers in line with it: what it answers and is not recorded is
 * appended, what is recorded and not answered any more is voided. The same messages give the same answers, whatever the
 * order they came in. `heard`: the message that has just come, by the provider's id; null to read everything anew.
 * `events`: the functions whose answers changed.
 */
export async function readAgain(
  tx: Transaction,
  scope: Scope,
  who: { unitId: string; personId: string | null },
  heard: string | null,
): Promise<{ chat: ReadChat; turns: KeptTurn[]; events: string[] }> {
  const turns = await loadTurns(tx, scope, who, heard);
  const chat = readChat(turns);
  const read = touched(chat, turns, heard);
  const wanted = read.flatMap((turn) =>
    (chat.facts.get(turn.inboundId) ?? []).map((fact) => ({
      inbound: turn.id,
      person: turn.personId,
      at: turn.at,
      event: fact.eventId,
      answer: fact.answer,
      adults: fact.adults,
      children: fact.children,
    })),
  );
  const becomes = turns
    .map((turn) => ({
      turn,
      id: turn.id,
      outcome: (read.includes(turn) && chat.outcomes.get(turn.inboundId)) || turn.outcome,
      day: chat.days.get(turn.inboundId) ?? null,
      wishes: read.includes(turn) ? (chat.wishes.get(turn.inboundId) ?? []) : turn.wishes,
    }))
    .filter(
      ({ turn, outcome, day, wishes }) =>
        outcome !== turn.outcome || day !== turn.askAgainOn || !sameWishes(wishes, turn.wishes),
    )
    .map(({ turn: _, wishes, ...row }) => ({ ...row, wishes: wishes.length > 0 ? wishes : null }));
  const silent = read.filter((turn) => !chat.facts.has(turn.inboundId)).map((turn) => turn.id);
  const { rows } = await prepared<{ event_id: string }>(
    tx,
    "chat-answers",
    sql`
    with turn as (
      select jsonb_array_elements_text(${JSON.stringify(read.map((turn) => turn.id))}::jsonb)::uuid as id
    ), wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(inbound uuid, person uuid, at timestamptz, event uuid, answer text, adults int, children int)
    ), standing as (
      select a.* from turn t join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.inbound_id = t.id
      where not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
    ), voided as (
      insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
      select s.wedding_id, s.id, s.unit_id, s.side,
        case when s.inbound_id in (select jsonb_array_elements_text(${JSON.stringify(silent)}::jsonb)::uuid) then 'taken_back' else 'read_again' end
      from standing s where not exists (select 1 from wanted w where w.inbound = s.inbound_id and w.event = s.event_id
        and (w.answer, w.adults, w.children) = (s.answer, s.adults, s.children))
      returning answer_id
    ), appended as (
      insert into rsvp_answers (wedding_id, unit_id, side, event_id, answer, adults, children, channel, person_id, actor, inbound_id, answered_at, replaces)
      select i.wedding_id, i.unit_id, i.side, i.event_id, w.answer, w.adults, w.children, 'whatsapp', w.person, 'guest:' || i.unit_id, w.inbound, w.at, c.answer_id
      from wanted w
      join invitations i on i.wedding_id = ${scope.weddingId} and i.unit_id = ${who.unitId} and i.event_id = w.event
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      where not exists (select 1 from standing s where s.inbound_id = w.inbound and s.event_id = w.event
        and (w.answer, w.adults, w.children) = (s.answer, s.adults, s.children))
      returning event_id
    ), became as (
      update inbound_messages n set outcome = o.outcome, ask_again_on = o.day, wishes = o.wishes
      from jsonb_to_recordset(${JSON.stringify(becomes)}::jsonb) as o(id uuid, outcome text, day date, wishes jsonb)
      where n.wedding_id = ${scope.weddingId} and n.id = o.id
    )
    select event_id from appended
    union select s.event_id from standing s join voided v on v.answer_id = s.id`,
  );
  const events = rows.map((row) => row.event_id);
  await deriveCurrent(tx, scope, who.unitId, events);
  return { chat, turns, events };
}
