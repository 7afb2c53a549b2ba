import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { MARKETING, settleStops, UNDELIVERED } from "@/lib/guests/commands/settle-stops";
import { phoneVariants } from "@/lib/kernel/phone";
import { countryOf } from "@/lib/kernel/places";
import { classify, type Effect, effectOf } from "@/lib/messaging/rules/failures";
import { fingerprint } from "@/lib/platform/tokens";
import { GOES_ON } from "./finish-runs";
import { callOff } from "./steer-run";

/** This number may not write to people of that country; for all of them. */
const COUNTRY_REFUSED = new Set([130497, 21408]);

export interface Failure {
  attemptId: string;
  code: number;
  /** When it was told, by the provider's clock where that says so. */
  at: string;
  retryAfterSeconds?: number | undefined;
  /** Reported by a status (the attempt is over) instead of by the answer to the call. */
  async: boolean;
  /** The attempt had failed before, for another reason. */
  again?: boolean;
}

type FailedRow = {
  attempt_id: string;
  message_id: string;
  run_id: string | null;
  unit_id: string;
  sender_id: string;
  destination: string;
  country: string | null;
  /** The number it was sent from, as shown. */
  sent_from: string;
  attempt: number;
  /** The code that stands for the attempt: of several reported, the earliest. */
  standing: number | null;
  state: string;
  reason: string | null;
  code: number;
  latest: boolean;
  repeats: number;
  receipted: boolean;
  /** Its number is this wedding's, and its run has not been stopped. */
  may_retry: boolean;
  stopped: boolean;
};

/**
 * Carries out what failures mean, for messages, recipients, runs and senders, set-based. A message is sent again only
 * where every reason reported of its latest attempt allows it, nothing speaks for delivery on any attempt, its run
 * is still sending and its number has not been disconnected: so the order in which reasons come decides nothing.
 */
export async function applyFailures(
  tx: Transaction,
  scope: Scope,
  failures: readonly Failure[],
): Promise<void> {
  if (failures.length === 0) return;
  const { rows } = await tx.execute<FailedRow>(sql`
    select a.id as attempt_id, m.id as message_id, m.run_id, m.unit_id, m.sender_id, m.destination, m.country, n.display_number as sent_from, a.number as attempt,
      a.error_code as standing, m.state, m.reason, r.code, m.last_attempt_id = a.id as latest,
      (select count(*)::int from (select 1 from messages o join message_attempts oa on oa.wedding_id = o.wedding_id and oa.id = o.last_attempt_id
        where o.wedding_id = m.wedding_id and o.run_id = m.run_id and o.state = 'failed' and oa.error_code = r.code limit 5) few) as repeats,
      exists (select 1 from message_attempts da join message_receipts mr on mr.wedding_id = da.wedding_id and mr.attempt_id = da.id
        where da.wedding_id = m.wedding_id and da.message_id = m.id and mr.status in ('delivered', 'read')) as receipted,
      n.disconnected_at is null and (m.run_id is null or exists (select 1 from send_runs s where s.wedding_id = m.wedding_id and s.id = m.run_id and s.state in ('sending', 'paused', 'done'))) as may_retry,
      exists (select 1 from send_runs s where s.wedding_id = m.wedding_id and s.id = m.run_id and s.state = 'stopped') as stopped
    from jsonb_to_recordset(${JSON.stringify(failures.map((f) => ({ id: f.attemptId, code: f.code })))}::jsonb) as r(id uuid, code int)
    join message_attempts a on a.wedding_id = ${scope.weddingId} and a.id = r.id
    join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
    join senders n on n.wedding_id = m.wedding_id and n.id = m.sender_id
    order by m.id for update of m`);
  const reported = new Map(failures.map((failure) => [`${failure.attemptId}:${failure.code}`, failure]));
  const decided = rows.map((row) => {
    const failure = reported.get(`${row.attempt_id}:${row.code}`)!;
    const failureClass = isHomeRefused(row) ? "ACCOUNT" : classify(failure.code);
    const effect = effectOf(
      {
        class: failureClass,
        code: failure.code,
        retryAfterSeconds: failure.retryAfterSeconds,
        async: failure.async,
      },
      { attempt: row.attempt, repeats: row.repeats, random: Math.random() },
    );
    // What has not left by a run that was stopped meanwhile did not fail: it is called off with the rest.
    const waits = row.may_retry || (row.stopped && !failure.async);
    const message =
      effect.message.kind === "retry" && (row.receipted || !waits)
        ? ({ kind: "fail" } as const)
        : effect.message;
    return { row, failure, effect: { ...effect, message } };
  });
  const settled = decidedMessages(decided);
  await settleMessages(tx, scope, settled);
  await reopenRuns(tx, scope, settled);
  await protectRecipients(tx, scope, decided);
  await closeChats(tx, scope, decided);
  await haltRunsAndSenders(tx, scope, decided);
}

/** A number that may not write to people of its own country can write to nobody: something is wrong with the account. */
const isHomeRefused = ({ code, country, sent_from }: FailedRow): boolean =>
  COUNTRY_REFUSED.has(code) && country !== null && countryOf(`+${sent_from.replace(/\D/g, "")}`) === country;

interface Decided {
  row: FailedRow;
  failure: Failure;
  effect: Effect;
}

/**
 * One decision for each message: of its latest attempt, and against a retry where any reason is. What a human decided to
 * leave stays left, whatever is heard of it later.
 */
