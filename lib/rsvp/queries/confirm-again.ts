import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a current answer `c` was given before a change that asked everybody to confirm again. The yes stays a yes; an
 * answer after the change ends it.
 */
export const HAS_TO_CONFIRM: SQL = sql`c.answer in ('yes', 'maybe') and exists (
  select 1 from event_changes x join events e on e.wedding_id = x.wedding_id and e.id = x.event_id and e.cancelled_at is null
  where x.wedding_id = c.wedding_id and x.event_id = c.event_id and x.state = 'told' and x.confirm_again and x.changed_at >= c.answered_at)`;
