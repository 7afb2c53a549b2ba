import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PlanFacts } from "@/lib/events/types";
import { at, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { events } from "./weddings";

export const CHANGE_STATES = ["open", "told", "dismissed"] as const;

/** A function was moved or cancelled. What follows before anybody was told is folded into the same row. */
export const eventChanges = pgTable(
  "event_changes",
  {
    id: id(),
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    /** As guests know it. */
    before: jsonb("before").$type<PlanFacts>().notNull(),
    after: jsonb("after").$type<PlanFacts>().notNull(),
    /** The function's version after it: who prepares to tell names it, and tells nothing that changed again. */
    eventVersion: integer("event_version").notNull(),
    changedAt: at("changed_at").notNull().default(sql`now()`),
    changedBy: text("changed_by").notNull(),
    /** Who said yes before is asked to say so again. */
    confirmAgain: boolean("confirm_again").notNull().default(false),
    state: text("state").$type<(typeof CHANGE_STATES)[number]>().notNull().default("open"),
    toldAt: at("told_at"),
    /** Who said that nobody needs to be told; `system` where the change was taken back. */
    dismissedBy: text("dismissed_by"),
  },
  (t) => [
    unique("event_changes_tenant").on(t.weddingId, t.id),
    uniqueIndex("event_changes_open").on(t.weddingId, t.eventId).where(sql`state = 'open'`),
    index("event_changes_event").on(t.weddingId, t.eventId, t.changedAt),
    check("event_changes_state", oneOf("state", CHANGE_STATES)),
    check("event_changes_told", sql`(state = 'told') = (told_at is not null)`),
    check("event_changes_dismissed", sql`(state = 'dismissed') = (dismissed_by is not null)`),
    foreignKey({
      name: "event_changes_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A household said on its page that it has seen the change. Opening the page says nothing: machines do that too. */
export const eventChangeSightings = pgTable(
  "event_change_sightings",
  {
    weddingId: weddingId(),
    changeId: uuid("change_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    seenAt: at("seen_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.changeId, t.unitId] }),
    householdKey("event_change_sightings_unit_fk", t),
    foreignKey({
      name: "event_change_sightings_change_fk",
      columns: [t.weddingId, t.changeId],
      foreignColumns: [eventChanges.weddingId, eventChanges.id],
    }).onDelete("cascade"),
  ],
);
