import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { renderTemplate } from "@/lib/messaging/rules/render";

export interface ChatLine {
  id: string;
  from: "us" | "guest";
  text: string;
  at: string;
  /** Of our own messages: queued, sent, read, … */
  state: string | null;
  reason: string | null;
  /** The run an invitation belongs to. */
  run: string | null;
  /** What became of a guest's message: answered, to_read, … */
  outcome: string | null;
  /** Who of the family wrote. */
  who: string | null;
  /** It was answered on the family's own page. */
  page: boolean;
}

interface AnsweredFunction {
  name: string;
  answer: "yes" | "no" | "maybe";
  adults: number;
  children: number;
}

type Row = Omit<ChatLine, "text"> & {
  text: string | null;
  body: string | null;
  params: (string | null)[] | null;
  functions: AnsweredFunction[] | null;
};

const LINES = 500;

function answerWords({ name, answer, adults, children }: AnsweredFunction): string {
  if (answer === "no") return `${name}: not coming`;
  if (answer === "maybe") return `${name}: not sure yet`;
  return `${name}: ${adults + children} ${adults + children === 1 ? "comes" : "come"}`;
}

/** Everything said between us and one household, in the chat and on its page, oldest first; of very much, the latest. */
export async function listChat(tx: Transaction, scope: Scope, unitId: string): Promise<ChatLine[]> {
  const { rows } = await tx.execute<{ line: Row }>(sql`
    select line from (select * from (
      select m.created_at as at, m.id, jsonb_build_object('id', m.id, 'from', 'us', 'at', m.created_at, 'state', m.state, 'reason', m.reason,
        'run', r.name, 'outcome', null, 'who', null, 'page', false, 'functions', null, 'text', m.content->>'body', 'body', t.body, 'params', m.content->'params') as line
      from messages m
      left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
      left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
      where m.wedding_id = ${scope.weddingId} and m.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
      union all
      select n.provider_at, n.id, jsonb_build_object('id', n.id, 'from', 'guest', 'at', n.provider_at, 'state', null, 'reason', null,
        'run', null, 'outcome', n.outcome, 'who', p.name, 'page', false, 'functions', null, 'text', coalesce(n.text, '(' || n.kind || ')'), 'body', null, 'params', null)
      from inbound_messages n left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id
      where n.wedding_id = ${scope.weddingId} and n.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
      union all
      select a.answered_at, (array_agg(a.id order by a.id))[1], jsonb_build_object('id', (array_agg(a.id order by a.id))[1], 'from', 'guest', 'at', a.answered_at, 'state', null, 'reason', null,
        'run', null, 'outcome', 'answered', 'who', null, 'page', true, 'text', null, 'body', null, 'params', null, 'functions', jsonb_agg(
          jsonb_build_object('name', e.name, 'answer', a.answer, 'adults', a.adults, 'children', a.children) order by e.position, e.id))
      from rsvp_answers a join events e on e.wedding_id = a.wedding_id and e.id = a.event_id
      where a.wedding_id = ${scope.weddingId} and a.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and a.channel = 'web'
      group by a.unit_id, a.answered_at
    ) chat order by at desc, id desc limit ${LINES}) latest order by at, id`);
  return rows.map(({ line: { text, body, params, functions, ...line } }) => ({
    ...line,
    text:
      text ??
      functions?.map(answerWords).join("\n") ??
      (body && params ? renderTemplate(body, params) : "The text of this message was erased."),
  }));
}
