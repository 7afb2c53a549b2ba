import { mintScope } from "@/lib/access/policy";
import type { Actor } from "@/lib/access/types";
import { commitChunk } from "@/lib/imports/commands/commit-chunk";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import type { CommandContext, UndoStep } from "@/lib/platform/command";
import { admin } from "@/tests/support/database";
import { contextFor, makeEvents, makeWedding, type TestWedding } from "./wedding";

export type Who = "owner" | "bride" | "groom";

/** What is done, by whom, and numbers that choose to whom. */
export interface Step {
  act: string;
  who: Who;
  a: number;
  b: number;
  n: number;
}

/** One small wedding, and what somebody who watched would remember of it. */
export interface Walk {
  wedding: TestWedding;
  actors: Record<Who, CommandContext>;
  events: string[];
  senderId: string;
  lists: string[][][];
  /** Lists that stand, in their order. */
  brought: { batchId: string; rows: string[][]; who: Who }[];
  /** Numbers that wrote STOP, and nobody has said otherwise since. */
  stopped: Set<string>;
  undos: UndoStep[];
  /** What was done, in words, for whoever reads a failure. */
  log: string[];
  clock: number;
}

/** `answers`: the way back that a result names. */
export type Act = (walk: Walk, step: Step) => Promise<UndoStep | null | undefined>;

export const at = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

export async function startWalk(lists: string[][][]): Promise<Walk> {
  const wedding = await makeWedding();
  const events = await makeEvents(wedding, ["Mehndi", "Sangeet"]);
  const senderId = newId();
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, $2, 'meta', $3, '1', '+911')",
    [senderId, wedding.weddingId, senderId],
  );
  return {
    wedding,
    actors: {
      owner: wedding.ctx,
      bride: await wedding.as("side_admin", "bride"),
      groom: await wedding.as("side_admin", "groom"),
    },
    events,
    senderId,
    lists,
    brought: [],
    stopped: new Set(),
    undos: [],
    log: [],
    clock: Date.now(),
  };
}

export const as = ({ wedding }: Walk, actor: Actor) => contextFor(mintScope(wedding.weddingId, actor));
export const told = (walk: Walk) => as(walk, { kind: "provider", provider: "meta" });
/** Every moment is later than the one before, as far as what is told of it goes. */
export function nextMoment(walk: Walk): string {
  walk.clock += 1_000;
  return new Date(walk.clock).toISOString();
}

export async function rowsOf<T>({ wedding }: Walk, text: string, ...more: unknown[]): Promise<T[]> {
  return (await admin.query(text, [wedding.weddingId, ...more])).rows as T[];
}

export interface Guest {
  id: string;
  name: string;
  version: number;
  phones: string[];
}
export interface Family {
  id: string;
  name: string;
  side: string;
  version: number;
  unnamed: number;
  people: Guest[];
}

/** What the one who acts sees, always in one order, so that the same numbers choose the same families. */
export async function familiesOf(walk: Walk, who: Who): Promise<Family[]> {
  const families = await rowsOf<Family>(
    walk,
    `select u.id, u.name, u.side, u.version, u.unnamed_adults as unnamed, coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'version', p.version, 'phones', (
        select coalesce(jsonb_agg(d.value order by d.position, d.value), '[]') from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
      )) order by p.name, p.claimed::text, p.id) filter (where p.id is not null), '[]') as people
     from guest_units u left join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
     where u.wedding_id = $1 and u.live group by u.id order by u.name, u.side, count(p.id), min(p.name), u.id`,
  );
  return families.filter(({ side }) => who === "owner" || side === who || side === "both");
}

/** The way back that a result names. */
export const wayBack = (done: Result<unknown>): UndoStep | null =>
  (done.ok && (done.value as { undo?: UndoStep | null } | null)?.undo) || null;

export function note<T>(walk: Walk, what: string, done: Result<T>): Result<T> {
  walk.log.push(done.ok ? what : `${what}: refused, ${done.code}: ${done.message}`);
  if (!done.ok && done.message.trim().length < 10) throw new Error(`${what}: refused without words`);
  return done;
}

/** What a request is answered with: a refusal with words, never a 500. */
export async function attempt<T>(what: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await what();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal") throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}

/** What the job does for a list that is being added. */
export async function addList(ctx: CommandContext, batchId: string): Promise<void> {
  for (;;) {
    const done = await commitChunk(ctx, { batchId });
    if (!done.ok) throw new Error(done.message);
    if (!done.value.left) return;
  }
}
