import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { prepared, type Transaction } from "@/db/client";
import { actorLabel, requirePermission } from "@/lib/access/policy";
import type { Permission, Scope } from "@/lib/access/types";
import { TAKES_BACK_LATER } from "@/lib/audit/rules";
import type { AuditEntry } from "@/lib/audit/types";
import { canonicalJson, sha256 } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { accept, type Refusal, type Result, refuse } from "@/lib/kernel/result";
import { enqueueWithin } from "./boss";
import { ring } from "./ring";
import type { Enqueue } from "./topic";
import { inTenant, sqlState } from "./transaction";

export interface CommandContext {
  scope: Scope;
  /** Follows the work from the click through queue and provider back to the dashboard. */
  correlationId: string;
  /** The entry of the record that this act takes back. */
  undoes?: number;
}

export interface Tools {
  tx: Transaction;
  scope: Scope;
  now: Date;
  correlationId: string;
}

/** A projection key whose numbers this write may have changed. */
export interface DirtyMark {
  kind: "event" | "unit" | "run";
  key: string;
}

/** The command that takes back what was done, with its input. */
export interface UndoStep {
  command: string;
  input: unknown;
  /** The entry of the record by which it can be taken back later as well. */
  entry?: number;
}

export type Outcome<R> =
  | {
      result: R;
      /** At least one: a write without an audit entry does not compile. */
      audit: readonly [AuditEntry, ...AuditEntry[]];
      topics: readonly Enqueue[];
      dirty?: readonly DirtyMark[];
    }
  /** Nothing was written, so there is nothing to audit. */
  | { unchanged: NoInfer<R> }
  | Refusal;

type Reversal = { inverse: string } | { irreversible: string };

export type CommandDefinition<I extends z.ZodType, R> = Reversal & {
  name: string;
  permission: Permission;
  input: I;
  /** For bulk work that one statement does but 15 seconds may not. */
  timeoutMs?: number;
  /** All its statements see one moment of the database: for what is derived from many rows. */
  snapshot?: true;
  run: (tools: Tools, input: z.output<I>) => Promise<Outcome<R>>;
};

export interface Command<I extends z.ZodType = z.ZodType, R = unknown> {
  (ctx: CommandContext, input: z.input<I>): Promise<Result<R>>;
  readonly definition: CommandDefinition<I, R>;
}

/** Carries a refusal out of a transaction, which it rolls back. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The one door for every write (DESIGN section 3). Throws AppError `forbidden` or `invalid_input`; refusals are values. */
export function defineCommand<I extends z.ZodType, R>(definition: CommandDefinition<I, R>): Command<I, R> {
  const command = async (ctx: CommandContext, given: z.input<I>): Promise<Result<R>> => {
    requirePermission(ctx.scope, definition.permission);
    const input = parseInput(definition.input, given);
    let rang: string[] = [];
    try {
      const value = await inTenant(
        ctx.scope,
        async ({ tx, now }) => {
          const outcome = await definition.run(
            { tx, now, scope: ctx.scope, correlationId: ctx.correlationId },
            input,
          );
          if ("ok" in outcome) throw new Refused(outcome);
          if ("unchanged" in outcome) return outcome.unchanged;
          const undo = undoOf(outcome.result);
          // None waits for another: they travel together.
          const [entry] = await Promise.all([
            appendAudit(tx, ctx, definition.name, { entries: outcome.audit, undo }),
            markDirty(tx, ctx.scope, outcome.dirty ?? []),
            enqueueWithin(tx, outcome.topics, ctx.correlationId),
          ]);
          rang = outcome.topics.map(({ topic }) => topic.name);
          if (undo && entry !== undefined) undo.entry = entry;
          return outcome.result;
        },
        {
          ...(definition.timeoutMs ? { timeoutMs: definition.timeoutMs } : {}),
          ...(definition.snapshot ? { snapshot: true } : {}),
        },
      );
      if (rang.length > 0) ring(rang);
      return accept(value);
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      if (ctx.undoes !== undefined && sqlState(error) === UNIQUE_VIOLATION)
        return refuse("taken_back", "This was taken back already.");
      throw error;
    }
  };
  return Object.assign(command, { definition });
}

/** Throws AppError `invalid_input`, with every issue by its path. */
export function parseInput<I extends z.ZodType>(schema: I, given: unknown): z.output<I> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", parsed.error.issues[0]?.message ?? "That does not look right.", {
    issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
}

/** Rows of a log: the payload beside a salted digest of it, so that it can be emptied and the entry still stands. */
export function digested<E extends AuditEntry>(entries: readonly E[]) {
  return entries.map((entry) => {
    const salt = randomBytes(16);
    const payload = entry.payload ?? null;
    return {
      ...entry,
      payload,
      salt: salt.toString("hex"),
      digest: sha256(Buffer.concat([salt, Buffer.from(canonicalJson(payload))])).toString("hex"),
    };
  });
}

const UNIQUE_VIOLATION = "23505";

/** The way back that a result names, where it stays open. */
function undoOf(result: unknown): UndoStep | null {
  if (typeof result !== "object" || result === null || !("undo" in result)) return null;
  const undo = result.undo as UndoStep | null;
  return undo && Object.hasOwn(TAKES_BACK_LATER, undo.command) ? undo : null;
}

/** Returns the entry by which the act can be taken back later; undefined where it cannot. */
async function appendAudit(
  tx: Transaction,
  ctx: CommandContext,
  name: string,
  { entries, undo }: { entries: readonly AuditEntry[]; undo: UndoStep | null },
): Promise<number | undefined> {
  const [first, ...rest] = digested(entries);
  const rows = [{ ...first, undoWith: undo?.command, undo: undo?.input, undoes: ctx.undoes }, ...rest];
  const { rows: logged } = await prepared<{ seq: string; undo_with: string | null }>(
    tx,
    "audit",
    sql`
    with entry as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        action text, entity text, "entityId" text, count bigint, payload jsonb, salt text, digest text, "undoWith" text, undo jsonb, undoes bigint)
    ), logged as (
      insert into audit_log (wedding_id, actor, action, entity, entity_id, count, payload_digest, correlation_id, undo_with, undoes)
      select ${ctx.scope.weddingId}, ${actorLabel(ctx.scope.actor)}, ${name} || ':' || action, entity, "entityId",
        coalesce(count, 1), decode(digest, 'hex'), ${ctx.correlationId}, "undoWith", undoes
      from entry
      returning seq, payload_digest, undo_with
    ), kept as (
      insert into audit_payloads (wedding_id, seq, salt, payload, undo)
      select ${ctx.scope.weddingId}, l.seq, decode(e.salt, 'hex'), e.payload, e.undo
      from logged l join entry e on l.payload_digest = decode(e.digest, 'hex')
    )
    select seq, undo_with from logged where undo_with is not null`,
  );
  return logged[0] && Number(logged[0].seq);
}

/** Marks are written in the writer's own transaction, so no projection can miss a change (DESIGN section 9). */
async function markDirty(tx: Transaction, scope: Scope, marks: readonly DirtyMark[]): Promise<void> {
  if (marks.length === 0) return;
  const unique = [...new Map(marks.map((mark) => [`${mark.kind}:${mark.key}`, mark])).values()];
  await prepared(
    tx,
    "marks",
    sql`
    insert into projection_marks (wedding_id, kind, key)
    select ${scope.weddingId}, kind, key from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) as r(kind text, key uuid)`,
  );
}
