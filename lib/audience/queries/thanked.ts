import { type SQL, sql } from "drizzle-orm";

const LOST = "('failed', 'blocked', 'cancelled')";

/** The messages of runs of thanks to the family of a gift since it came, that are not lost. */
const runMessages = (gift: string): string => `
  from messages m join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id and r.purpose = 'thanks'
  where m.wedding_id = ${gift}.wedding_id and m.unit_id in (${gift}.unit_id, fence.home_of(${gift}.wedding_id, ${gift}.unit_id))
    and m.state not in ${LOST} and m.created_at >= ${gift}.created_at`;

/**
 * Whether the giver of a gift is thanked: somebody said so (and the message that did it, if one did, was not lost), or a
 * run of thanks wrote to the family since. The one condition for the list, its filters and the audience of such a run.
 */
export const thanksArrived = (gift: string): SQL =>
  sql.raw(`(${gift}.thanked_at is not null and not exists (
      select 1 from messages x where x.wedding_id = ${gift}.wedding_id and x.id = ${gift}.thanks_message_id and x.state in ${LOST})
    or exists (select 1 from send_runs y where y.wedding_id = ${gift}.wedding_id and y.purpose = 'thanks') and exists (select 1 ${runMessages(gift)}))`);

/** When the first such message was written; null without one. */
export const thankedByRunAt = (gift: string): SQL =>
  sql.raw(`(select min(m.created_at) ${runMessages(gift)})`);
