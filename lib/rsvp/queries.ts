import { sql } from "drizzle-orm";
import { prepared, type Transaction } from "@/db/client";
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
  const values = [...(from.phone ? phoneVariants(from.phone) : []), ...(from.bsuid ? [from.bsuid] : [])];
  const { rows } = await prepared<{
    unit_id: string;
    person_id: string;
    side: KnownSender["side"];
    name: string;
    language: string;
  }>(
    tx,
    "find-senders",
    sql`
    with writer as (
      select distinct p.id, p.unit_id, p.contact_rank from person_identifiers d
      join people p on p.wedding_id = d.wedding_id and p.id = d.person_id
      where d.wedding_id = ${scope.weddingId} and p.live and d.value in (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)) and d.valid_to is null
        and d.kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid')
    ), home as (
      select w.id, w.unit_id, w.contact_rank from writer w
      union all
      select w.id, u.id, 1000 from writer w join people x on x.wedding_id = ${scope.weddingId} and (x.id = w.id or x.merged_into = w.id)
      join guest_units u on u.wedding_id = x.wedding_id and u.proxy_person_id = x.id and u.live
    )
    select distinct on (u.id) u.id as unit_id, h.id as person_id, u.side, u.name, u.language
    from home h join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = h.unit_id
    order by u.id, h.contact_rank, h.id`,
  );
  return rows.map((row) => ({
    unitId: row.unit_id,
    personId: row.person_id,
    side: row.side,
    name: row.name,
    language: row.language,
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
