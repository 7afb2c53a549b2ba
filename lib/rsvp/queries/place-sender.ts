import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { homeOfRow } from "@/lib/guests/queries/index-keys";
import { decodeChoice } from "@/lib/messaging/rules/payloads";
import { loadAsk } from "@/lib/rsvp/queries/chat";
import { SAME_WORDS_MS } from "@/lib/rsvp/rules/chat";
import type { Ask, KnownSender } from "@/lib/rsvp/types";

/** Who wrote for one family a little while ago goes on for the same. */
const SAME_FAMILY_MINUTES = 30;

export interface Written {
  at: string;
  from: { phone: string | null; bsuid: string | null };
  content: { type: string; text: string | null; payload: string | null; contextId: string | null };
}

export type Place =
  | { sender: KnownSender }
  /** One number of several families, and nothing says which one writes. */
  | { among: readonly KnownSender[] }
  | { reason: "unknown_sender" | "button_of_another_household" };

/** The choice under a question of ours that was tapped, with the question; null where none was. */
export async function tappedChoice(
  tx: Transaction,
  scope: Scope,
  { content }: Written,
): Promise<{ ask: Ask; unitId: string; key: string } | null> {
  const choice = content.payload ? decodeChoice(content.payload) : null;
  const asked = choice ? await loadAsk(tx, scope, choice.messageId) : null;
  return choice && asked ? { ...asked, key: choice.key } : null;
}

export const isChoice = ({ payload }: Written["content"]): boolean =>
  payload !== null && decodeChoice(payload) !== null;

/**
 * For which household somebody writes: the one whose message was answered, else the only one the number belongs to, else
 * the one it is talking with just now. A button's household must be one of the writer's.
 */
export async function placeSender(
  tx: Transaction,
  scope: Scope,
  given: {
    written: Written;
    senders: readonly KnownSender[];
    /** What of ours was tapped, and whose it is: nobody's here where the same number has written for another wedding. */
    tapped: { unitId: string | null } | null;
    /** It answers nothing, whoever it is for: a thank you. */
    harmless: boolean;
  },
): Promise<Place> {
  const { written, senders, tapped, harmless } = given;
  if (senders.length === 0) return { reason: "unknown_sender" };
  const known = (unitId: string | null | undefined) => senders.find((one) => one.unitId === unitId);
  if (tapped) {
    const sender = known(tapped.unitId);
    return sender ? { sender } : { reason: "button_of_another_household" };
  }
  const [only] = senders;
  if (senders.length === 1 && only) return { sender: only };
  const hinted =
    known(await unitAnswered(tx, scope, written)) ?? known(await unitBefore(tx, scope, written, harmless));
  return hinted ? { sender: hinted } : { among: senders };
}

/** The household of the message that is answered. */
async function unitAnswered(tx: Transaction, scope: Scope, { content }: Written): Promise<string | null> {
  if (!content.contextId) return null;
  const { rows } = await tx.execute<{ unit_id: string }>(sql`
    select fence.home_of(m.wedding_id, m.unit_id) as unit_id from message_attempts a
    join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
    where a.wedding_id = ${scope.weddingId} and a.provider_id = ${content.contextId} and m.content->'ask'->>'kind' is distinct from 'household' limit 1`);
  return rows[0]?.unit_id ?? null;
}

/**
 * Only while a question to that household is open, and to nobody else of it: the next answer of an uncle may be for his
 * next household.
 */
async function unitBefore(
  tx: Transaction,
  scope: Scope,
  { at, from }: Written,
  harmless: boolean,
): Promise<string | null> {
  const { rows } = await tx.execute<{ unit_id: string; open: boolean }>(sql`
    select home.id as unit_id, coalesce(c.state in ('choosing', 'counting', 'dating'), false)
      and not exists (select 1 from inbound_messages o where o.wedding_id = n.wedding_id and o.unit_id in (select fence.family_of(n.wedding_id, home.id))
        and o.provider_at >= n.provider_at and o.from_identifier is distinct from n.from_identifier) as open
    from inbound_messages n ${homeOfRow("n")} left join conversations c on c.wedding_id = n.wedding_id and c.unit_id = home.id
    where n.wedding_id = ${scope.weddingId} and n.unit_id is not null and n.from_identifier in (${from.phone}, ${from.bsuid})
      and n.provider_at between ${at}::timestamptz - make_interval(mins => ${SAME_FAMILY_MINUTES}) and ${at}::timestamptz
    order by n.provider_at desc, n.inbox_id desc, n.position desc limit 1`);
  const [last] = rows;
  return last && (last.open || harmless) ? last.unit_id : null;
}

