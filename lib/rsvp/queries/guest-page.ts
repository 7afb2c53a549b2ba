import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { wordsOf } from "@/lib/events/queries/words";
import { hasToConfirm } from "@/lib/rsvp/queries/confirm-again";
import type { HouseholdPage } from "@/lib/rsvp/rules/household-page";

/** Whose page an open link leads to, without a session; null for anything unknown or taken back. */
export async function locateGuestLink(
  tokenHash: string,
): Promise<{ weddingId: string; unitId: string } | null> {
  const { rows } = await db().execute<{ wedding_id: string; subject_id: string }>(
    sql`select wedding_id, subject_id from fence.locate_token(${tokenHash}) where kind = 'guest'`,
  );
  return rows[0] ? { weddingId: rows[0].wedding_id, unitId: rows[0].subject_id } : null;
}

/**
 * What one household sees and may answer; null where it is gone. After the date a function is closed, unless a parent
 * lets this household answer longer.
 */
export async function readGuestPage(
  tx: Transaction,
  scope: Scope,
  unitId: string,
): Promise<HouseholdPage | null> {
  const { rows } = await tx.execute<{ page: HouseholdPage }>(sql`
    with home as (
      select u.* from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${unitId}) and u.live
    ), longer as (
      select exists (select 1 from home u join answer_extensions x on x.wedding_id = u.wedding_id and x.unit_id in (select fence.family_of(u.wedding_id, u.id))
        where x.until is null or x.until > now()) as granted
    ), member as (
      select p.id, p.name, p.age_band, p.diet, p.contact_rank, true as ours from home u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
      union
      select p.id, p.name, p.age_band, p.diet, p.contact_rank, false from home u
      join second_seats s on s.wedding_id = u.wedding_id and s.unit_id = u.id join people p on p.wedding_id = s.wedding_id and p.id = s.person_id and p.live
      where p.unit_id <> u.id
    )
    select jsonb_build_object('unitId', u.id, 'household', u.name, 'language', u.language, 'wedding', w.name, 'hosts', w.hosts, 'zone', w.zone,
      'apart', w.children_apart, 'speakerId', (select m.id from member m where m.ours order by m.contact_rank, m.id limit 1),
      'people', coalesce((
        select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'band', m.age_band, 'diet', m.diet, 'ours', m.ours, 'diets', coalesce((
            select jsonb_object_agg(d.event_id, d.diet) from person_diets d where d.wedding_id = u.wedding_id and d.person_id = m.id), '{}'))
          order by not m.ours, case m.age_band when 'adult' then 0 when 'child' then 1 else 2 end, m.contact_rank, m.id)
        from member m), '[]'),
      'functions', coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone, 'venue', v.name, 'address', v.address, 'mapUrl', v.map_url, 'dress', e.dress, 'note', e.note, 'words', ${wordsOf(sql`e.wedding_id`, sql`e.id`)},
          'deadline', e.rsvp_deadline, 'closed', e.cancelled_at is not null or coalesce(e.rsvp_deadline <= now(), false) and not (select granted from longer), 'cancelled', e.cancelled_at is not null,
          'seats', jsonb_build_object('adults', i.adults, 'children', i.children),
          'people', coalesce((select jsonb_agg(m.id) from member m where m.ours or exists (
            select 1 from second_seats s where s.wedding_id = i.wedding_id and s.unit_id = i.unit_id and s.event_id = i.event_id and s.person_id = m.id)), '[]'),
          'waiting', case when e.ceiling_persons is not null and c.answer = 'yes' then greatest(0, c.adults + c.children - coalesce(p.persons, 0)) else 0 end,
          'toConfirm', ${hasToConfirm({ wedding: sql`i.wedding_id`, event: sql`i.event_id`, answer: sql`c.answer`, answeredAt: sql`c.answered_at` })},
          'answer', case when c.answer is not null then jsonb_build_object('answer', c.answer, 'adults', c.adults, 'children', c.children, 'people', coalesce((
            select jsonb_agg(distinct coalesce(x.merged_into, x.id)) from rsvp_answer_people a join people x on x.wedding_id = a.wedding_id and x.id = a.person_id
            where a.wedding_id = c.wedding_id and a.answer_id = c.answer_id), '[]')) end)
          order by e.position, e.id)
        from invitations i
        join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
        left join venues v on v.wedding_id = e.wedding_id and v.id = e.venue_id
        left join rsvp_current c on c.wedding_id = i.wedding_id and c.unit_id = i.unit_id and c.event_id = i.event_id
        left join event_places p on p.wedding_id = i.wedding_id and p.unit_id = i.unit_id and p.event_id = i.event_id
        where i.wedding_id = u.wedding_id and i.unit_id = u.id
      ), '[]')) as page
    from home u join weddings w on w.id = u.wedding_id`);
  return rows[0]?.page ?? null;
}
