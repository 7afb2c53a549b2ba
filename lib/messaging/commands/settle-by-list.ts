import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { cleanValue } from "@/lib/kernel/template-text";
import { NOT_SENT, type OutgoingContent } from "@/lib/messaging/ports";
import type { FrozenContent } from "@/lib/messaging/rules/content";
import { type Doubt, provenBy, RIVAL_SECONDS } from "@/lib/messaging/rules/proven-sent";
import { renderTemplate } from "@/lib/messaging/rules/render";
import { processInbox } from "@/lib/messaging/topics";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import { guestToken } from "@/lib/platform/tokens";
import { enqueue } from "@/lib/platform/topic";

const candidate = z.object({
  providerId: z.string(),
  createdAt: z.iso.datetime(),
  text: z.string().nullable(),
  status: z.string(),
  byCall: z.boolean(),
  /** Base64 of what is stored where it is the attempt's. */
  bytes: z.string(),
});

/**
 * What the provider's list shows beside doubts. Where one message there is this attempt's beyond doubt, its status goes
 * into the raw inbox with the attempt's id, as its callback would have; everything else stays a human's. Nothing is ever
 * called unsent, and nothing is sent again.
 */
export const settleByList = defineCommand({
  name: "messaging.settle-by-list",
  permission: "jobs.run",
  input: z.object({
    senderId: z.uuid(),
    provider: z.string(),
    doubts: z.array(z.object({ attemptId: z.uuid(), listed: z.array(candidate).max(1_000) })).max(100),
  }),
  irreversible: "What a provider's list says is a fact.",
  async run({ tx, scope }, { senderId, provider, doubts }): Promise<Outcome<number>> {
    const facts = await loadFacts(
      tx,
      scope,
      doubts.map(({ attemptId }) => attemptId),
    );
    const taken = await takenIds(
      tx,
      scope,
      doubts.flatMap(({ listed }) => listed.map(({ providerId }) => providerId)),
    );
    const proven = doubts.flatMap(({ attemptId, listed }) => {
      const doubt = facts.get(attemptId);
      const marked = listed.map((one) => ({ ...one, taken: taken.has(one.providerId) }));
      const found = doubt && provenBy(doubt, marked);
      return found ? [{ attemptId, providerId: found.providerId, bytes: found.bytes }] : [];
    });
    if (proven.length === 0) return { unchanged: 0 };
    const { rows } = await tx.execute(sql`
      with given as (select decode(bytes, 'base64') as body from jsonb_to_recordset(${JSON.stringify(proven)}::jsonb) as g(bytes text)),
      stored as (
        insert into webhook_inbox (provider, source, body_hash, body) select ${provider}, 'list', sha256(body), body from given
        on conflict (body_hash) do nothing returning 1
      ), counted as (
        update sender_lists set settled = settled + (select count(*) from stored) where wedding_id = ${scope.weddingId} and sender_id = ${senderId}
      )
      select 1 from stored`);
    return {
      result: rows.length,
      audit: [
        {
          action: "proven",
          entity: "message_attempt",
          count: proven.length,
          payload: proven.map(({ bytes: _, ...one }) => one),
        },
      ],
      topics: [enqueue(processInbox, {})],
    };
  },
});

type Row = {
  attempt_id: string;
  started_at: string;
  unit_id: string;
  kind: "template" | "reply";
  content: FrozenContent | OutgoingContent;
  template: string | null;
  /** The version of the household's live link. */
  link: number | null;
  rivals: number;
};

/** The doubts that still are, with what they were to say and who else may have said it. */
async function loadFacts(
  tx: Transaction,
  scope: Scope,
  attempts: readonly string[],
): Promise<Map<string, Doubt>> {
  const { rows } = await tx.execute<{ row: Row }>(sql`
    with doubt as (
      select a.id as attempt_id, a.started_at, m.unit_id, m.kind, m.content, m.destination, m.sender_id, t.body as template,
        (select max(l.version) from guest_links l where l.wedding_id = m.wedding_id and l.unit_id = m.unit_id and l.revoked_at is null) as link
      from message_attempts a join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id and m.last_attempt_id = a.id
      left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
      left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
      where a.wedding_id = ${scope.weddingId} and a.id in (select jsonb_array_elements_text(${JSON.stringify(attempts)}::jsonb)::uuid)
        and a.provider_id is null and m.state = 'in_doubt'
      for update of m
    ), nameless as (
      select a.id, a.started_at, m.destination, m.sender_id from message_attempts a
      join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
      where a.wedding_id = ${scope.weddingId} and a.provider_id is null and a.error_code is distinct from ${NOT_SENT} and m.destination in (select destination from doubt)
    )
    select to_jsonb(d) - 'destination' - 'sender_id' || jsonb_build_object('rivals', (
      select count(*) from nameless n where n.destination = d.destination and n.sender_id = d.sender_id and n.id <> d.attempt_id
        and n.started_at between d.started_at - make_interval(secs => ${RIVAL_SECONDS}::float8) and d.started_at + make_interval(secs => ${RIVAL_SECONDS}::float8))) as row
    from doubt d`);
  return new Map(
    rows.map(({ row }) => [
      row.attempt_id,
      { startedAt: row.started_at, rivals: row.rivals, text: textOf(scope, row) },
    ]),
  );
}

/** Null where its link is not the one that it carried: that was renewed since. */
function textOf(scope: Scope, { kind, content, template, unit_id, link }: Row): string | null {
  if (kind === "reply") return "body" in content ? content.body : null;
  const { params } = content as FrozenContent;
  if (template === null || (params.includes(null) && link === null)) return null;
  const token = link === null ? "" : guestToken(scope.weddingId, unit_id, link);
  const address = `${env().APP_URL.replace(/\/$/, "")}/g/${token}`;
  const values = params.map((value) => (value === null ? null : cleanValue(value)));
  return renderTemplate(template, values, address);
}

async function takenIds(
  tx: Transaction,
  scope: Scope,
  providerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ provider_id: string }>(sql`
    select a.provider_id from message_attempts a where a.wedding_id = ${scope.weddingId}
      and a.provider_id in (select jsonb_array_elements_text(${JSON.stringify(providerIds)}::jsonb))`);
  return new Set(rows.map((row) => row.provider_id));
}
