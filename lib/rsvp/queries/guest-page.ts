import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { GuestPage } from "@/lib/rsvp/types";

/** Whose page an open link leads to, without a session; null for anything unknown or taken back. */
export async function locateGuestLink(
  tokenHash: string,
): Promise<{ weddingId: string; unitId: string } | null> {
  const { rows } = await db().execute<{ wedding_id: string; subject_id: string }>(
    sql`select wedding_id, subject_id from fence.locate_token(${tokenHash}) where kind = 'guest'`,
  );
  return rows[0] ? { weddingId: rows[0].wedding_id, unitId: rows[0].subject_id } : null;
}

/** What one household sees and may answer; null where it is gone. */
export async function readGuestPage(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<GuestPage | null> {
  const { rows } = await tx.execute<{ page: GuestPage }>(sql`
    select jsonb_build_object('unitId', u.id, 'household', u.name, 'wedding', w.name, 'hosts', w.hosts, 'functions', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone, 'venue', v.name, 'address', v.address,
        'deadline', e.rsvp_deadline, 'closed', coalesce(e.rsvp_deadline <= now(), false) or e.cancelled_at is not null, 'seats', jsonb_build_object('adults', i.adults, 'children', i.children),
        'answer', case when c.answer is not null then jsonb_build_object('answer', c.answer, 'adults', c.adults, 'children', c.children) end)
        order by e.position, e.id)
      from invitations i
      join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
      left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id
      left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
      where i.wedding_id = u.wedding_id and i.unit_id = u.id
    ), '[]')) as page
    from guest_units u join weddings w on w.id = u.wedding_id
    where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${unitId}) and u.live`);
  return rows[0]?.page ?? null;
}
