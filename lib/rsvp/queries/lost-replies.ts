import { type SQL, sql } from "drizzle-orm";

const LOST = sql`('in_doubt', 'failed', 'blocked')`;

/**
 * What somebody of the family wrote to a guest, in own words or as an approved text, and what did not reach them: refused,
 * failed, in doubt, or held up. With the guest's messages it answers, which are dealt with only when it has arrived: both
 * are rows of one transaction, so they have one time. A doubt that somebody has left as it is, is settled.
 * Rows: inbound_id, message_id, state, reason, run_id, text.
 */
export const lostReplies = (wedding: SQL): SQL => sql`(
  select n.id as inbound_id, m.id as message_id, m.state, m.reason, m.run_id, m.content->>'body' as text
  from (
    select m.* from messages m where m.wedding_id = ${wedding} and m.run_id is null and m.state in ${LOST} and m.reply_to is null
    union all
    select m.* from send_runs r join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id
      and (m.state in ${LOST} or m.state = 'queued' and r.state = 'paused')
    where r.wedding_id = ${wedding} and r.purpose = 'answer'
  ) m
  join inbound_messages n on n.wedding_id = m.wedding_id and n.unit_id in (select fence.family_of(m.wedding_id, m.unit_id))
    and n.handled_at = m.created_at and n.handled_as in ('written_back', 'sent_text')
  where m.reason is distinct from 'LEFT_IN_DOUBT')`;
