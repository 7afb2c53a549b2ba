import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, weddingId } from "./columns";

export const weddings = pgTable("weddings", {
  id: id(),
  name: text("name").notNull(),
  /** Who invites, as guests read it in the message: "Meera & Rajesh Sharma". */
  hosts: text("hosts").notNull(),
  homeCountry: text("home_country").notNull().default("IN"),
  zone: text("zone").notNull().default("Asia/Kolkata"),
  /** Guests say how many of them are children. */
  childrenApart: boolean("children_apart").notNull().default(true),
  /** The demo wedding can be entered with one click, in embedded mode only. */
  isDemo: boolean("is_demo").notNull().default(false),
  version: integer("version").notNull().default(1),
  createdAt: createdAt(),
});

export const venues = pgTable(
  "venues",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    address: text("address"),
    /** Where the map opens; without it the map is asked for name and address. */
    mapUrl: text("map_url"),
    /** When something a guest can read of it changed last; a trigger writes it. */
    shownAt: at("shown_at").notNull().default(sql`clock_timestamp()`),
    createdAt: createdAt(),
  },
  (t) => [unique("venues_tenant").on(t.weddingId, t.id), unique("venues_name").on(t.weddingId, t.name)],
);

export const VISIBILITIES = ["public", "invite_only"] as const;

/** A function of the wedding. `startsAt` is an instant; it is always shown in `zone`, the venue's own. */
export const events = pgTable(
  "events",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    visibility: text("visibility").$type<(typeof VISIBILITIES)[number]>().notNull().default("invite_only"),
    venueId: uuid("venue_id"),
    startsAt: at("starts_at"),
    zone: text("zone").notNull(),
    rsvpDeadline: at("rsvp_deadline"),
    ceilingPersons: integer("ceiling_persons"),
    /** What to wear, and what else guests should know: shown to those invited. */
    dress: text("dress"),
    note: text("note"),
    /** It does not take place; invitations and answers stay, and guests are told. */
    cancelledAt: at("cancelled_at"),
    /** When something a guest can read of it changed last; a trigger writes it. */
    shownAt: at("shown_at").notNull().default(sql`clock_timestamp()`),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("events_tenant").on(t.weddingId, t.id),
    unique("events_name").on(t.weddingId, t.name),
    index("events_order").on(t.weddingId, t.position),
    check("events_visibility", oneOf("visibility", VISIBILITIES)),
    check("events_ceiling", sql`ceiling_persons is null or ceiling_persons > 0`),
    foreignKey({
      name: "events_venue",
      columns: [t.weddingId, t.venueId],
      foreignColumns: [venues.weddingId, venues.id],
    }),
  ],
);
