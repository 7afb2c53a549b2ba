import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a household can answer nothing any more of what a reminder asks about, one function or all of theirs: each has
 * begun, or the date to answer by has passed and nobody gave them longer. The one condition for rehearsal, freeze and
 * dispatch: whoever is reminded must be able to answer.
 */
export const tooLateToAnswer = (weddingId: SQL, unitId: SQL, eventId: SQL): SQL => sql`not exists (
  select 1 from invitations i join events e on e.wedding_id = i.wedding_id and e.id = i.event_id
  where i.wedding_id = ${weddingId} and i.unit_id = ${unitId} and (${eventId} is null or i.event_id = ${eventId}) and e.cancelled_at is null
    and (e.starts_at is null or e.starts_at > now())
    and (e.rsvp_deadline is null or e.rsvp_deadline > now() or i.unit_id in (
      select fence.home_of(x.wedding_id, x.unit_id) from answer_extensions x
      where x.wedding_id = ${weddingId} and (x.until is null or x.until > now()))))`;
