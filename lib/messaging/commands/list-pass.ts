import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { newId } from "@/lib/kernel/ids";
import { type ListPass, nextPass, putOffSeconds } from "@/lib/messaging/rules/list-passes";
import { defineCommand, type Outcome } from "@/lib/platform/command";

/** Longer than one page takes to come and to be stored: after it another process may go on. */
export const LEASE = "2 minutes";
const EVERY = "15 minutes";
/** What our own inbox still holds is not lost: it is read first. */
const BEHIND = "1 minute";

export interface HeldPass {
  holder: string;
  pass: ListPass;
}

const PERMISSION = "jobs.run";
const REPORTED = "How far a list was read is bookkeeping.";

/**
 * Takes the pass of a sender, or a new one, for this process alone; null where it is not due, another process has it, or
 * the inbox is behind. Nothing of a wedding changes by it, so the log has no entry.
 */
export const beginListPass = defineCommand({
  name: "messaging.begin-list-pass",
  permission: PERMISSION,
  input: z.object({ senderId: z.uuid(), settleMs: z.int().min(0) }),
  irreversible: REPORTED,
  async run({ tx, scope, now }, { senderId, settleMs }): Promise<Outcome<HeldPass | null>> {
    const holder = newId();
    await tx.execute(sql`
      insert into sender_lists (wedding_id, sender_id) values (${scope.weddingId}, ${senderId}) on conflict do nothing`);
    const { rows } = await tx.execute<Row>(sql`
      update sender_lists l set holder = ${holder}, next_at = now() + ${LEASE}::interval from senders s
      where l.wedding_id = ${scope.weddingId} and l.sender_id = ${senderId} and l.next_at <= now() and s.wedding_id = l.wedding_id and s.id = l.sender_id
      returning l.pass, l.seen_until, l.deep_at, s.created_at, exists (
        select 1 from webhook_inbox i where i.processed_at is null and i.provider = s.provider and i.source = 'webhook'
          and i.received_at < now() - make_interval(secs => ${settleMs / 2000}::float8)) as behind`);
    const [row] = rows;
    if (!row) return { unchanged: null };
    const at = (text: string | null) => (text === null ? null : new Date(text));
    const seen = {
      connectedAt: new Date(row.created_at),
      seenUntil: at(row.seen_until),
      deepAt: at(row.deep_at),
    };
    const pass = row.behind ? null : (row.pass ?? nextPass(seen, now, settleMs));
    if (!pass) {
      await letGo(tx, scope, { senderId, holder, after: BEHIND });
      return { unchanged: null };
    }
    await savePass(tx, scope, { senderId, holder, pass });
    return { unchanged: { holder, pass } };
  },
});

type Row = {
  pass: ListPass | null;
  seen_until: string | null;
  deep_at: string | null;
  created_at: string;
  behind: boolean;
};

interface Held {
  senderId: string;
  holder: string;
}

async function letGo(tx: Transaction, scope: Scope, { senderId, holder, after }: Held & { after: string }) {
  await tx.execute(sql`
    update sender_lists set holder = null, next_at = now() + ${after}::interval
    where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and holder = ${holder}`);
}

/** Where the pass goes on, and a fresh lease; false where another process has taken it over. */
export async function savePass(
  tx: Transaction,
  scope: Scope,
  {
    senderId,
    holder,
    pass,
    found = 0,
    settled = 0,
  }: Held & { pass: ListPass; found?: number; settled?: number },
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    update sender_lists set pass = ${JSON.stringify(pass)}::jsonb, next_at = now() + ${LEASE}::interval, failures = 0, failure = null,
      found = found + ${found}, settled = settled + ${settled}
    where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and holder = ${holder} returning 1`);
  return rows.length > 0;
}

const held = z.object({ senderId: z.uuid(), holder: z.uuid() });

/** Leaves the pass to whoever comes next, at once: the time is up. */
export const leaveListPass = defineCommand({
  name: "messaging.leave-list-pass",
  permission: PERMISSION,
  input: held,
  irreversible: REPORTED,
  async run({ tx, scope }, input) {
    await letGo(tx, scope, { ...input, after: "0" });
    return { unchanged: null };
  },
});

/** Everything up to the pass's end was looked at. */
export const endListPass = defineCommand({
  name: "messaging.end-list-pass",
  permission: PERMISSION,
  input: held,
  irreversible: REPORTED,
  async run({ tx, scope }, { senderId, holder }) {
    await tx.execute(sql`
      update sender_lists set seen_until = (pass->>'until')::timestamptz, deep_at = case when (pass->>'deep')::boolean then now() else deep_at end,
        checked_at = now(), failures = 0, failure = null, pass = null, holder = null, next_at = now() + ${EVERY}::interval
      where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and holder = ${holder}`);
    return { unchanged: null };
  },
});

/** The provider did not answer, or refused: it is left alone for a while, never less than it asked for. */
export const putOffListPass = defineCommand({
  name: "messaging.put-off-list-pass",
  permission: PERMISSION,
  input: held.extend({
    failure: z.string().max(200),
    retryAfterSeconds: z.number().positive().optional(),
    /** Its place in the list means nothing to the provider any more. */
    fromStart: z.boolean(),
  }),
  irreversible: REPORTED,
  async run({ tx, scope }, { senderId, holder, failure, retryAfterSeconds, fromStart }) {
    const { rows } = await tx.execute<{ failures: number }>(sql`
      select failures from sender_lists where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and holder = ${holder} for update`);
    if (!rows[0]) return { unchanged: null };
    const seconds = putOffSeconds(rows[0].failures, retryAfterSeconds);
    await tx.execute(sql`
      update sender_lists set failures = failures + 1, failure = ${failure}, holder = null, next_at = now() + make_interval(secs => ${seconds}::float8),
        pass = case when ${fromStart}::boolean then null else pass end
      where wedding_id = ${scope.weddingId} and sender_id = ${senderId} and holder = ${holder}`);
    return { unchanged: null };
  },
});
