import { sql } from "drizzle-orm";
import type { z } from "zod";
import { prepared, type Transaction } from "@/db/client";
import { actorLabel, requireOwnerPermission } from "@/lib/access/policy";
import type { OwnerPermission, OwnerScope } from "@/lib/access/types";
import type { AuditEntry } from "@/lib/audit/types";
import { canonicalJson, sha256 } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { accept, type Refusal, type Result } from "@/lib/kernel/result";
import { enqueueWithin } from "./boss";
import { digested, parseInput, Refused } from "./command";
import { ring } from "./ring";
import type { Enqueue } from "./topic";
import { inOwned } from "./transaction";

export interface OwnedContext {
  scope: OwnerScope;
  correlationId: string;
  /** The caller's name for this request, and what it said: the same again gets the same answer, and writes nothing. */
  idempotency?: { key: string; body: unknown } | null;
}

interface OwnedTools {
  tx: Transaction;
  scope: OwnerScope;
  now: Date;
}

/** What was done, and to which card; without a card only to what the person has as a whole. */
export type OwnedEntry = AuditEntry & { cardId?: string };

export type OwnedOutcome<R> =
  | { result: R; audit: readonly [OwnedEntry, ...OwnedEntry[]]; topics: readonly Enqueue[] }
  | { unchanged: NoInfer<R> }
  | Refusal;

type Reversal = { inverse: string } | { irreversible: string };

export type OwnedDefinition<I extends z.ZodType, R> = Reversal & {
  name: string;
  permission: OwnerPermission;
  input: I;
  run: (tools: OwnedTools, input: z.output<I>) => Promise<OwnedOutcome<R>>;
};

export type OwnedResult<R> = Result<R> & { replayed?: true };

export interface OwnedCommand<I extends z.ZodType = z.ZodType, R = unknown> {
  (ctx: OwnedContext, input: z.input<I>): Promise<OwnedResult<R>>;
  readonly owned: OwnedDefinition<I, R>;
}

const KEY_HOURS = 24;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The door for writes to what belongs to a person and to no wedding: permission, input, one transaction behind the
 * owner's fence, the log, the jobs (decision 0036). As with `defineCommand`, refusals are values.
 */
export function defineOwnedCommand<I extends z.ZodType, R>(
  definition: OwnedDefinition<I, R>,
): OwnedCommand<I, R> {
  const command = async (ctx: OwnedContext, given: z.input<I>): Promise<OwnedResult<R>> => {
    requireOwnerPermission(ctx.scope, definition.permission);
    const input = parseInput(definition.input, given);
    const claim = ctx.idempotency ? claimOf(definition.name, ctx.scope, ctx.idempotency) : null;
    let rang: string[] = [];
    try {
      const done = await inOwned(ctx.scope, async ({ tx, now }): Promise<{ value: R; replayed?: true }> => {
        const known = claim && (await claimKey(tx, claim));
        if (known) return { value: known.result as R, replayed: true };
        const outcome = await definition.run({ tx, now, scope: ctx.scope }, input);
        if ("ok" in outcome) throw new Refused(outcome);
        const value = "unchanged" in outcome ? outcome.unchanged : outcome.result;
        const kept = claim ? [keepResult(tx, claim, value)] : [];
        if ("unchanged" in outcome) {
          await Promise.all(kept);
          return { value };
        }
        // None waits for another: they travel together.
        await Promise.all([
          ...kept,
          appendLog(tx, ctx, definition.name, outcome.audit),
          enqueueWithin(tx, outcome.topics, ctx.correlationId),
        ]);
        rang = outcome.topics.map(({ topic }) => topic.name);
        return { value };
      });
      if (rang.length > 0) ring(rang);
      return { ...accept(done.value), ...(done.replayed ? { replayed: true as const } : {}) };
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  };
  return Object.assign(command, { owned: definition });
}

interface Claim {
  ownerId: string;
  command: string;
  key: string;
  hash: string;
}

function claimOf(
  command: string,
  { ownerId }: OwnerScope,
  { key, body }: { key: string; body: unknown },
): Claim {
  if (!KEY.test(key))
    throw new AppError("invalid_input", "An Idempotency-Key has 1 to 200 letters, digits or signs.");
  return { ownerId, command, key, hash: sha256(canonicalJson(body)).toString("hex") };
}

/**
 * Takes the key for this transaction; a second request with it waits here until the first has ended. What was answered
 * to it before, or null where it is new. Keys that have expired go on the way.
 */
async function claimKey(tx: Transaction, claim: Claim): Promise<{ result: unknown } | null> {
  const { rows: taken } = await prepared(
    tx,
    "key-claim",
    sql`
    with expired as (
      delete from idempotency_keys where owner_id = ${claim.ownerId} and expires_at <= now() and key <> ${claim.key}
    )
    insert into idempotency_keys as k (owner_id, command, key, request_hash, expires_at)
    values (${claim.ownerId}, ${claim.command}, ${claim.key}, decode(${claim.hash}, 'hex'), now() + make_interval(hours => ${KEY_HOURS}))
    on conflict (owner_id, command, key) do update
      set request_hash = excluded.request_hash, expires_at = excluded.expires_at, result = null where k.expires_at <= now()
    returning 1`,
  );
  if (taken.length > 0) return null;
  const { rows } = await tx.execute<{ result: unknown; hash: string }>(sql`
    select result, encode(request_hash, 'hex') as hash from idempotency_keys
    where owner_id = ${claim.ownerId} and command = ${claim.command} and key = ${claim.key}`);
  const known = rows[0];
  if (!known) throw new AppError("unavailable", "Please try again in a moment.");
  if (known.hash !== claim.hash)
    throw new AppError(
      "invalid_input",
      "This Idempotency-Key was used for another request. Take a new one for a new request.",
    );
  return { result: known.result };
}

const keepResult = (tx: Transaction, claim: Claim, value: unknown) =>
  prepared(
    tx,
    "key-result",
    sql`
    update idempotency_keys set result = ${JSON.stringify(value ?? null)}::jsonb
    where owner_id = ${claim.ownerId} and command = ${claim.command} and key = ${claim.key}`,
  );

async function appendLog(
  tx: Transaction,
  ctx: OwnedContext,
  name: string,
  entries: readonly OwnedEntry[],
): Promise<void> {
  await prepared(
    tx,
    "owner-log",
    sql`
    insert into owner_log (owner_id, card_id, actor, action, entity, entity_id, count, payload_digest, salt, payload, correlation_id)
    select ${ctx.scope.ownerId}, "cardId", ${actorLabel(ctx.scope.actor)}, ${name} || ':' || action, entity, "entityId",
      coalesce(count, 1), decode(digest, 'hex'), decode(salt, 'hex'), payload, ${ctx.correlationId}
    from jsonb_to_recordset(${JSON.stringify(digested(entries))}::jsonb) as r(
      action text, entity text, "entityId" text, "cardId" uuid, count bigint, payload jsonb, salt text, digest text)`,
  );
}
