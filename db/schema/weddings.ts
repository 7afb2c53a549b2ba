import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
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

/**
 * A function's words in another language than the one it was written in; where one is null, what was written first is
 * read. A row stays when its words are taken away, so that its moment goes on.
 */
export const eventWords = pgTable(
  "event_words",
  {
    id: id(),
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    language: text("language").$type<GuestLanguage>().notNull(),
    name: text("name"),
    dress: text("dress"),
    note: text("note"),
    /** When they changed last, and the how manieth edition it is; a trigger writes both. */
    shownAt: at("shown_at").notNull().default(sql`clock_timestamp()`),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("event_words_language").on(t.weddingId, t.eventId, t.language),
    unique("event_words_name").on(t.weddingId, t.language, t.name),
    check("event_words_language_known", oneOf("language", Object.keys(GUEST_LANGUAGES))),
    check(
      "event_words_lengths",
      sql`length(name) between 2 and 60 and length(dress) between 1 and 120 and length(note) between 1 and 600`,
    ),
    foreignKey({
      name: "event_words_event",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);
