import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { GuestLanguage } from "@/lib/kernel/languages";

/** A function's words in every other language it has, as one JSON object by language (`WordsByLanguage`). */
export const wordsOf = (weddingId: SQL, eventId: SQL): SQL => sql`coalesce((
  select jsonb_object_agg(t.language, jsonb_build_object('name', t.name, 'dress', t.dress, 'note', t.note, 'shownAt', t.shown_at, 'version', t.version))
  from event_words t where t.wedding_id = ${weddingId} and t.event_id = ${eventId}), '{}'::jsonb)`;

/** The name of the function `e` for a reader of a language; as it was written where it has none in it. */
export const nameIn = (language: SQL): SQL =>
  sql`coalesce((select t.name from event_words t where t.wedding_id = e.wedding_id and t.event_id = e.id and t.language = ${language}), e.name)`;

/** How often the words of the function `e` changed, in whatever language: rises, and never falls. */
export const wordsEdition: SQL = sql`coalesce((select sum(t.version) from event_words t where t.wedding_id = e.wedding_id and t.event_id = e.id), 0)`;

/** A name that two functions would have for readers of one language, who could not tell which they answer for. */
export async function findTwin(
  tx: Transaction,
  { weddingId }: Scope,
): Promise<{ name: string; language: GuestLanguage } | null> {
  const { rows } = await tx.execute<{ name: string; language: GuestLanguage }>(sql`
    select ${nameIn(sql`l.language`)} as name, l.language from events e
    cross join (select distinct language from event_words where wedding_id = ${weddingId}) l
    where e.wedding_id = ${weddingId} group by 1, 2 having count(*) > 1 limit 1`);
  return rows[0] ?? null;
}
