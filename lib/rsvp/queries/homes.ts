import { type SQL, sql } from "drizzle-orm";

/**
 * Leads what was said by or sent to a household to the live household it belongs to now. `ctes` go into a `with recursive`;
 * `join("a")` then leads a row that has `unit_id`, and `unit("a")` is where to.
 */
export interface Homes {
  ctes: SQL;
  join(alias: string): SQL;
  unit(alias: string): SQL;
}

/** For some households each of their own is named; for all (`null`) only the few that went into another are. */
export function homesOf(weddingId: string, units: SQL | null): Homes {
  const step = sql`select g.id, h.unit_id from home h join guest_units g on g.wedding_id = ${weddingId} and g.joined_into = h.member and not g.live`;
  if (units)
    return {
      ctes: sql`home as (
        select u.id as member, u.id as unit_id from guest_units u where u.wedding_id = ${weddingId} and u.live and u.id in ${units} union ${step}
      )`,
      join: (alias) => sql`join home h on h.member = ${sql.raw(alias)}.unit_id`,
      unit: () => sql`h.unit_id`,
    };
  return {
    ctes: sql`home as (
      select g.id as member, u.id as unit_id from guest_units g
      join guest_units u on u.wedding_id = ${weddingId} and u.id = g.joined_into and u.live where g.wedding_id = ${weddingId} and not g.live union ${step}
    )`,
    join: (alias) => sql`left join home h on h.member = ${sql.raw(alias)}.unit_id`,
    unit: (alias) => sql`coalesce(h.unit_id, ${sql.raw(alias)}.unit_id)`,
  };
}
