import { type SQL, sql } from "drizzle-orm";

/**
 * Whether the message `m` of the run `r` speaks of a function that its household `unit` is not invited to any more: it
 * was taken off it after the freeze. Thanks speak of what was given, news of who said they come.
 */
export const uninvitedSince = (
  unit: SQL,
): SQL => sql`(coalesce(r.purpose not in ('thanks', 'change'), false) and not coalesce(m.content->'events' <@ (
  select coalesce(jsonb_agg(i.event_id), '[]') from invitations i where i.wedding_id = m.wedding_id and i.unit_id = ${unit}), true))`;
