import { sql } from "drizzle-orm";
import { customType, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Raw bytes; `Buffer` in JavaScript. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A time-ordered UUIDv7 primary key, minted by the database unless the caller brings one. */
export const id = () => uuid("id").primaryKey().default(sql`uuidv7()`);

/** The tenant. Every tenant table starts its keys with it. */
export const weddingId = () => uuid("wedding_id").notNull();

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => at("created_at").notNull().default(sql`now()`);

/** Which side of the family a household belongs to; rows of a household carry it along. */
export const SIDES = ["bride", "groom", "both"] as const;
export const side = () => text("side").$type<(typeof SIDES)[number]>().notNull();

/** `in ('a','b')` as a check body: states are text, because enum operators are not leakproof. */
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(", ")})`);
