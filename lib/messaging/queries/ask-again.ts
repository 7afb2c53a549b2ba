import { type SQL, sql } from "drizzle-orm";
import { asks } from "@/lib/audience/queries/asking";

/**
 * Families that were not sure and named a day to be asked again, whose day has come by the wedding's clock, and whom since
 * then no message and no call has asked: a maybe of theirs stands for a function that is still to come. Rows: unit_id.
 */
export const toAskAgain = (wedding: SQL): SQL => sql`(
  select k.unit_id from conversations k
  join weddings w on w.id = k.wedding_id
  join guest_units u on u.wedding_id = k.wedding_id and u.id = k.unit_id and u.live
  where k.wedding_id = ${wedding} and k.ask_again_on <= (now() at time zone w.zone)::date
    and exists (select 1 from rsvp_current c join events e on e.wedding_id = c.wedding_id and e.id = c.event_id
      where c.wedding_id = k.wedding_id and c.unit_id = k.unit_id and c.answer = 'maybe' and e.cancelled_at is null and (e.starts_at is null or e.starts_at > now()))
    and not exists (select 1 from messages m join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id and ${asks(sql`r`)}
      join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id
      where m.wedding_id = k.wedding_id and m.unit_id in (select fence.family_of(k.wedding_id, k.unit_id)) and m.kind = 'template'
        and m.state in ('accepted', 'sent', 'delivered', 'read') and a.started_at >= (k.ask_again_on::timestamp at time zone w.zone))
    and not exists (select 1 from call_tasks t where t.wedding_id = k.wedding_id and t.unit_id in (select fence.family_of(k.wedding_id, k.unit_id))
      and t.outcome in ('reached', 'not_needed') and t.outcome_at >= (k.ask_again_on::timestamp at time zone w.zone)))`;
