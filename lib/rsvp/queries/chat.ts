import { type SQL, sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { nameIn } from "@/lib/events/queries/words";
import { phoneVariants } from "@/lib/kernel/phone";
import { actionOfLabel } from "@/lib/messaging/rules/payloads";
import { isOpenAsk } from "@/lib/rsvp/rules/spoken-of";
import type { Ask, KeptTurn, Meaning, Menu, OpenAsk, OpenFunction, Standing, Wish } from "@/lib/rsvp/types";

/** Of a longer chat that goes on only this many of the last messages are read, and as many that say something. */
const TURNS = 200;

/** What a household is written to in; the chat's own words are in the same. */
const speech = (weddingId: string, unitId: string): SQL =>
  sql`(select s.language from guest_units s where s.wedding_id = ${weddingId} and s.id = ${unitId})`;

/** What a message was written into: kept with it, so that it means the same whenever it is read again. */
export interface TurnContext {
  events: OpenFunction[];
  apart: boolean;
  today: string;
  menuAt: string | null;
  /** Not kept with messages of before. */
  menu?: Menu | null;
  quoted?: "menu" | OpenAsk | null;
  aside?: boolean | null;
  mute?: boolean;
}

interface Asked {
  unitId: string;
  writer: { personId: string | null; phone: string | null };
  /** The invitation a button hangs under; null for anything else. */
  messageId: string | null;
  /** The provider's id of the message it was written under, as a reply to it. */
  quotes?: string | null;
  /** The provider's time of the message, ISO 8601. */
  at: string;
}

type LoadedMenu = { events: string[]; labels: string[] };
type LoadedContext = Omit<TurnContext, "menu" | "quoted"> & {
  menu: LoadedMenu | null;
  quoted: { menu: LoadedMenu | null; ask: Ask | null } | null;
};

/**
 * The functions a message can answer: those its invitation named, for anything else those the household was asked about
 * by any message that had left us, or all where nothing had. A function it was invited to later is not answered by an old
 * message, and whoever was let answer longer was not before that.
 */
export async function loadContext(
  tx: Transaction,
  { weddingId }: Scope,
  { unitId, writer, messageId, quotes = null, at }: Asked,
): Promise<TurnContext> {
  const phones = writer.phone ? phoneVariants(writer.phone) : [];
  const { rows } = await prepared<{ context: LoadedContext }>(
    tx,
    "chat-context",
    sql`
    with sent as (
      select m.id, m.content, m.run_id, a.tried, a.started
      from messages m cross join lateral (
        select count(*) filter (where a.state <> 'failed') > 0 as tried, max(a.started_at) filter (where a.provider_id is not null) as started
        from message_attempts a where a.wedding_id = m.wedding_id and a.message_id = m.id and a.started_at < ${at}::timestamptz + interval '1 second') a
      where m.wedding_id = ${weddingId} and m.kind = 'template' and m.state not in ('blocked', 'cancelled')
        and m.unit_id in (select fence.family_of(${weddingId}, ${unitId}))
    ), asked as (
      select distinct e.id::uuid as event_id from sent s cross join lateral jsonb_array_elements_text(s.content->'events') as e(id)
      where case when ${messageId}::uuid is null then s.tried else s.id = ${messageId}::uuid end
    ), screen as (
      -- What they wrote under, else what was last on this phone; it may be of a household they lived in before.
      (select q.message_id as id, true as under from message_attempts q where q.wedding_id = ${weddingId} and q.provider_id = ${quotes}::text limit 1)
      union all
      (select m.id, false from messages m join message_attempts a on a.wedding_id = m.wedding_id and a.message_id = m.id
        where m.wedding_id = ${weddingId} and m.destination in (select jsonb_array_elements_text(${JSON.stringify(phones)}::jsonb))
          and a.provider_id is not null and a.started_at < ${at}::timestamptz + interval '1 second' and m.unit_id in (
            select fence.family_of(${weddingId}, ${unitId})
            union select l.unit_id from people p join unit_members l on l.wedding_id = p.wedding_id and l.person_id = p.id and not l.secondary
            where p.wedding_id = ${weddingId} and (p.id = ${writer.personId}::uuid and l.valid_to is not null or p.merged_into = ${writer.personId}::uuid))
        order by a.started_at desc, a.id desc limit 1)
      order by under desc limit 1
    ), menu as (
      select s.id, s.started, jsonb_build_object('events', s.content->'events', 'labels', coalesce(to_jsonb(t.buttons), '[]')) as said from sent s
      join send_runs r on r.wedding_id = ${weddingId} and r.id = s.run_id join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
      where s.started is not null and jsonb_array_length(s.content->'events') > 0
    )
    select jsonb_build_object('apart', w.children_apart, 'today', to_char(${at}::timestamptz at time zone w.zone, 'YYYY-MM-DD'),
      'menuAt', (select to_char(date_trunc('second', max(started)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from sent),
      'menu', (select said from menu order by started desc, id desc limit 1),
      'quoted', (select jsonb_build_object('menu', (select said from menu where menu.id = m.id), 'ask', case when m.kind = 'reply' then m.content->'ask' end)
        from message_attempts q join messages m on m.wedding_id = q.wedding_id and m.id = q.message_id
        where q.wedding_id = w.id and q.provider_id = ${quotes}::text limit 1),
      'aside', (select m.unit_id not in (select fence.family_of(${weddingId}, ${unitId})) or m.kind = 'reply' and m.reply_to is null
          or coalesce(r.purpose in ('answer', 'thanks') and jsonb_array_length(t.buttons) = 0, false)
        from screen join messages m on m.wedding_id = w.id and m.id = screen.id left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
        left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id),
      'mute', ${writer.phone}::text is null or exists (select 1 from person_identifiers d
        join suppressions s on s.wedding_id = d.wedding_id and s.fingerprint = d.fingerprint and s.lifted_at is null and s.scope = 'all'
        where d.wedding_id = w.id and d.person_id = ${writer.personId}::uuid and d.valid_to is null),
      'events', coalesce((select jsonb_agg(jsonb_build_object('eventId', e.id, 'name', ${nameIn(speech(weddingId, unitId))}, 'written', nullif(e.name, ${nameIn(speech(weddingId, unitId))}), 'adults', i.adults, 'children', i.children,
          'closed', coalesce(e.rsvp_deadline <= ${at}::timestamptz, false) and not exists (select 1 from answer_extensions x
            where x.wedding_id = i.wedding_id and x.unit_id in (select fence.family_of(i.wedding_id, i.unit_id)) and (x.until is null or x.until > ${at}::timestamptz)
              and x.created_at < ${at}::timestamptz + interval '1 second'))
          order by e.position, e.id)
        from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
        where i.wedding_id = ${weddingId} and i.unit_id = ${unitId} and (e.cancelled_at is null or e.cancelled_at > ${at}::timestamptz)
          and (not exists (select 1 from asked) or exists (select 1 from asked a where a.event_id = i.event_id))), '[]')) as context
    from weddings w where w.id = ${weddingId}`,
  );
  const { menu, quoted, ...context } = rows[0]!.context;
  const under = quoted?.menu ?? null;
  const ask = quoted?.ask && isOpenAsk(quoted.ask) ? quoted.ask : null;
  return { ...context, menu: menuOf(under ?? menu), quoted: under ? "menu" : ask };
}

const menuOf = (menu: LoadedMenu | null): Menu | null =>
  menu && {
    events: menu.events,
    actions: menu.labels.flatMap((label) => actionOfLabel(label, menu.labels) ?? []),
  };

type Member = { unitId: string; personId: string | null };

/**
 * One person's messages to us in their order in time, as they were understood; also those of a chat merged into theirs.
 * All of them, where everything is read anew or a message came late: whatever is left out would be answered by nothing.
 * Where a long chat goes on, what says nothing further back is left out: it opens and answers no question.
 */
export async function loadTurns(
  tx: Transaction,
  scope: Scope,
  who: Member,
  heard: string | null,
): Promise<KeptTurn[]> {
  if (heard === null) return readTurns(tx, scope, who, { most: null, telling: false });
  const recent = await readTurns(tx, scope, who, { most: TURNS, telling: false });
  if (recent.length < TURNS) return recent;
  if (recent.at(-1)?.inboundId !== heard) return readTurns(tx, scope, who, { most: null, telling: false });
  const known = new Set(recent.map((turn) => turn.id));
  const telling = await readTurns(tx, scope, who, { most: TURNS, telling: true });
  return [...telling.filter((turn) => !known.has(turn.id)), ...recent];
}

async function readTurns(
  tx: Transaction,
  { weddingId }: Scope,
  { unitId, personId }: Member,
  { most, telling }: { most: number | null; telling: boolean },
): Promise<KeptTurn[]> {
  const { rows } = await prepared<{
    id: string;
    provider_message_id: string;
    person_id: string | null;
    at: string;
    outcome: string;
    ask_again_on: string | null;
    wishes: Wish[] | null;
    reading: Meaning;
    context: TurnContext;
  }>(
    tx,
    "chat-turns",
    sql`
    select * from (
      select n.id, n.provider_message_id, n.person_id, n.provider_at, n.inbox_id, n.position,
        to_char(n.provider_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, n.outcome, n.ask_again_on::text, n.wishes, n.reading, n.context
      from inbound_messages n left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id
      where n.wedding_id = ${weddingId} and n.unit_id in (select fence.family_of(${weddingId}, ${unitId})) and n.reading is not null
        and coalesce(p.merged_into, p.id) is not distinct from ${personId}::uuid
        and (not ${telling}::boolean or n.reading->>'kind' not in ('courtesy', 'unread', 'status'))
      order by n.provider_at desc, n.inbox_id desc, n.position desc limit ${most}::int) latest
    order by provider_at, inbox_id, position`,
  );
  return rows.map((row) => ({
    ...row.context,
    id: row.id,
    inboundId: row.provider_message_id,
    personId: row.person_id,
    at: row.at,
    outcome: row.outcome,
    askAgainOn: row.ask_again_on,
    wishes: row.wishes ?? [],
    meaning: row.reading,
  }));
}

/** The day a household is to be asked again: the one that was named with a maybe that stands, whoever of them said it. */
export const dayToAsk = (weddingId: SQL, unitId: SQL): SQL => sql`(
  select heard.ask_again_on from rsvp_current stands
  join rsvp_answers said on said.wedding_id = stands.wedding_id and said.id = stands.answer_id
  join inbound_messages heard on heard.wedding_id = said.wedding_id and heard.id = said.inbound_id
  where stands.wedding_id = ${weddingId} and stands.unit_id = ${unitId} and stands.answer = 'maybe' and heard.ask_again_on is not null
  order by stands.answered_at desc, stands.event_id limit 1)`;

/** What stands for these functions, in their order, whoever said it and wherever. */
export async function loadStanding(
  tx: Transaction,
  { weddingId }: Scope,
  unitId: string,
  eventIds: readonly string[],
): Promise<Standing[]> {
  const { rows } = await prepared<Record<string, unknown> & Standing>(
    tx,
    "chat-standing",
    sql`
    select ${nameIn(speech(weddingId, unitId))} as name, c.answer, coalesce(c.adults, 0) as adults, coalesce(c.children, 0) as children,
      case when c.answer = 'yes' and e.ceiling_persons is not null then c.adults + c.children - coalesce(p.persons, 0) else 0 end as waiting
    from events e
    left join rsvp_current c on c.wedding_id = e.wedding_id and c.event_id = e.id and c.unit_id = ${unitId}
    left join event_places p on p.wedding_id = e.wedding_id and p.event_id = e.id and p.unit_id = ${unitId}
    where e.wedding_id = ${weddingId} and e.id in (select jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb)::uuid) and e.cancelled_at is null
    order by e.position, e.id`,
  );
  return rows;
}

/** The question a message of ours asked, and of which household; null where it asked none. */
export async function loadAsk(
  tx: Transaction,
  { weddingId }: Scope,
  messageId: string,
): Promise<{ ask: Ask; unitId: string } | null> {
  const { rows } = await tx.execute<{ ask: Ask | null; unit_id: string }>(sql`
    select m.content->'ask' as ask, fence.home_of(m.wedding_id, m.unit_id) as unit_id from messages m
    where m.wedding_id = ${weddingId} and m.id = ${messageId} and m.kind = 'reply'`);
  return rows[0]?.ask ? { ask: rows[0].ask, unitId: rows[0].unit_id } : null;
}
