import { type SQL, sql } from "drizzle-orm";

const LOST = sql`('in_doubt', 'failed', 'blocked')`;

/**
 * What was written to a guest and did not reach them: refused, failed, in doubt, called off, or held up. Of what somebody of
 * the family wrote, in own words or as an approved text, with the guest's messages it answers, which are dealt with only
 * when it has arrived: both are rows of one transaction, so they have one time. Of what we ask by ourselves (`automatic`),
 * with the message that is answered by nobody without that question, until a human has read it or they have written again;
 * its doubts are a list of their own. A doubt that somebody has left as it is, is settled.
 * Rows: inbound_id, message_id, state, reason, run_id, text, automatic.
 */
export const lostReplies = (wedding: SQL): SQL => sql`(
  select n.id as inbound_id, m.id as message_id, m.state, m.reason, m.run_id, m.content->>'body' as text, false as automatic
  from (
    select m.* from messages m where m.wedding_id = ${wedding} and m.run_id is null and m.state in ${LOST} and m.reply_to is null
    union all
    select m.* from send_runs r join messages m on m.wedding_id = r.wedding_id and m.run_id = r.id
      and (m.state in ${LOST} or m.state = 'queued' and r.state = 'paused')
    where r.wedding_id = ${wedding} and r.purpose = 'answer'
  ) m
  join inbound_messages n on n.wedding_id = m.wedding_id and n.unit_id in (select fence.family_of(m.wedding_id, m.unit_id))
    and n.handled_at = m.created_at and n.handled_as in ('written_back', 'sent_text')
  where m.reason is distinct from 'LEFT_IN_DOUBT'
  union all
  select n.id, m.id, m.state, m.reason, m.run_id, m.content->>'body', true from messages m
  join inbound_messages n on n.wedding_id = m.wedding_id and n.provider_message_id = m.reply_to and n.outcome = 'prompted' and not n.read_by_human
  where m.wedding_id = ${wedding} and m.run_id is null and m.state in ('failed', 'blocked', 'cancelled') and m.reply_to is not null
    and m.reason is distinct from 'LEFT_IN_DOUBT' and not exists (
      select 1 from inbound_messages l where l.wedding_id = n.wedding_id and l.unit_id in (select fence.family_of(n.wedding_id, fence.home_of(n.wedding_id, n.unit_id)))
        and l.from_identifier = n.from_identifier and l.outcome not in ('ignored', 'opted_out')
        and (l.provider_at, l.inbox_id, l.position) > (n.provider_at, n.inbox_id, n.position)))`;
