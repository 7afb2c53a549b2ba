import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberName } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { hasToConfirm } from "@/lib/rsvp/queries/confirm-again";
import { disagreements } from "@/lib/rsvp/queries/disagreements";
import { seatedAt } from "./seated";

type Answer = "yes" | "no" | "maybe";

export interface FamilyBehind {
  unitId: string;
  household: string;
  side: "bride" | "groom" | "both";
  answer: Answer | null;
  adults: number;
  children: number;
  /** Persons of this yes who wait for a place; `infants` are of those who have one. */
  waiting: number;
  seats: { adults: number; children: number };
  answeredAt: string | null;
  channel: "whatsapp" | "web" | "phone" | "console" | null;
  /** The guest who answered. */
  by: string | null;
  /** The person of the team who entered it. */
  enteredBy: string | null;
  /** What the guest wrote, for whoever may read messages. */
  said: string | null;
  /** The answer before this one, which it replaced. */
  replaced: { answer: Answer; adults: number; children: number; at: string; by: string | null } | null;
  /** How many answers there were for this function; the last one counts. */
  answers: number;
  /** Somebody of the family says something else. */
  differs: boolean;
  /** What those who live there eat, where it was said. */
  diets: string[];
  infants: number;
  messageState: string | null;
  /** Said so before a change after which everybody is asked to confirm. */
  confirm: boolean;
  asked: boolean;
  askedAt: string | null;
  readAt: string | null;
  /** The day on which they asked to be asked again. */
  askAgainOn: string | null;
  people: { id: string; name: string }[];
  /** Every function this family is invited to that takes place. */
  events: { id: string; name: string }[];
}

export type Behind =
  | "invited"
  | "yes"
  | "waiting"
  | "infants"
  | "diet"
  | "maybe"
  | "no"
  | "differ"
  | "pending"
  | "silent"
  | "read"
  | "confirm"
  | "unreached";

/** What those eat of whom nobody told us. */
export const NOT_TOLD = "not told";

function conditionOf(which: Behind, weddingId: string, eventId: string, diet: string): SQL {
  const seated = (condition: SQL) =>
    sql`and i.unit_id in (select s.unit_id from ${sql.raw(seatedAt(weddingId, eventId))} s where ${condition})`;
  switch (which) {
    case "invited":
      return sql``;
    case "yes":
    case "no":
    case "maybe":
      return sql`and c.answer = ${which}`;
    case "pending":
      return sql`and c.answer is null`;
    case "unreached":
      return sql`and not coalesce(o.asked, false)`;
    case "confirm":
      return sql`and ${hasToConfirm({ wedding: sql`i.wedding_id`, event: sql`i.event_id`, answer: sql`c.answer`, answeredAt: sql`c.answered_at` })}`;
    case "silent":
      return sql`and c.answer is null and o.asked`;
    case "read":
      return sql`and c.answer is null and o.asked and o.read_at is not null`;
    case "waiting":
      return seated(sql`s.waiting > 0`);
    case "infants":
      return seated(sql`s.infants > 0`);
    case "differ":
      return sql`and o.disagreements > 0 and (i.unit_id, i.event_id) in (select x.unit_id, x.event_id
        from ${disagreements(weddingId, sql`(select unit_id from unit_overview where wedding_id = ${weddingId} and disagreements > 0)`)} x)`;
    case "diet":
      return seated(diet === NOT_TOLD ? sql`s.untold > 0` : sql`s.diets ? ${diet}`);
  }
}

export interface BehindAsk {
  which: Behind;
  /** Where `which` is a diet. */
  diet: string;
  search: string;
  limit: number;
  offset: number;
}