function decidedMessages(decided: readonly Decided[]): Decided[] {
  const open = decided.filter(
    ({ row }) =>
      row.latest && row.state !== "blocked" && row.state !== "cancelled" && row.reason !== "LEFT_IN_DOUBT",
  );
  return [...Map.groupBy(open, ({ row }) => row.message_id).values()].flatMap((reasons) => {
    const one = reasons.find(({ effect }) => effect.message.kind !== "retry") ?? reasons[0]!;
    // What was decided before stands, but for a retry that something speaks against now.
    const stands = one.failure.again && (one.row.state !== "queued" || one.effect.message.kind === "retry");
    return stands ? [] : [one];
  });
}

async function settleMessages(tx: Transaction, scope: Scope, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const updates = decided.map(({ row, failure, effect }) => ({
    id: row.message_id,
    state:
      effect.message.kind === "retry" ? "queued" : effect.message.kind === "fail" ? "failed" : "in_doubt",
    reason: classify(row.standing ?? failure.code),
    after: effect.message.kind === "retry" ? effect.message.afterSeconds : 0,
  }));
  await tx.execute(sql`
    update messages m set state = r.state, reason = case when r.state = 'queued' then null else r.reason end, next_at = now() + make_interval(secs => r.after)
    from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as r(id uuid, state text, reason text, after double precision)
    where m.wedding_id = ${scope.weddingId} and m.id = r.id`);
  const stopped = decided.flatMap(({ row }) => (row.stopped ? [row.message_id] : []));
  if (stopped.length > 0)
    await tx.execute(
      callOff(
        sql`m.wedding_id = ${scope.weddingId} and m.id in (select jsonb_array_elements_text(${JSON.stringify(stopped)}::jsonb)::uuid)`,
      ),
    );
}

/** A run that had sent everything has something to send again; one that is about to end finds that it has. */
async function reopenRuns(tx: Transaction, scope: Scope, decided: readonly Decided[]): Promise<void> {
  const runs = [
    ...new Set(
      decided.flatMap(({ row, effect }) =>
        effect.message.kind === "retry" && row.run_id ? [row.run_id] : [],
      ),
    ),
  ];
  if (runs.length === 0) return;
  await tx.execute(sql`
    update send_runs set ${GOES_ON}
    where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(runs)}::jsonb)::uuid)`);
}

async function protectRecipients(tx: Transaction, scope: Scope, decided: readonly Decided[]): Promise<void> {
  const prints = (destination: string) =>
    phoneVariants(destination).map((variant) => fingerprint("phone", variant).toString("hex"));
  // They may have let it come again since: the latest word stands, whichever way it is told.
  const told = (what: Effect["suppress"]) =>
    decided
      .filter(({ effect }) => effect.suppress === what)
      .flatMap(({ row, failure }) =>
        prints(row.destination).map((print) => ({ print, value: "stop" as const, at: failure.at })),
      );
  await settleStops(tx, scope, UNDELIVERED, told("all"));
  await settleStops(tx, scope, { ...MARKETING, source: "status" }, told("marketing"));
  const hold = decided.filter(({ effect }) => effect.hold24h).flatMap(({ row }) => prints(row.destination));
  if (hold.length > 0) {
    await tx.execute(sql`
      insert into contact_holds (wedding_id, fingerprint, until, reason)
      select distinct ${scope.weddingId}::uuid, decode(f, 'hex'), now() + interval '24 hours', 'provider'
      from jsonb_array_elements_text(${JSON.stringify(hold)}::jsonb) as f
      on conflict (wedding_id, fingerprint) do update set until = greatest(contact_holds.until, excluded.until)`);
  }
}

/** A chat that the provider holds for closed opens with what they write after the call that it refused. */
async function closeChats(tx: Transaction, scope: Scope, decided: readonly Decided[]): Promise<void> {
  const refused = decided.flatMap(({ row, effect }) => (effect.closesChat ? [row.attempt_id] : []));
  if (refused.length === 0) return;
  await tx.execute(sql`
    delete from contact_windows w using message_attempts a join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
    where a.wedding_id = ${scope.weddingId} and a.id in (select jsonb_array_elements_text(${JSON.stringify(refused)}::jsonb)::uuid)
      and w.wedding_id = m.wedding_id and w.sender_id = m.sender_id and w.destination = m.destination and w.last_inbound_at <= a.started_at`);
}

async function haltRunsAndSenders(tx: Transaction, scope: Scope, decided: readonly Decided[]): Promise<void> {
  for (const { row, failure, effect } of decided) {
    if (effect.run === "pause" && row.run_id) {
      await tx.execute(sql`
        update send_runs set state = 'paused', state_reason = ${`provider:${failure.code}`}
        where wedding_id = ${scope.weddingId} and id = ${row.run_id} and state = 'sending'`);
    }
    if (COUNTRY_REFUSED.has(failure.code) && row.country && !isHomeRefused(row))
      await tx.execute(sql`
        update senders set blocked_countries = blocked_countries || to_jsonb(${row.country}::text)
        where wedding_id = ${scope.weddingId} and id = ${row.sender_id} and not blocked_countries ? ${row.country}`);
    if (effect.sender === "stop") {
      await tx.execute(sql`
        update senders set state = 'stopped', state_reason = ${`provider:${failure.code}`}
        where wedding_id = ${scope.weddingId} and id = ${row.sender_id} and state <> 'stopped'`);
    }
  }
}
