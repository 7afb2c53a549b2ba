import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { phoneVariants } from "@/lib/kernel/phone";
import type { InvitedEvent, KnownSender } from "./types";

/** Whose number this is, by any active identifier and every variant of it; several where a phone is shared or somebody is written to for another household. */
export async function findSenders(
  tx: Transaction,
  scope: Scope,
  from: { phone: string | null; bsuid: string | null },
): Promise<KnownSender[]> {
  if (!from.phone && !from.bsuid) return [];
  const values = sql.join(
    [...(from.phone ? phoneVariants(from.phone) : []), ...(from.bsuid ? [from.bsuid] : [])].map(
      (value) => sql`${value}`,
    ),
    sql`, `,
  );
  const { rows } = await tx.execute<{
    unit_id: string;
    person_id: string;
    side: KnownSender["side"];
    name: string;
  }>(sql`
    with writer as (
      select distinct p.id, p.unit_id, p.contact_rank from person_identifiers d
      join people p on p.wedding_id = d.wedding_id and p.id = d.person_id
      where d.wedding_id = ${scope.weddingId} and p.live and d.value in (${values}) and d.valid_to is null
        and d.kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid')
    ), home as (
      select w.id, w.unit_id, w.contact_rank from writer w
      union all
      select w.id, u.id, 1000 from writer w join people x on x.wedding_id = ${scope.weddingId} and (x.id = w.id or x.merged_into = w.id)
      join guest_units u on u.wedding_id = x.wedding_id and u.proxy_person_id = x.id and u.live
    )
    select distinct on (u.id) u.id as unit_id, h.id as person_id, u.side, u.name
    from home h join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = h.unit_id
    order by u.id, h.contact_rank, h.id`);
  return rows.map((row) => ({
    unitId: row.unit_id,
    personId: row.person_id,
    side: row.side,
    name: row.name,
  }));
}

/** The functions a household is invited to, with its seats. */
export async function listInvited(tx: Transaction, scope: Scope, unitId: string): Promise<InvitedEvent[]> {
  // A cancelled function is not asked about any more, and a "yes to everything" does not speak of it.
  const { rows } = await tx.execute<{ event_id: string; name: string; adults: number; children: number }>(sql`
    select i.event_id, e.name, i.adults, i.children from invitations i
    join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
    where i.wedding_id = ${scope.weddingId} and i.unit_id = ${unitId} and e.cancelled_at is null order by e.position, e.id`);
  return rows.map((row) => ({
    eventId: row.event_id,
    name: row.name,
    adults: row.adults,
    children: row.children,
  }));
}

export interface MessageToRead {
  id: string;
  unitId: string | null;
  household: string | null;
  person: string | null;
  /** The number, for whoever may see numbers. */
  from: string | null;
  kind: string;
  text: string | null;
  at: string;
  /** Why nobody could be found for it; null where the family is known. */
  reason: string | null;
  seats: { adults: number; children: number };
  events: { id: string; name: string; answer: "yes" | "no" | "maybe" | null }[];
}

/** Messages that only a person can understand or place, newest first. */
export async function listToRead(
  tx: Transaction,
  scope: Scope,
  limit: number,
): Promise<{ messages: MessageToRead[]; total: number }> {
  const from = scope.permissions.has("guests.phones") ? sql`n.from_identifier` : sql`null`;
  const { rows } = await tx.execute<{ messages: MessageToRead[]; total: number }>(sql`
    with waiting as (
      select * from inbound_messages where wedding_id = ${scope.weddingId} and outcome = 'to_read' and not read_by_human
      union all
      select * from inbound_messages where wedding_id = ${scope.weddingId} and unit_id is null and outcome = 'unknown_sender' and not read_by_human
    ), page as (select * from waiting order by provider_at desc, id limit ${limit})
    select (select count(*)::int from waiting) as total, coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', n.id, 'unitId', n.unit_id, 'household', u.name, 'person', p.name, 'from', ${from}, 'kind', n.kind, 'text', n.text, 'at', n.provider_at,
        'reason', case when n.outcome = 'unknown_sender' then coalesce(w.reason, 'unknown_sender') end,
        'seats', jsonb_build_object('adults', coalesce(v.adults, 0), 'children', coalesce(v.children, 0)), 'events', coalesce(v.events, '[]')
      ) order by n.provider_at desc, n.id)
      from page n
      left join guest_units u on u.wedding_id = n.wedding_id and u.id = n.unit_id
      left join people p on p.wedding_id = n.wedding_id and p.id = n.person_id
      left join webhook_events w on w.event_key = 'message:' || n.provider_message_id and w.wedding_id = n.wedding_id
      left join lateral (
        select max(i.adults) as adults, max(i.children) as children,
          jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'answer', c.answer) order by e.position) as events
        from invitations i
        join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
        left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
        where i.wedding_id = n.wedding_id and i.unit_id = n.unit_id
      ) v on true
    ), '[]') as messages`);
  return rows[0]!;
}
