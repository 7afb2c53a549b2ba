import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";

/** How a family can be thanked now, and what it speaks. */
export interface WayToThank {
  unitId: string;
  family: string;
  side: string;
  language: string;
  /** Who speaks for the family. */
  contact: string | null;
  /** Their number in E.164; null where there is none, where it may not be seen, or where they must not be written to. */
  phone: string | null;
  /** They asked not to be written to. */
  doNotMessage: boolean;
  /** The chat that is open: they wrote to this number of ours within a day. */
  chat: { senderId: string; destination: string } | null;
}

/** Null where the family is not there for this reader. */
export async function readWayToThank(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<WayToThank | null> {
  const showPhone = scope.permissions.has("guests.phones");
  const { rows } = await tx.execute<{ way: WayToThank }>(sql`
    with home as (
      select u.* from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and u.id = fence.home_of(${scope.weddingId}, ${unitId})
    ), line as (
      -- Who is written to for this family: its own people, or the one of another family who stands in for it.
      select p.id, p.name, d.value, d.fingerprint, p.contact_rank, d.position from home u
      join people p on p.wedding_id = u.wedding_id and p.live and (case when u.proxy_person_id is null then p.unit_id = u.id else p.id = u.proxy_person_id end)
      join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
    ), stopped as (
      select exists (select 1 from line l join suppressions s on s.wedding_id = ${scope.weddingId} and s.fingerprint = l.fingerprint and s.lifted_at is null and s.scope = 'all') as yes
    ), first as (
      select l.name, l.value from line l order by l.contact_rank, l.id, l.position limit 1
    )
    select jsonb_build_object('unitId', u.id, 'family', u.name, 'side', u.side, 'language', u.language, 'doNotMessage', (select yes from stopped),
      'contact', (select name from first), 'phone', case when ${showPhone} and not (select yes from stopped) then (select value from first) end,
      'chat', case when not (select yes from stopped) then (
        select jsonb_build_object('senderId', w.sender_id, 'destination', w.destination) from contact_windows w
        join senders s on s.wedding_id = w.wedding_id and s.id = w.sender_id and s.state <> 'stopped' and s.provider <> 'wa_link'
        where w.wedding_id = u.wedding_id and w.unit_id in (select fence.family_of(u.wedding_id, u.id)) and w.last_inbound_at > now() - interval '24 hours'
          and w.destination in (select l.value from line l)
        order by w.last_inbound_at desc limit 1) end) as way
    from home u`);
  return rows[0]?.way ?? null;
}

/** Who gave a gift by name alone; null where it is a family's, or not there for this reader. */
export async function findNamedGiver(
  tx: Transaction,
  scope: Scope,
  giftId: string,
): Promise<{ giftId: string; giver: string } | null> {
  const { rows } = await tx.execute<{ giver: string }>(sql`
    select giver from gifts where wedding_id = ${scope.weddingId} and id = ${giftId} and unit_id is null and removed_at is null`);
  return rows[0] ? { giftId, giver: rows[0].giver } : null;
}
