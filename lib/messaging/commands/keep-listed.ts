import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { RANKS, stateOf } from "@/lib/messaging/rules/attempts";
import { UNTOLD } from "@/lib/messaging/rules/failures";
import { afterPage, type ListPass } from "@/lib/messaging/rules/list-passes";
import { processInbox } from "@/lib/messaging/topics";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { savePass } from "./list-pass";

const listed = z.object({
  kind: z.enum(["message", "status"]),
  /** As the event's of its webhook. */
  key: z.string(),
  providerId: z.string(),
  status: z.string().nullable(),
  code: z.int().nullable(),
  /** Base64. */
  bytes: z.string(),
});
type Listed = z.output<typeof listed>;

const listPass = z.object({
  stage: z.enum(["in", "out", "doubts"]),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  deep: z.boolean(),
  cursor: z.string().nullable(),
});

/**
 * One page of a provider's list: what no webhook told goes into the raw inbox, marked as listed, and is processed from
 * there like any webhook; whose webhook comes later changes nothing. How far the list was read is part of the same
 * transaction.
 */
export const keepListed = defineCommand({
  name: "messaging.keep-listed",
  permission: "jobs.run",
  input: z.object({
    senderId: z.uuid(),
    holder: z.uuid(),
    pass: listPass,
    next: z.string().nullable(),
    provider: z.string(),
    items: z.array(listed).max(1_000),
  }),
  irreversible: "What a provider's list says is a fact.",
  async run({ tx, scope }, given): Promise<Outcome<{ found: number; pass: ListPass | null }>> {
    const { senderId, holder, provider, items } = given;
    const stored = await storeNews(tx, scope.weddingId, provider, items);
    const pass = afterPage(given.pass, given.next);
    const mine =
      pass !== null && (await savePass(tx, scope, { senderId, holder, pass, found: stored.length }));
    const result = { found: stored.length, pass: mine ? pass : null };
    if (stored.length === 0) return { unchanged: result };
    return {
      result,
      audit: [
        { action: "found", entity: "webhook", entityId: senderId, count: stored.length, payload: stored },
      ],
      topics: [enqueue(processInbox, {})],
    };
  },
});

const untold = `{${UNTOLD.join(",")}}`;

/**
 * Stores what is news: a guest's message of which no webhook was read, a status that its attempt has not reached, or
 * that gives a failure the reason it lacks. The same bytes are stored once. Gives the keys of what was stored.
 */
async function storeNews(
  tx: Transaction,
  weddingId: string,
  provider: string,
  items: readonly Listed[],
): Promise<string[]> {
  const rows = items.flatMap(({ status, ...item }) => {
    const state = status === null ? null : stateOf(status);
    if (item.kind === "status" && state === null) return [];
    return [{ ...item, provider: item.providerId, rank: state && RANKS[state] }];
  });
  if (rows.length === 0) return [];
  const { rows: stored } = await tx.execute<{ key: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(kind text, key text, provider text, rank int, code int, bytes text)
    ), news as (
      select g.key, decode(g.bytes, 'base64') as body from given g
      where not exists (select 1 from webhook_events e where e.event_key = g.key) and (g.kind = 'message' or exists (
        select 1 from message_attempts a
        where a.wedding_id = ${weddingId} and a.provider_id = g.provider
          and (a.rank < g.rank or a.rank = g.rank and a.error_code = any(${untold}::int[]) and g.code <> all(${untold}::int[]))))
    ), stored as (
      insert into webhook_inbox (provider, source, body_hash, body) select ${provider}, 'list', sha256(body), body from news
      on conflict (body_hash) do nothing returning body_hash
    )
    select n.key from news n join stored s on s.body_hash = sha256(n.body)`);
  return stored.map(({ key }) => key);
}
