import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { formatPhone } from "@/lib/kernel/phone";
import { asksMore } from "@/lib/messaging/rules/asks-more";
import { type Fill, fillsForRun, fillsOf } from "@/lib/messaging/rules/parameters";
import { type OpenWish, openWishes } from "@/lib/rsvp/rules/wishes";
import type { Wish } from "@/lib/rsvp/types";
import { lostReplies } from "./lost-replies";

/** What waits of one chat: a family's, or one number's that nobody has placed yet. */
export interface ChatToRead {
  key: string;
  unitId: string | null;
  household: string | null;
  /** The number, for whoever may see numbers. */
  from: string | null;
  /** The same, written for people to read. */
  fromShown: string | null;
  /** The time of the newest of them. */
  at: string;
  /** Why nobody could be found for it; null where the family is known. */
  reason: string | null;
  /** Oldest first. */
  messages: { id: string; kind: string; text: string | null; at: string; person: string | null }[];
  /** More places than are kept, that they asked for: of each function once for each family. */
  wishes: OpenWish[];
  /** What we last said to them: our own words, or the run and the functions it was about. */
  asked: { at: string; text: string | null; run: string | null; functions: string[] } | null;
  events: {
    id: string;
    name: string;
    seats: { adults: number; children: number };
    answer: "yes" | "no" | "maybe" | null;
    adults: number;
    children: number;
  }[];
  people: { id: string; name: string }[];
  /** What somebody of us answered, or we asked by ourselves, and what did not reach them; null where there is none. */
  lost: {
    messageId: string;
    state: string;
    reason: string | null;
    runId: string | null;
    text: string | null;
    /** Nobody of us wrote it: it is what we ask by ourselves. */
    automatic: boolean;
  } | null;
  /** Whether somebody in the guest list has the number. */
  numberKnown: boolean;
  /** Of a number several families share: which. */
  candidates: { unitId: string; household: string }[];
  takenBy: { name: string; mine: boolean; at: string } | null;
  /** Until when we may write back; null where the chat is closed, or there is no number to write to. */
  openUntil: string | null;
  /** The number they wrote to sends nothing any more. */
  disconnected: boolean;
  /** The day on which they asked to be asked again. */
  askAgainOn: string | null;
}

/** Half an hour without a sign of life, and a message is anybody's again: see rules/queue. */
const TAKEN = sql`n.taken_by is not null and n.taken_at > now() - interval '30 minutes'`;

/**
 * Chats that only a person can understand or place, or where what a person answered did not reach them; those that wait
 * longest in an open chat first.
 */
