import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { isUuid } from "@/lib/kernel/ids";
import { RANKS, stateOf } from "@/lib/messaging/rules/attempts";
import { classify, UNTOLD } from "@/lib/messaging/rules/failures";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { applyFailures } from "./apply-failures";

const status = z.object({
  kind: z.literal("status"),
  key: z.string(),
  phoneNumberId: z.string(),
  providerId: z.string(),
  attemptId: z.string().nullable(),
  status: z.string(),
  at: z.iso.datetime(),
  error: z.object({ code: z.number().int(), detail: z.string() }).nullable(),
});

/** A failure told twice may come once without its reason, which must not hide the other's. */
const untold = `{${UNTOLD.join(",")}}`;

/** A status nobody's attempt matches may simply be faster than our own record of the call. */
const PARKED_FOR = "1 hour";

/**
 * Applies a batch of statuses, set-based: receipts are appended, each attempt takes the highest rank reported, so any
 * order and any repetition ends in the same state. What matches no attempt is parked and tried again.
 */
export const applyStatuses = defineCommand({
  name: "messaging.apply-statuses",
  permission: "webhooks.apply",
  input: z.object({
    senderId: z.uuid(),
    events: z
      .array(status.extend({ inboxId: z.uuid() }))
      .min(1)
      .max(5_000),
  }),
  irreversible: "What a provider reports is a fact.",
  timeoutMs: 30_000,
  async run({ tx, scope, now }, { senderId, events }) {
    const distinct = [...new Map(events.map((event) => [event.key, event])).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    const touched = await writeReports(tx, scope, distinct);
    const claimed = touched[0]?.claimed ?? 0;
    if (claimed === 0) return { unchanged: { claimed: 0 } };
    const shown = touched.flatMap((row) => (row.unit_id === null ? [] : [{ ...row, unit_id: row.unit_id }]));
    const failures = touched.flatMap((row) =>
      (row.codes ?? []).map(({ code, at }) => ({
        attemptId: row.attempt_id!,
        code,
        at,
        async: true,
        again: row.failed_before,
      })),
    );
    await endRetries(
      tx,
      scope,
      touched.flatMap((row) => (row.receipted && row.unit_id === null ? [row.message_id] : [])),
    );
    await applyFailures(tx, scope, failures);
    // Who was asked and reached is part of each function's numbers.
    const asked = await eventsOf(
      tx,
      scope,
      shown.filter((row) => row.counts).map((row) => row.unit_id),
    );
    return {
      result: { claimed },
      audit: [
        {
          action: "statuses",
          entity: "message_attempt",
          count: claimed,
          payload: distinct.map((event) => event.key),
        },
      ],
      topics: [
        ...(shown.length > 0 ? [enqueue(refreshProjections, { weddingId: scope.weddingId })] : []),
        ...(failures.length > 0
          ? [
              enqueue(
                dispatchMessages,
                { weddingId: scope.weddingId, senderId },
                { startAfter: new Date(now.getTime() + 2_000) },
              ),
            ]
          : []),
      ],
      dirty: [
        ...shown.flatMap((row) => [
          { kind: "unit" as const, key: row.unit_id },
          ...(row.run_id ? [{ kind: "run" as const, key: row.run_id }] : []),
        ]),
        ...asked.map((key) => ({ kind: "event" as const, key })),
      ],
    };
  },
});

type Touched = {
  attempt_id: string | null;
  message_id: string;
  /** Null where the message does not show this attempt. */
  unit_id: string | null;
  run_id: string | null;
  counts: boolean;
  receipted: boolean;
  failed_before: boolean;
  /** Each reason once, with the latest time it was told of. */
  codes: { code: number; at: string }[] | null;
  claimed: number;
};

type Event = z.output<typeof status> & { inboxId: string };

const toRow = (event: Event) => {
  const state = stateOf(event.status);
  return {
    key: event.key,
    inbox: event.inboxId,
    provider: event.providerId,
    attempt: event.attemptId && isUuid(event.attemptId) ? event.attemptId : null,
    state,
    rank: state ? RANKS[state] : null,
    at: event.at,
    code: event.error?.code ?? null,
    class: event.error ? classify(event.error.code) : null,
    detail: event.error?.detail ?? null,
    event,
  };
};

/** Appends what is new and moves the attempts; says which moved, and which of them their message shows. */
async function writeReports(tx: Transaction, scope: Scope, events: readonly Event[]): Promise<Touched[]> {
  const rows = events.map(toRow);
  const { rows: touched } = await tx.execute<Touched>(sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g(key text, inbox uuid, provider text, attempt uuid, state text, rank int, at timestamptz, code int, class text, detail text, event jsonb)
      ), matched as (
        select g.*, coalesce(own.id, named.id) as attempt_id from given g
        left join message_attempts own on own.wedding_id = ${scope.weddingId} and own.id = g.attempt
        left join lateral (
          select a.id from message_attempts a
          where g.attempt is null and a.wedding_id = ${scope.weddingId} and a.provider_id = g.provider limit 1
        ) named on true
      ), claimed as (
        insert into webhook_events as e (event_key, inbox_id, wedding_id, kind, disposition, reason, event)
        select m.key, m.inbox, ${scope.weddingId}, 'status',
          case when m.state is null then 'ignored' when m.attempt_id is null then 'parked' else 'applied' end,
          case when m.state is null then 'status_without_meaning' when m.attempt_id is null then 'unknown_message' end,
          case when m.state is not null and m.attempt_id is null then m.event end
        from matched m
        on conflict (event_key) do update set
          disposition = case when excluded.disposition = 'parked' and e.recorded_at < now() - ${PARKED_FOR}::interval then 'quarantined' else excluded.disposition end,
          reason = excluded.reason, event = excluded.event
          -- What failed to be applied is tried again by a replay.
          where e.disposition = 'quarantined' and e.reason like 'error:%' or e.disposition = 'parked' and (excluded.disposition <> 'parked' or e.recorded_at < now() - ${PARKED_FOR}::interval)
        returning e.event_key, e.disposition
      ), report as (
        select m.* from matched m join claimed c on c.event_key = m.key where c.disposition = 'applied'
      ), receipt as (
        insert into message_receipts (wedding_id, attempt_id, status, provider_at, error_code)
        select distinct on (attempt_id, state) ${scope.weddingId}::uuid, attempt_id, state, at, code from report order by attempt_id, state, at, code
        on conflict do nothing
      ), reason as (
        select attempt_id, jsonb_agg(jsonb_build_object('code', code, 'at', at)) as codes
        from (select attempt_id, code, max(at) as at from report where state = 'failed' group by attempt_id, code) one group by attempt_id
      ), highest as (
        select attempt_id, max(rank) as rank, (array_agg(provider))[1] as provider,
          bool_or(state in ('delivered', 'read')) as receipted,
          (array_agg(jsonb_build_object('code', code, 'class', class, 'detail', detail, 'at', at) order by code = any(${untold}::int[]), at, code) filter (where state = 'failed'))[1] as failure
        from report group by attempt_id
      ), moved as (
        update message_attempts a set
          rank = greatest(a.rank, h.rank),
          state = (array['calling', 'accepted', 'sent', 'delivered', 'read', 'failed'])[greatest(a.rank, h.rank) + 1],
          provider_id = coalesce(a.provider_id, h.provider),
          settled_at = coalesce(a.settled_at, now()),
          (error_code, error_class, error_detail, error_at) = (
            select f.code, f.class, f.detail, f.at from (values
              (a.error_code, a.error_class, a.error_detail, a.error_at),
              ((h.failure->>'code')::int, h.failure->>'class', h.failure->>'detail', (h.failure->>'at')::timestamptz)
            ) as f(code, class, detail, at) order by f.at is null, f.code = any(${untold}::int[]), f.at, f.code nulls last limit 1)
        from highest h where a.wedding_id = ${scope.weddingId} and a.id = h.attempt_id
        returning a.id, a.message_id, a.state, old.rank as rank_before, a.rank, a.error_class, h.receipted
      ), shown as (
        update messages m set
          -- A receipt that comes while a retry waits ends the retry: something speaks for its being out.
          state = v.state,
          reason = case when v.state = 'failed' then v.error_class else null end
        from moved v
        where m.wedding_id = ${scope.weddingId} and m.id = v.message_id and m.last_attempt_id = v.id and (m.state not in ('blocked', 'cancelled') or v.state in ('delivered', 'read'))
          and (m.state <> 'queued' or v.state <> 'failed' or v.receipted)
          -- What a human left in doubt stays so, until it is known to have arrived.
          -- Where the family has another message of the wave by now, that one is shown; what arrived is in the receipts.
          and (m.state not in ('blocked', 'cancelled', 'failed') or v.state = 'failed' or not exists (
              select 1 from messages o where o.wedding_id = m.wedding_id and o.unit_id = m.unit_id and o.wave = m.wave and o.id <> m.id and o.state not in ('blocked', 'cancelled', 'failed'))
            and not exists (select 1 from messages o where o.wedding_id = m.wedding_id and o.run_id = m.run_id and o.destination = m.destination and o.id <> m.id
              and o.state not in ('blocked', 'cancelled', 'failed')))
          and (m.reason is distinct from 'LEFT_IN_DOUBT' or v.state in ('delivered', 'read'))
        returning m.unit_id, m.run_id, v.id as attempt_id
      )
      select v.id as attempt_id, v.message_id, s.unit_id, s.run_id, v.rank_before = 0 or v.rank = 5 as counts, v.receipted,
        v.rank_before = 5 as failed_before, w.codes, (select count(*)::int from claimed) as claimed
      from (select 1) one left join moved v on true left join shown s on s.attempt_id = v.id left join reason w on w.attempt_id = v.id`);
  return touched;
}

/** A receipt of an earlier attempt: the guest has the message, so the retry that waits is not made. */
async function endRetries(tx: Transaction, scope: Scope, messages: readonly string[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.execute(sql`
    update messages m set state = 'failed', reason = a.error_class from message_attempts a
    where m.wedding_id = ${scope.weddingId} and m.id in (select jsonb_array_elements_text(${JSON.stringify(messages)}::jsonb)::uuid)
      and m.state = 'queued' and a.wedding_id = m.wedding_id and a.id = m.last_attempt_id and a.rank = 5`);
}

async function eventsOf(tx: Transaction, scope: Scope, units: readonly string[]): Promise<string[]> {
  if (units.length === 0) return [];
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    select distinct event_id from invitations
    where wedding_id = ${scope.weddingId} and unit_id in (select jsonb_array_elements_text(${JSON.stringify(units)}::jsonb)::uuid)`);
  return rows.map((row) => row.event_id);
}
