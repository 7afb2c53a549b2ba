import { type SQL, sql } from "drizzle-orm";
import { hasAnswered } from "./answered";

/** What asks a family whether it comes: not a test, not news of a change, not an answer to its own question, not thanks. */
export const asks = (run: SQL): SQL => sql`${run}.purpose in ('invitation', 'reminder')`;

/** Whether a run is for whoever has not answered: a reminder, or an invite that somebody prepared for the silent. */
export const asksSilent = (purpose: SQL, audience: SQL): SQL =>
  sql`coalesce(${purpose} = 'reminder' or ${purpose} = 'invitation' and (${audience}->>'answer' in ('none', 'open') or ${audience} ? 'silentDays'), false)`;

/**
 * Whether a household has answered so that a run which is for the silent, or for whoever gave one answer, is not for it any
 * more. The one condition for rehearsal, freeze and dispatch.
 */
export function answeredSince(run: { purpose: SQL; audience: SQL }, weddingId: SQL, unitId: SQL): SQL {
  const event = sql`(${run.audience}->>'event')::uuid`;
  return sql`case when ${asksSilent(run.purpose, run.audience)} then ${hasAnswered(weddingId, unitId, event)}
    when ${run.purpose} = 'invitation' and ${run.audience}->>'answer' in ('yes', 'no', 'maybe') then not exists (
      select 1 from rsvp_current c where c.wedding_id = ${weddingId} and c.unit_id = ${unitId}
        and c.answer = ${run.audience}->>'answer' and (${event} is null or c.event_id = ${event}))
    else false end`;
}

/** It left us, as far as anybody knows: a relative who says that it was not sent by hand after all knows better. */
export const hasLeft = (attempt: SQL): SQL =>
  sql`${attempt}.provider_id is not null and not (${attempt}.state = 'failed' and ${attempt}.provider_id = 'by-hand:' || ${attempt}.id)`;
