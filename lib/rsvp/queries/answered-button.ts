import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { actionOfLabel, type ButtonAction } from "@/lib/messaging/rules/payloads";

/** How providers call the tap on a button under one of our messages. */
const TAPS = new Set(["button", "interactive"]);

/**
 * A tap that carries no payload of ours (a template whose buttons hold none): the message it answers says whose it was,
 * the label's place among the template's buttons what it means.
 */
export async function answeredButton(
  tx: Transaction,
  scope: Scope,
  { type, text, contextId }: { type: string; text: string | null; contextId: string | null },
): Promise<{ messageId: string; action: ButtonAction } | null> {
  if (!TAPS.has(type) || !text || !contextId) return null;
  const { rows } = await tx.execute<{ message_id: string; buttons: string[] }>(sql`
    select a.message_id, t.buttons from message_attempts a
    join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
    join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
    where a.wedding_id = ${scope.weddingId} and a.provider_id = ${contextId} limit 1`);
  const row = rows[0];
  const action = row ? actionOfLabel(text, row.buttons) : null;
  return row && action ? { messageId: row.message_id, action } : null;
}