/** The household as it is now: one that was listed may have joined another since. */
export async function homeOf(
  tx: Transaction,
  { weddingId }: Scope,
  unitId: string | undefined,
): Promise<string | null> {
  if (!unitId) return null;
  const { rows } = await tx.execute<{ id: string | null }>(
    sql`select fence.home_of(${weddingId}, ${unitId}) as id`,
  );
  return rows[0]?.id ?? null;
}

/**
 * What one question which family writes was about: the message that led to it, and what came shortly before it without a
 * question of its own. What came later may be for another family. Rows of `inbound_messages`, called `n`.
 */
export const askedAbout = (scope: Scope, { from }: Written, inboundId: string): SQL => sql`
  n.wedding_id = ${scope.weddingId} and n.unit_id is null and n.outcome = 'asked_which' and not n.read_by_human and n.from_identifier in (${from.phone}, ${from.bsuid})
  and exists (select 1 from inbound_messages q where q.wedding_id = n.wedding_id and q.provider_message_id = ${inboundId}
    and (n.id = q.id or (n.provider_at, n.inbox_id, n.position) < (q.provider_at, q.inbox_id, q.position)
      and n.provider_at > q.provider_at - make_interval(hours => ${HOUSEHOLD_HOURS})
      and not exists (
        select 1 from inbound_messages p join messages m on m.wedding_id = p.wedding_id and m.reply_to = p.provider_message_id and m.content->'ask'->>'kind' = 'household'
        where p.wedding_id = n.wedding_id and p.from_identifier = n.from_identifier
          and (p.provider_at, p.inbox_id, p.position) >= (n.provider_at, n.inbox_id, n.position)
          and (p.provider_at, p.inbox_id, p.position) < (q.provider_at, q.inbox_id, q.position))))`;

/** So long a question which family writes is answered by a typed number. */
const HOUSEHOLD_HOURS = 6;

/**
 * The question which family writes that was put to this number last, while it is the last thing we said and what it was
 * about still waits: after hours, or under a newer menu, a number is about something else.
 */
export async function openHouseholdAsk(
  tx: Transaction,
  scope: Scope,
  { from, at, content }: Written,
): Promise<Extract<Ask, { kind: "household" }> | null> {
  if (!from.phone) return null;
  const { rows } = await tx.execute<{ ask: Extract<Ask, { kind: "household" }> }>(sql`
    select m.content->'ask' as ask from inbound_messages n
    join messages m on m.wedding_id = n.wedding_id and m.reply_to = n.provider_message_id
    where n.wedding_id = ${scope.weddingId} and n.unit_id is null and n.outcome = 'asked_which' and n.from_identifier = ${from.phone}
      and m.content->'ask'->>'kind' = 'household' and not n.read_by_human and (
        exists (select 1 from message_attempts q where q.wedding_id = m.wedding_id and q.message_id = m.id and q.provider_id = ${content.contextId}::text)
        or n.provider_at between ${at}::timestamptz - make_interval(hours => ${HOUSEHOLD_HOURS}) and ${at}::timestamptz
        and not exists (select 1 from messages l where l.wedding_id = m.wedding_id and l.id <> m.id and l.destination = m.destination
          and l.unit_id in (select jsonb_array_elements_text(m.content->'ask'->'units')::uuid)
          and (l.kind = 'reply' and l.created_at > m.created_at or exists (
            select 1 from message_attempts a where a.wedding_id = l.wedding_id and a.message_id = l.id and a.started_at > m.created_at))))
    order by n.provider_at desc, n.inbox_id desc, n.position desc limit 1`);
  return rows[0]?.ask ?? null;
}

/** How often in the last hours the very same words of this number were answered as those of several families. */
export async function timesTold(
  tx: Transaction,
  scope: Scope,
  { from, at, content }: Written,
): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from inbound_messages n
    join messages m on m.wedding_id = n.wedding_id and m.reply_to = n.provider_message_id
    where n.wedding_id = ${scope.weddingId} and n.from_identifier = ${from.phone} and n.text = ${content.text}
      and n.provider_at between ${at}::timestamptz - make_interval(secs => ${SAME_WORDS_MS / 1_000}) and ${at}::timestamptz
      and (m.content->'ask'->>'kind' = 'household' or n.unit_id is null)`);
  return rows[0]!.n;
}