export async function listToRead(
  tx: Transaction,
  scope: Scope,
  limit: number,
): Promise<{ chats: ChatToRead[]; total: number }> {
  const from = scope.permissions.has("guests.phones") ? sql`c.from_identifier` : sql`null`;
  const { rows } = await tx.execute<{ chats: LoadedChat[]; total: number }>(sql`
    with lost as materialized (select * from ${lostReplies(sql`${scope.weddingId}`)} l), waiting as (
      select * from inbound_messages where wedding_id = ${scope.weddingId} and outcome = 'to_read' and not read_by_human
      union all
      select * from inbound_messages where wedding_id = ${scope.weddingId} and unit_id is null and outcome = 'unknown_sender' and not read_by_human
      union all
      -- Asked which of their families writes, they have not said it.
      select * from inbound_messages where wedding_id = ${scope.weddingId} and unit_id is null and outcome = 'asked_which' and not read_by_human
        and recorded_at < now() - interval '30 minutes'
      union all
      select n.* from inbound_messages n where n.wedding_id = ${scope.weddingId} and (n.read_by_human or n.outcome = 'prompted') and n.id in (select inbound_id from lost)
    ), chat as (
      -- Two members of a family write from two numbers: each has a chat of its own.
      select coalesce(n.unit_id::text, '') || ':' || coalesce(n.from_identifier, n.id::text) as key, n.unit_id, max(n.from_identifier) as from_identifier,
        (array_agg(n.sender_id order by n.provider_at desc))[1] as sender_id, max(n.provider_at) as at, min(n.recorded_at) as first_at,
        'message:' || (array_agg(n.provider_message_id order by n.provider_at desc) filter (where n.outcome in ('unknown_sender', 'asked_which')))[1] as unplaced_event,
        (array_agg(to_jsonb(l) order by l.automatic, n.handled_at desc, n.provider_at desc) filter (where l.message_id is not null))[1] as lost,
        (array_agg(n.taken_by order by n.taken_at desc) filter (where ${TAKEN}))[1] as taken_by, max(n.taken_at) filter (where ${TAKEN}) as taken_at,
        jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'at', n.provider_at, 'person', p.name) order by n.provider_at, n.id) as messages,
        jsonb_agg(n.wishes order by n.provider_at, n.id) filter (where n.wishes is not null) as wishes
      from waiting n left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id left join lost l on l.inbound_id = n.id
      group by 1, n.unit_id
    ), opened as (
      select c.*, case when w.last_inbound_at > now() - interval '24 hours' then w.last_inbound_at + interval '24 hours' end as open_until
      from chat c left join contact_windows w on w.wedding_id = ${scope.weddingId} and c.unit_id is not null and w.sender_id = c.sender_id and w.destination = c.from_identifier
        and not exists (select 1 from senders x where x.wedding_id = w.wedding_id and x.id = w.sender_id and x.disconnected_at is not null)
    ), page as (select * from opened order by open_until nulls last, at desc, key limit ${limit})
    select (select count(*)::int from chat) as total, coalesce((
      select jsonb_agg(jsonb_build_object(
        'key', c.key, 'unitId', u.id, 'household', u.name, 'from', ${from}, 'at', c.at, 'messages', c.messages, 'wishes', coalesce(c.wishes, '[]'), 'language', u.language,
        'reason', case when c.unit_id is null then case w.reason when 'asked_which' then 'several_households' else coalesce(w.reason, 'unknown_sender') end end, 'asked', a.said,
        'lost', case when c.lost is not null then jsonb_build_object('messageId', c.lost->'message_id', 'state', c.lost->'state', 'reason', c.lost->'reason', 'runId', c.lost->'run_id', 'text', left(c.lost->>'text', 400), 'automatic', c.lost->'automatic') end,
        'events', coalesce(v.events, '[]'), 'people', coalesce(m.people, '[]'), 'candidates', coalesce(s.candidates, '[]'),
        'numberKnown', exists (select 1 from person_identifiers d where d.wedding_id = ${scope.weddingId} and d.value = c.from_identifier and d.valid_to is null),
        'takenBy', case when c.taken_by is not null then jsonb_build_object('name', coalesce(${memberName(scope, "t")}, 'Somebody'), 'mine', c.taken_by = ${actorLabel(scope.actor)}, 'at', c.taken_at) end,
        'openUntil', c.open_until, 'disconnected', exists (select 1 from senders z where z.wedding_id = ${scope.weddingId} and z.id = c.sender_id and z.disconnected_at is not null),
        'askAgainOn', case when not exists (select 1 from rsvp_current x where x.wedding_id = u.wedding_id and x.unit_id = u.id and x.answer <> 'maybe') then k.ask_again_on end
      ) order by c.open_until nulls last, c.at desc, c.key)
      from page c
      left join lateral (select fence.home_of(${scope.weddingId}, c.unit_id) as id offset 0) home on true
      left join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = home.id
      left join webhook_events w on w.wedding_id = ${scope.weddingId} and w.event_key = c.unplaced_event
      left join users t on t.id = case when c.taken_by like 'user:%' then substr(c.taken_by, 6)::uuid end
      left join conversations k on k.wedding_id = u.wedding_id and k.unit_id = u.id
      left join lateral (
        select jsonb_build_object('at', o.created_at, 'text', left(o.content->>'body', 400), 'run', r.name, 'functions', coalesce((
          select jsonb_agg(e.name order by e.position) from events e where e.wedding_id = o.wedding_id and o.content->'events' ? e.id::text), '[]')) as said
        from messages o left join send_runs r on r.wedding_id = o.wedding_id and r.id = o.run_id
        where o.wedding_id = u.wedding_id and o.unit_id in (select fence.family_of(u.wedding_id, u.id)) and o.state not in ('blocked', 'cancelled') and o.created_at < c.first_at
        order by o.created_at desc, o.id desc limit 1
      ) a on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'seats', jsonb_build_object('adults', i.adults, 'children', i.children),
          'answer', x.answer, 'adults', coalesce(x.adults, 0), 'children', coalesce(x.children, 0)) order by e.position, e.id) as events
        from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id and e.cancelled_at is null
        left join rsvp_current x on x.wedding_id = i.wedding_id and x.unit_id = i.unit_id and x.event_id = i.event_id
        where i.wedding_id = u.wedding_id and i.unit_id = u.id
      ) v on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.contact_rank, p.id) as people
        from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
      ) m on true
      left join lateral (
        select jsonb_agg(distinct jsonb_build_object('unitId', h.id, 'household', h.name)) as candidates
        from person_identifiers d join people p on p.wedding_id = d.wedding_id and p.id = d.person_id and p.live
        join guest_units h on h.wedding_id = p.wedding_id and h.id = p.unit_id and h.live
        where c.unit_id is null and d.wedding_id = ${scope.weddingId} and d.value = c.from_identifier and d.valid_to is null
      ) s on true
    ), '[]') as chats`);
  const { chats, total } = rows[0]!;
  const told = new Set<string>();
  return {
    chats: chats.map(({ language, wishes, ...chat }) => ({
      ...chat,
      fromShown: chat.from ? formatPhone(chat.from) : null,
      wishes: openWishes(wishes, chat.events.map(asInvited), language ?? "en").filter(
        ({ eventId }) => told.size < told.add(`${chat.unitId} ${eventId}`).size,
      ),
    })),
    total,
  };
}

