import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { phoneVariants } from "@/lib/kernel/phone";
import type { Conversation, InvitedEvent } from "./types";

export interface KnownSender {
  unitId: string;
  personId: string | null;
  side: "bride" | "groom" | "both";
  name: string;
}

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

/** Locks the household's conversation, so that two messages of one chat are decided one after the other. */
export async function lockConversation(
  tx: Transaction,
  scope: Scope,
  sender: KnownSender,
  at: string,
): Promise<Conversation & { isOld: boolean }> {
  const { rows } = await tx.execute<{
    state: Conversation["state"];
    pending_total: number | null;
    is_old: boolean;
  }>(sql`
    insert into conversations as c (wedding_id, unit_id, side, state, last_inbound_at)
    values (${scope.weddingId}, ${sender.unitId}, ${sender.side}, 'invited', ${at}::timestamptz)
    on conflict (wedding_id, unit_id) do update set last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at)
    returning state, pending_total, ${at}::timestamptz < last_inbound_at as is_old`);
  const row = rows[0]!;
  return { state: row.state, pendingTotal: row.pending_total, isOld: row.is_old };
}

/** The functions a household is invited to, with its seats. */
export async function listInvited(tx: Transaction, scope: Scope, unitId: string): Promise<InvitedEvent[]> {
  const { rows } = await tx.execute<{ event_id: string; name: string; adults: number; children: number }>(sql`
    select i.event_id, e.name, i.adults, i.children from invitations i
    join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
    where i.wedding_id = ${scope.weddingId} and i.unit_id = ${unitId} order by e.position, e.id`);
  return rows.map((row) => ({
    eventId: row.event_id,
    name: row.name,
    adults: row.adults,
    children: row.children,
  }));
}

/**
 * The functions a household was asked about: by one message (a button answers what stood in it), or by any. A function
 * it was invited to later is not answered by an old message. Empty where nothing was sent: then all of them are meant.
 */
export async function listAsked(
  tx: Transaction,
  scope: Scope,
  unitId: string,
  messageId: string | null,
): Promise<Set<string>> {
  const { rows } = await tx.execute<{ event_id: string }>(sql`
    select distinct e.id as event_id from messages m cross join lateral jsonb_array_elements_text(m.content->'events') as e(id)
    where m.wedding_id = ${scope.weddingId} and m.unit_id in (select fence.family_of(${scope.weddingId}, ${unitId})) and m.kind = 'template' and m.state not in ('blocked', 'cancelled')
      ${messageId ? sql`and m.id = ${messageId}` : sql``}`);
  return new Set(rows.map((row) => row.event_id));
}
