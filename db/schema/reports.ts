import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { sendRuns } from "./messaging";
import { events, weddings } from "./weddings";

/** Per event and side of the family, so that a side admin's sum is a sum over visible rows. Derived. */
export const eventHeadcounts = pgTable(
  "event_headcounts",
  {
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    side: side(),
    invited: integer("invited").notNull(),
    seats: integer("seats").notNull(),
    /** Households an invitation was accepted for by the provider and did not fail. */
    reached: integer("reached").notNull(),
    asked: integer("asked").notNull(),
    yes: integer("yes").notNull(),
    no: integer("no").notNull(),
    maybe: integer("maybe").notNull(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    asOf: at("as_of").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.eventId, t.side] }),
    foreignKey({
      name: "event_headcounts_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** One row per household for tables and the live feed. Derived. */
export const unitOverview = pgTable(
  "unit_overview",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    invitedEvents: integer("invited_events").notNull(),
    answeredEvents: integer("answered_events").notNull(),
    /** 'yes' | 'no' | 'maybe' | 'mixed' | 'none' over the events this household is invited to. */
    answer: text("answer").notNull(),
    lastAnswerAt: at("last_answer_at"),
    /** The provider's id of the reply behind the last answer: what a live screen can point at. */
    lastReplyId: text("last_reply_id"),
    messageState: text("message_state"),
    /** An invitation to this household was accepted by the provider, and has not failed. */
    asked: boolean("asked").notNull(),
    reached: boolean("reached").notNull(),
    asOf: at("as_of").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId] }),
    index("unit_overview_recent").on(t.weddingId, t.lastAnswerAt),
    householdKey("unit_overview_unit_fk", t),
  ],
);

export const runFunnels = pgTable(
  "run_funnels",
  {
    weddingId: weddingId(),
    runId: uuid("run_id").notNull(),
    side: side(),
    /** A message state, or `blocked:CODE` / `failed:CODE` for the reasons. */
    bucket: text("bucket").notNull(),
    count: integer("count").notNull(),
    asOf: at("as_of").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.runId, t.side, t.bucket] }),
    foreignKey({
      name: "run_funnels_run_fk",
      columns: [t.weddingId, t.runId],
      foreignColumns: [sendRuns.weddingId, sendRuns.id],
    }).onDelete("cascade"),
  ],
);

export const MARK_KINDS = ["event", "unit", "run"] as const;

/**
 * What changed since the projections were last computed; written in the writer's own transaction. A mark is a row of its
 * own each time: writers neither wait for each other nor for the refresh that takes the marks away.
 */
export const projectionMarks = pgTable(
  "projection_marks",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    kind: text("kind").$type<(typeof MARK_KINDS)[number]>().notNull(),
    key: uuid("key").notNull(),
    markedAt: at("marked_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index("projection_marks_wedding").on(t.weddingId, t.id),
    check("projection_marks_kind", oneOf("kind", MARK_KINDS)),
  ],
);

/** When a wedding's projections were last brought up to date. */
export const projectionStamps = pgTable("projection_stamps", {
  weddingId: uuid("wedding_id")
    .primaryKey()
    .references(() => weddings.id, { onDelete: "cascade" }),
  asOf: at("as_of").notNull(),
  version: integer("version").notNull().default(1),
});
