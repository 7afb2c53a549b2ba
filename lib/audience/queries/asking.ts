import { type SQL, sql } from "drizzle-orm";

/** What asks a family whether it comes: not a test, not news of a change, not an answer to its own question, not thanks. */
export const asks = (run: SQL): SQL => sql`${run}.purpose in ('invitation', 'reminder')`;

/**
 * Whether a run is for whoever has not answered: a reminder, or an invite that somebody prepared for the silent. The one
 * condition for rehearsal, freeze and dispatch: who answers meanwhile is not asked again.
 */
export const asksSilent = (purpose: SQL, audience: SQL): SQL =>
  sql`coalesce(${purpose} = 'reminder' or ${purpose} = 'invitation' and (${audience}->>'answer' in ('none', 'open') or ${audience} ? 'silentDays'), false)`;

/** It left us, as far as anybody knows: a relative who says that it was not sent by hand after all knows better. */
export const hasLeft = (attempt: SQL): SQL =>
  sql`${attempt}.provider_id is not null and not (${attempt}.state = 'failed' and ${attempt}.provider_id = 'by-hand:' || ${attempt}.id)`;
