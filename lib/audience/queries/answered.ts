import { type SQL, sql } from "drizzle-orm";
import { takesPlace } from "@/lib/events/queries";

/**
 * Whether a household is not to be asked again now: it has answered (about one function, or at all), or it named a day to
 * be asked again and that day is still to come. A maybe is an answer until its day, by the wedding's own clock; without a
 * day it stays one. About a cancelled function nobody is asked, and what was said of it answers no other; nor does what was
 * said of one that has begun, as long as something is still to come. The one condition for preview, check, freeze, dispatch
 * and the list of calls.
 */
export function hasAnswered(weddingId: SQL, unitId: SQL, eventId: SQL | null): SQL {
  const current = sql`select 1 from rsvp_current c where c.wedding_id = ${weddingId} and c.unit_id = ${unitId} ${eventId ? sql`and (${eventId} is null or c.event_id = ${eventId})` : sql``} and ${takesPlace(sql`c.wedding_id`, sql`c.event_id`)}
    and ${speaksOfNow({ weddingId, unitId, eventId })}`;
  const over = eventId ? sql`or not ${takesPlace(weddingId, eventId)}` : sql``;
  const named = sql`select 1 from conversations k join weddings w on w.id = k.wedding_id where k.wedding_id = ${weddingId} and k.unit_id = ${unitId}`;
  const today = sql`(now() at time zone w.zone)::date`;
  return sql`(exists (${current} and c.answer <> 'maybe') or exists (${named} and k.ask_again_on > ${today})
    or (exists (${current}) and not exists (${named} and k.ask_again_on <= ${today})) ${over})`;
}

/** Whether an answer `c` says something of what is asked now: of the function that was named, or of any that is still to come. */
const speaksOfNow = (asked: {
  weddingId: SQL;
  unitId: SQL;
  eventId: SQL | null;
}): SQL => sql`(${asked.eventId ?? sql`null`} is not null
  or not exists (select 1 from events f where f.wedding_id = c.wedding_id and f.id = c.event_id and f.starts_at <= now())
  or not exists (
    select 1 from invitations i join events f on f.wedding_id = i.wedding_id and f.id = i.event_id
    where i.wedding_id = ${asked.weddingId} and i.unit_id = ${asked.unitId} and f.cancelled_at is null and (f.starts_at is null or f.starts_at > now())))`;
