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
}

type Row = Omit<ChatLine, "text"> & {
  text: string | null;
  body: string | null;
  params: (string | null)[] | null;
};

/** Everything said between us and one household, oldest first. */
export async function listChat(tx: Transaction, scope: Scope, unitId: string): Promise<ChatLine[]> {
  const { rows } = await tx.execute<{ line: Row }>(sql`
    select line from (
      select m.created_at as at, m.id, jsonb_build_object('id', m.id, 'from', 'us', 'at', m.created_at, 'state', m.state, 'reason', m.reason,
        'run', r.name, 'outcome', null, 'who', null, 'text', m.content->>'body', 'body', t.body, 'params', m.content->'params') as line
      from messages m
      left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
      left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
      where m.wedding_id = ${scope.weddingId} and m.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
      union all
      select n.provider_at, n.id, jsonb_build_object('id', n.id, 'from', 'guest', 'at', n.provider_at, 'state', null, 'reason', null,
        'run', null, 'outcome', n.outcome, 'who', p.name, 'text', coalesce(n.text, '(' || n.kind || ')'), 'body', null, 'params', null)
      from inbound_messages n left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id
      where n.wedding_id = ${scope.weddingId} and n.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))
    ) chat order by at, id limit 500`);
  return rows.map(({ line: { text, body, params, ...line } }) => ({
    ...line,
    text: text ?? (body && params ? renderTemplate(body, params) : "The text of this message was erased."),
  }));
}