type LoadedChat = Omit<ChatToRead, "fromShown" | "wishes"> & { language: string | null; wishes: Wish[][] };

const asInvited = ({ id, name, seats }: ChatToRead["events"][number]) => ({ eventId: id, name, ...seats });

export interface TextChoice {
  id: string;
  name: string;
  language: string;
  body: string;
}

/** Approved texts that can go to one family as they are: no picture to choose, no place unexplained, no change to tell. */
export async function listTextChoices(tx: Transaction, scope: Scope): Promise<TextChoice[]> {
  const { rows } = await tx.execute<{
    row: TextChoice & {
      parameters: readonly string[];
      fills: readonly Fill[] | null;
      header: { format: string; text?: string } | null;
      slots: { unknown?: string[] } | null;
    };
  }>(sql`
    select jsonb_build_object('id', t.id, 'name', t.name, 'language', t.language, 'body', t.body, 'parameters', t.parameters, 'fills', t.fills,
      'header', t.header, 'slots', t.slots) as row from templates t
    join senders s on s.wedding_id = t.wedding_id and s.id = t.sender_id and s.state = 'active' and s.provider <> 'wa_link'
    where t.wedding_id = ${scope.weddingId} and t.status = 'APPROVED' and (t.header is null or t.header->>'format' = 'TEXT')
    order by t.name, t.language`);
  return rows
    .filter(
      ({ row }) =>
        !fillsForRun(fillsOf(row.parameters, row.fills), false).includes(null) && asksMore(row) === null,
    )
    .slice(0, 100)
    .map(({ row: { id, name, language, body } }) => ({ id, name, language, body }));
}
