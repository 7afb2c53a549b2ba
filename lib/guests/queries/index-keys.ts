import { type SQL, sql } from "drizzle-orm";

/**
 * Keys by which rows of fenced tables are looked up. Under row-level security Postgres reaches an index only by an
 * expression that it knows to leak nothing: by CASE, but not by COALESCE, a cast from text, or a function of ours. By
 * those it reads every row of the wedding, once for each that it looks for (decision 0047).
 */

/** Who somebody is now: whoever they were merged into, or themselves. */
export const keptId = (person: string): SQL =>
  sql.raw(`case when ${person}.merged_into is null then ${person}.id else ${person}.merged_into end`);

/** A join that gives `home.id`: the household to which the household of a row (with `wedding_id`, `unit_id`) belongs now. */
export const homeOfRow = (row: string): SQL =>
  sql.raw(`cross join lateral (select fence.home_of(${row}.wedding_id, ${row}.unit_id) as id offset 0) home`);
