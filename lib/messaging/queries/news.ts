import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { nameIn } from "@/lib/events/queries/words";
import { type ChangeWords, changeWords } from "@/lib/events/rules/change-words";
import type { PlanFacts } from "@/lib/events/types";

/** The change of a function that a run tells, in the words of its text's language. */
export interface News {
  changeId: string;
  version: number;
  eventId: string;
  event: string;
  words: ChangeWords;
}

/** What a run tells; null where it tells no change. */
export async function readNews(
  tx: Transaction,
  scope: Scope,
  run: { changeId: string | null; changeVersion: number | null; templateLanguage: string },
): Promise<News | null> {
  if (run.changeId === null || run.changeVersion === null) return null;
  const { rows } = await tx.execute<{
    event_id: string;
    event: string;
    before: PlanFacts;
    after: PlanFacts;
    zone: string;
  }>(sql`
    select x.event_id, ${nameIn(sql`split_part(${run.templateLanguage}, '_', 1)`)} as event, x.before, x.after, w.zone from event_changes x
    join events e on e.wedding_id = x.wedding_id and e.id = x.event_id join weddings w on w.id = x.wedding_id
    where x.wedding_id = ${scope.weddingId} and x.id = ${run.changeId}`);
  const row = rows[0];
  if (!row) return null;
  return {
    changeId: run.changeId,
    version: run.changeVersion,
    eventId: row.event_id,
    event: row.event,
    words: changeWords(row, run.templateLanguage, row.zone),
  };
}

/**
 * What keeps news of a change from a household, asked in the same words when a run is frozen and before each message:
 * the news is old, they do not come, or they have answered since. Who answered still has to hear of a cancellation.
 */
export function newsFacts(at: { wedding: SQL; change: SQL; version: SQL; unit: SQL }) {
  const change = sql`event_changes x where x.wedding_id = ${at.wedding} and x.id = ${at.change}`;
  const current = sql`select 1 from event_changes x join rsvp_current c on c.wedding_id = x.wedding_id and c.event_id = x.event_id and c.unit_id = ${at.unit}
    where x.wedding_id = ${at.wedding} and x.id = ${at.change}`;
  return {
    newsOutdated: sql`not exists (select 1 from ${change} and x.event_version = ${at.version} and x.state <> 'dismissed'
      and not exists (select 1 from event_changes n where n.wedding_id = x.wedding_id and n.event_id = x.event_id and n.event_version > x.event_version and n.state <> 'dismissed'))`,
    notComing: sql`not exists (${current} and c.answer in ('yes', 'maybe'))`,
    answered: sql`exists (${current} and c.answered_at > x.changed_at and not (x.after->>'cancelled')::boolean)`,
  };
}