/** The families behind a number of one function, and why they count; a page of them, by name. */
export async function listBehind(
  tx: Transaction,
  scope: Scope,
  eventId: string,
  ask: BehindAsk,
): Promise<{ families: FamilyBehind[]; total: number }> {
  const named = ask.search ? sql`and u.name ilike ${`%${ask.search.replace(/[\\%_]/g, "\\$&")}%`}` : sql``;
  const said = scope.permissions.has("inbox.read") ? sql`n.text` : sql`null`;
  const mine = (alias: string) => sql`${sql.raw(alias)}.wedding_id = ${scope.weddingId}`;
  const { rows } = await tx.execute<{ families: FamilyBehind[]; total: number }>(sql`
    with matched as (
      select i.unit_id, u.name, u.side, i.adults as kept_adults, i.children as kept_children, c.answer_id, c.answer, c.adults, c.children,
        c.answered_at, coalesce(o.asked, false) as asked, o.asked_at, o.read_at, coalesce(o.disagreements, 0) as differs
      from invitations i
      join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      left join unit_overview o on o.wedding_id = i.wedding_id and o.unit_id = i.unit_id
      where ${mine("i")} and i.event_id = ${eventId} ${conditionOf(ask.which, scope.weddingId, eventId, ask.diet)} ${named}
    ), page as (
      select * from matched order by name, unit_id limit ${ask.limit} offset ${ask.offset}
    )
    select (select count(*)::int from matched) as total, coalesce((
      select jsonb_agg(jsonb_build_object(
        'unitId', m.unit_id, 'household', m.name, 'side', m.side, 'answer', m.answer, 'adults', coalesce(m.adults, 0), 'children', coalesce(m.children, 0),
        'waiting', coalesce(s.waiting, 0), 'infants', coalesce(s.infants, 0), 'seats', jsonb_build_object('adults', m.kept_adults, 'children', m.kept_children),
        'answeredAt', m.answered_at, 'channel', a.channel, 'by', p.name, 'enteredBy', ${memberName(scope, "w")}, 'said', ${said},
        'replaced', case when b.id is not null then jsonb_build_object('answer', b.answer, 'adults', b.adults, 'children', b.children, 'at', b.answered_at, 'by', bp.name) end,
        'confirm', ${hasToConfirm({ wedding: sql`${scope.weddingId}`, event: sql`${eventId}`, answer: sql`m.answer`, answeredAt: sql`m.answered_at` })},
        'answers', (select count(*) from rsvp_answers x where ${mine("x")} and x.unit_id = m.unit_id and x.event_id = ${eventId}),
        'differs', m.differs > 0 and exists (select 1 from ${disagreements(scope.weddingId, sql`(select m.unit_id)`)} x where x.event_id = ${eventId}),
        'diets', coalesce((select jsonb_agg(distinct btrim(coalesce(d.diet, x.diet))) from people x
          left join person_diets d on d.wedding_id = x.wedding_id and d.person_id = x.id and d.event_id = ${eventId}
          where ${mine("x")} and x.unit_id = m.unit_id and x.live and btrim(coalesce(d.diet, x.diet, '')) <> ''), '[]'),
        'messageState', (select l.state from messages l where ${mine("l")} and l.unit_id = m.unit_id and l.kind = 'template' order by l.created_at desc, l.id desc limit 1), 'asked', m.asked, 'askedAt', m.asked_at, 'readAt', m.read_at,
        'askAgainOn', case when m.answer is null or m.answer = 'maybe' then k.ask_again_on end,
        'people', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.contact_rank, x.id)
          from people x where ${mine("x")} and x.unit_id = m.unit_id and x.live), '[]'),
        'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.position), '[]') from invitations v
          join events e on e.wedding_id = v.wedding_id and e.id = v.event_id and e.cancelled_at is null where ${mine("v")} and v.unit_id = m.unit_id)
      ) order by m.name, m.unit_id)
      from page m
      left join ${sql.raw(seatedAt(scope.weddingId, eventId, "page"))} s on s.unit_id = m.unit_id
      left join rsvp_answers a on ${mine("a")} and a.id = m.answer_id
      left join people p on p.wedding_id = a.wedding_id and p.id = a.person_id
      left join users w on w.id = case when a.actor like 'user:%' then substr(a.actor, 6)::uuid end
      left join inbound_messages n on n.wedding_id = a.wedding_id and n.id = a.inbound_id
      left join rsvp_answers b on b.wedding_id = a.wedding_id and b.id = a.replaces
      left join people bp on bp.wedding_id = b.wedding_id and bp.id = b.person_id
      left join conversations k on ${mine("k")} and k.unit_id = m.unit_id
    ), '[]') as families`);
  return rows[0]!;
}
