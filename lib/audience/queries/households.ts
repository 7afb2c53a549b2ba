import { type SQL, sql } from "drizzle-orm";
import { preparedShape, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { takesPlace } from "@/lib/events/queries";
import { foundPage, searchTerms } from "@/lib/guests/queries/search";
import { AppError } from "@/lib/kernel/errors";
import { audienceCondition } from "../queries";
import type { Sort } from "../rules/address";
import type { Audience } from "../types";

export interface HouseholdRow {
  id: string;
  name: string;
  side: "bride" | "groom" | "both";
  contact: string | null;
  /** Null for whoever may not see numbers. */
  phone: string | null;
  adults: number;
  children: number;
  tags: string[];
  invited: number;
  answered: number;
  answer: string;
  /** The day on which they, not sure yet, asked to be asked again. */
  askAgainOn: string | null;
  messageState: string | null;
  doNotMessage: boolean;
}

/** By what a page is ordered, of `u`; the id settles ties, so that no household stands on two pages. */
const ORDERS: Record<Sort, SQL> = {
  name: sql`u.name, u.id`,
  newest: sql`u.created_at desc, u.id desc`,
  people: sql`u.people desc, u.name, u.id`,
  side: sql`u.side, u.name, u.id`,
};

/** A page of households that match, in an order, with the total; what they answered is read as it stands, not as last counted. */
export async function listHouseholds(
  tx: Transaction,
  scope: Scope,
  audience: Audience,
  page: { limit: number; offset: number; sort?: Sort },
): Promise<{ rows: HouseholdRow[]; total: number }> {
  const sort = page.sort ?? "name";
  const order = ORDERS[sort];
  const showPhone = scope.permissions.has("guests.phones");
  const mine = (table: SQL) => sql`${table}.wedding_id = ${scope.weddingId} and ${table}.unit_id = u.id`;
  // Columns, not one document a row: to put fifty together took a fifth of the whole search.
  const { rows } = await preparedShape<HouseholdRow & { total: number } & Record<string, unknown>>(
    tx,
    "households",
    sql`
    with ${isSearch(audience) && sort === "name" ? foundInOrder(scope, audience.search, page) : inOrder(scope, audience, page, sort)}
    select (select n from matching) as total, u.id, u.name, u.side, m.name as contact, ${showPhone ? sql`d.phone` : sql`null::text`} as phone,
      m.adults + u.unnamed_adults as adults, m.children + u.unnamed_children as children, coalesce(t.tags, '[]') as tags, a.invited, a.answered, a.answer,
      case when a.answer in ('none', 'maybe') then v.ask_again_on::text end as "askAgainOn",
      (select l.state from messages l where ${mine(sql`l`)} and l.kind = 'template' order by l.created_at desc, l.id desc limit 1) as "messageState", coalesce(d.stopped, false) as "doNotMessage"
    from hit u
    cross join lateral (
      select (array_agg(p.id order by p.contact_rank, p.id))[1] as id, (array_agg(p.name order by p.contact_rank, p.id))[1] as name,
        count(*) filter (where p.age_band = 'adult')::int as adults, count(*) filter (where p.age_band <> 'adult')::int as children
      from people p where ${mine(sql`p`)} and p.live) m
    left join lateral (
      select d.value as phone, exists (select 1 from suppressions s where s.wedding_id = d.wedding_id and s.fingerprint = d.fingerprint and s.lifted_at is null and s.scope = 'all') as stopped
      from person_identifiers d where d.wedding_id = ${scope.weddingId} and d.person_id = m.id and d.kind = 'phone' and d.valid_to is null order by d.position limit 1) d on true
    left join lateral (select jsonb_agg(g.tag order by g.tag) as tags from unit_tags g where ${mine(sql`g`)}) t on true
    left join conversations v on v.wedding_id = ${scope.weddingId} and v.unit_id = u.id
    cross join lateral (
      select count(*)::int as invited, count(k.answer)::int as answered,
        case when count(k.answer) = 0 then 'none' when count(distinct k.answer) = 1 then min(k.answer) else 'mixed' end as answer
      from invitations i left join rsvp_current k on k.wedding_id = i.wedding_id and k.unit_id = i.unit_id and k.event_id = i.event_id
      where ${mine(sql`i`)} and ${takesPlace(sql`i.wedding_id`, sql`i.event_id`)}) a
    order by ${order}`,
  );
  return { rows: rows.map(({ total: _, ...row }) => row as HouseholdRow), total: rows[0]?.total ?? 0 };
}

const isSearch = (audience: Audience): audience is Audience & { search: string } =>
  Boolean(audience.search) &&
  Object.entries(audience).every(([name, value]) => name === "search" || value === undefined);

/** The page's households (`hit`) and how many match (`matching`), where names are all that is asked for: a search knows both. */
const foundInOrder = (scope: Scope, search: string, page: { limit: number; offset: number }): SQL => sql`
  found as materialized (select * from ${foundPage(scope, searchTerms(scope, search), page)}),
  matching as (select total as n from found),
  hit as (
    select ${SHOWN} from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and u.id = any((select units from found)::uuid[])
  )`;

/** The same for any question. */
const inOrder = (
  scope: Scope,
  audience: Audience,
  page: { limit: number; offset: number },
  sort: Sort,
): SQL => sql`
  matched as (
    select ${SHOWN} ${sort === "people" ? sql`, u.unnamed_adults + u.unnamed_children + coalesce(n.people, 0) as people` : sql``}
    from guest_units u ${sort === "people" ? namedPeople(scope) : sql``} where ${audienceCondition(scope, audience)}
  ),
  matching as (select count(*)::int as n from matched),
  hit as (select * from matched u order by ${ORDERS[sort]} limit ${page.limit} offset ${page.offset})`;

const SHOWN = sql`u.id, u.name, u.side, u.unnamed_adults, u.unnamed_children, u.created_at`;

/** How many have a name, of every household at once: to order by it, all are counted. */
const namedPeople = (scope: Scope): SQL => sql`left join (
  select p.unit_id, count(*) as people from people p where p.wedding_id = ${scope.weddingId} and p.live group by p.unit_id) n on n.unit_id = u.id`;

export interface Household extends HouseholdRow {
  address: string | null;
  people: {
    id: string;
    name: string;
    ageBand: string;
    phones: string[];
    emails: string[];
    source: string | null;
  }[];
  invitations: {
    eventId: string;
    event: string;
    /** It does not take place: nothing is asked about it. */
    cancelled: boolean;
    adults: number;
    children: number;
    answer: string | null;
    yesAdults: number;
    yesChildren: number;
    answeredAt: string | null;
  }[];
  messages: {
    id: string;
    kind: string;
    state: string;
    reason: string | null;
    at: string;
    text: string | null;
  }[];
  inbound: { id: string; text: string | null; outcome: string; at: string }[];
}

/** One household with everything that happened to it. Throws AppError `not_found`. */
export async function requireHousehold(tx: Transaction, scope: Scope, unitId: string): Promise<Household> {
  const { rows: found } = await listHouseholds(tx, scope, { units: [unitId] }, { limit: 1, offset: 0 });
  const base = found[0];
  if (!base) throw new AppError("not_found", "This family is not there.");
  const show = scope.permissions.has("guests.phones");
  const readChat = scope.permissions.has("inbox.read");
  const { rows } = await tx.execute<{ detail: Omit<Household, keyof HouseholdRow> }>(sql`
    select jsonb_build_object(
      'address', (select address from guest_units where wedding_id = ${scope.weddingId} and id = ${unitId}),
      'people', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'ageBand', p.age_band,
        'phones', coalesce((select jsonb_agg(d.value order by d.position) from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null and ${show}), '[]'),
        'emails', coalesce((select jsonb_agg(d.value order by d.position) from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'email' and d.valid_to is null and ${show}), '[]'),
        'source', f.source) order by p.contact_rank, f.created_at, f.row_number, p.id)
        from people p left join lateral (
          select b.file_name || ', row ' || (r.row_number + b.heading_rows) as source, b.created_at, r.row_number
          from claims c join import_rows r on r.wedding_id = c.wedding_id and r.claim_id = c.id
          join import_batches b on b.wedding_id = r.wedding_id and b.id = r.batch_id
          where c.wedding_id = p.wedding_id and c.person_id = p.id and c.rows > 0 order by b.created_at, r.row_number limit 1
        ) f on true
        where p.wedding_id = ${scope.weddingId} and p.unit_id = ${unitId} and p.live), '[]'),
      'invitations', coalesce((select jsonb_agg(jsonb_build_object('eventId', e.id, 'event', e.name, 'cancelled', e.cancelled_at is not null, 'adults', i.adults, 'children', i.children, 'answer', c.answer,
        'yesAdults', coalesce(c.adults, 0), 'yesChildren', coalesce(c.children, 0), 'answeredAt', c.answered_at) order by e.position)
        from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
        left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
        where i.wedding_id = ${scope.weddingId} and i.unit_id = ${unitId}), '[]'),
      'messages', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'state', m.state, 'reason', m.reason, 'at', m.created_at, 'text', m.content->>'body') order by m.created_at)
        from messages m where m.wedding_id = ${scope.weddingId} and m.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and ${readChat}), '[]'),
      'inbound', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'text', n.text, 'outcome', n.outcome, 'at', n.provider_at) order by n.provider_at)
        from inbound_messages n where n.wedding_id = ${scope.weddingId} and n.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and ${readChat}), '[]')
    ) as detail`);
  return { ...base, ...rows[0]!.detail };
}
