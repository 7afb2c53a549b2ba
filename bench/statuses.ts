import pg from "pg";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, median, round, timed } from "./measure";
import { type Planted, plant } from "./plant";

const MESSAGES = 5_000;
const BATCH = 1_000;
const STATES = ["sent", "delivered", "read"] as const;

/**
 * Statuses per second in batches of 1,000 by the product's own command (events, receipts, attempts, messages, audit,
 * marks), against one raw update of the same attempts and messages and one raw insert of the receipts a batch.
 */
export async function statuses(stack: Stack): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const planted = await sentOut(admin);
    const bare = await sentOut(admin);
    const took: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
    for (const [rank, state] of STATES.entries())
      for (let from = 0; from < MESSAGES; from += BATCH) {
        const batch = planted.attempts.slice(from, from + BATCH);
        took.ours.push(await timed(() => apply(planted, batch, state)));
        const ids = bare.attempts.slice(from, from + BATCH);
        took.floor.push(await timed(() => update(admin, bare.weddingId, ids, state, rank + 2)));
      }
    const [value, floor] = [took.ours, took.floor].map((ms) => BATCH / (median(ms) / 1000)) as [
      number,
      number,
    ];
    return {
      value: round(value, 0),
      floor: round(floor, 0),
      ratio_to_floor: round(value / floor),
      goal: "",
      unit: "statuses/s",
      n: MESSAGES * STATES.length,
      batch: BATCH,
      batch_ms: round(median(took.ours), 1),
      worst_batch_ms: round(Math.max(...took.ours), 1),
    };
  } finally {
    await admin.end();
  }
}

type SentOut = Planted & { attempts: string[] };

const scopeOf = ({ weddingId }: Planted) => mintScope(weddingId, { kind: "provider", provider: "meta" });

/** A run whose every message the provider has taken. */
async function sentOut(admin: pg.Client): Promise<SentOut> {
  const planted = await plant(admin, MESSAGES);
  const { weddingId, userId, runId } = planted;
  const ctx = {
    scope: mintScope(weddingId, { kind: "user", userId, role: "owner" }),
    correlationId: "bench",
  };
  for (const step of [rehearseRun, freezeRun]) {
    const done = await step(ctx, { runId });
    if (!done.ok) throw new Error(done.message);
  }
  await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
  await admin.query(
    "update messages set state = 'accepted', attempts = 1, last_attempt_id = uuidv7() where run_id = $1",
    [runId],
  );
  const { rows } = await admin.query<{ id: string }>(
    `insert into message_attempts (id, wedding_id, message_id, side, number, state, rank, provider_id, settled_at)
     select last_attempt_id, wedding_id, id, side, 1, 'accepted', 1, 'wamid.' || id, now() from messages where run_id = $1 returning id`,
    [runId],
  );
  await admin.query("analyze messages; analyze message_attempts");
  return { ...planted, attempts: rows.map((row) => row.id) };
}

async function apply(planted: SentOut, attempts: readonly string[], status: string): Promise<void> {
  const inboxId = newId();
  const at = new Date().toISOString();
  const events = attempts.map((attemptId) => ({
    kind: "status" as const,
    key: `status:${attemptId}:${status}:`,
    phoneNumberId: planted.senderId,
    providerId: `wamid.${attemptId}`,
    attemptId,
    status,
    at,
    error: null,
    inboxId,
  }));
  const ctx = { scope: scopeOf(planted), correlationId: "bench" };
  const done = await applyStatuses(ctx, { senderId: planted.senderId, events });
  if (!done.ok || done.value?.claimed !== attempts.length) throw new Error(JSON.stringify(done));
}

async function update(
  admin: pg.Client,
  weddingId: string,
  attempts: string[],
  status: string,
  rank: number,
): Promise<void> {
  await admin.query(
    `with given as (select unnest($2::uuid[]) as id), receipt as (
       insert into message_receipts (wedding_id, attempt_id, status, provider_at) select $1, id, $3, now() from given
     ), moved as (
       update message_attempts a set state = $3, rank = $4 from given g where a.wedding_id = $1 and a.id = g.id returning a.message_id
     )
     update messages m set state = $3 from moved v where m.wedding_id = $1 and m.id = v.message_id`,
    [weddingId, attempts, status, rank],
  );
}
