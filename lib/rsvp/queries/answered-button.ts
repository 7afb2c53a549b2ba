import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { actionOfLabel, type ButtonAction, decodePayload } from "@/lib/messaging/rules/payloads";

interface Tap {
  type: string;
  text: string | null;
  payload: string | null;
  contextId: string | null;
}

/** How providers call the tap on a button under one of our messages. */
const TAPS = new Set(["button", "interactive"]);

/**
 * Which button of which message was tapped; null where none was. A payload of ours says it. Of a tap without one (a
 * template whose buttons hold none) the message it answers says whose it was, the label's place what it means.
 */
export async function answeredButton(
  tx: Transaction,
  scope: Scope,
  { type, text, payload, contextId }: Tap,
): Promise<{ messageId: string; unitId: string | null; action: ButtonAction } | null> {
  const ours = payload ? decodePayload(payload) : null;
  if (ours) return { ...ours, unitId: await unitOf(tx, scope, ours.messageId) };
  if (!TAPS.has(type) || !text || !contextId) return null;
  const { rows } = await tx.execute<{ message_id: string; buttons: string[] }>(sql`
    select a.message_id, t.buttons from message_attempts a
    join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
    join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
    where a.wedding_id = ${scope.weddingId} and a.provider_id = ${contextId} limit 1`);
  const row = rows[0];
  const action = row ? actionOfLabel(text, row.buttons) : null;
  return row && action
    ? { messageId: row.message_id, unitId: await unitOf(tx, scope, row.message_id), action }
    : null;
}

/** How a message is called that was found in the provider's list, which has its words alone. */
const LISTED = "listed";

/**
 * What a found message was, if its words are those of a button: the one message of ours to these households that has it.
 * `several` have it: which of them was tapped, and so which functions it speaks of, nobody can tell.
 */
export async function listedTap(
  tx: Transaction,
  scope: Scope,
  { at, content }: { at: string; content: Tap },
  units: readonly string[],
): Promise<{ messageId: string; unitId: string | null; action: ButtonAction } | "several" | null> {
  const { type, text } = content;
  if (type !== LISTED || !text || units.length === 0) return null;
  const { rows } = await tx.execute<{ message_id: string; buttons: string[] }>(sql`
    select m.id as message_id, t.buttons from messages m
    join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
    where m.wedding_id = ${scope.weddingId} and m.kind = 'template' and t.buttons ? ${text}
      and m.unit_id in (select fence.family_of(${scope.weddingId}, u::uuid) from jsonb_array_elements_text(${JSON.stringify(units)}::jsonb) as u)
      and exists (select 1 from message_attempts a where a.wedding_id = m.wedding_id and a.message_id = m.id and a.state <> 'failed'
        and a.started_at <= ${at}::timestamptz + interval '5 seconds')
    limit 2`);
  const [row] = rows;
  if (rows.length > 1) return "several";
  const action = row ? actionOfLabel(text, row.buttons) : null;
  return row && action
    ? { messageId: row.message_id, unitId: await unitOf(tx, scope, row.message_id), action }
    : null;
}

async function unitOf(tx: Transaction, { weddingId }: Scope, messageId: string): Promise<string | null> {
  const { rows } = await tx.execute<{ unit_id: string }>(
    sql`select fence.home_of(wedding_id, unit_id) as unit_id from messages where wedding_id = ${weddingId} and id = ${messageId}`,
  );
  return rows[0]?.unit_id ?? null;
}
