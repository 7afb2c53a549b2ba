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
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { sendRuns } from "./messaging";
import { events, weddings } from "./weddings";

/** What is counted of a function, for some of its families. A column adds up over families, so it adds up over any parts of them. */
const counts = () => ({
  invited: integer("invited").notNull(),
  seats: integer("seats").notNull(),
  /** Households an invitation was accepted for by the provider and did not fail. */
  reached: integer("reached").notNull(),
  asked: integer("asked").notNull(),
  yes: integer("yes").notNull(),
  no: integer("no").notNull(),
  maybe: integer("maybe").notNull(),
  /** Persons of a yes who have a place; `children` holds the infants too. */
  adults: integer("adults").notNull(),
  children: integer("children").notNull(),
  infants: integer("infants").notNull().default(0),
  /** Persons of a yes who wait, because the function is full. */
  waiting: integer("waiting").notNull().default(0),
  /** Seats kept for those who were asked. */
  expected: integer("expected").notNull().default(0),
  /** Families asked that have not answered, and of them those who have read the message. */
  silent: integer("silent").notNull().default(0),
  silentRead: integer("silent_read").notNull().default(0),
  /** Persons who have a place by what they eat; '' where nobody told us. */
  diets: jsonb("diets").$type<Record<string, number>>().notNull().default({}),
  /** Silent families by the day (UTC) on which they were first asked. */
  silentDays: jsonb("silent_days").$type<Record<string, number>>().notNull().default({}),
});

/** Per event and side of the family, so that a side admin's sum is a sum over visible rows. Derived. */
export const eventHeadcounts = pgTable(
  "event_headcounts",
  {
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    side: side(),
    ...counts(),
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

/**
 * The same, for some 64 families each: `event_headcounts` is their sum. After a reply only its part is computed anew, and
 * the sum moves by the difference, so the work does not grow with the wedding (docs/decisions/0027). Derived.
 */
export const headcountParts = pgTable(
  "headcount_parts",
  {
    weddingId: weddingId(),
    bucket: integer("bucket").notNull(),
    eventId: uuid("event_id").notNull(),
    side: side(),
    ...counts(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.bucket, t.eventId, t.side] }),
    index("headcount_parts_waiting").on(t.weddingId, t.eventId).where(sql`waiting > 0`),
    foreignKey({
      name: "headcount_parts_event_fk",
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
    /** Of the children; and what the named members always eat, by how many. */
    infants: integer("infants").notNull().default(0),
    diets: jsonb("diets").$type<Record<string, number>>().notNull().default({}),
    /** Which part of the headcounts this family is counted in; given once. */
    bucket: integer("bucket").notNull().default(0),
    invitedEvents: integer("invited_events").notNull(),
    answeredEvents: integer("answered_events").notNull(),
    /** 'yes' | 'no' | 'maybe' | 'mixed' | 'none' over the events this household is invited to. */
    answer: text("answer").notNull(),
    lastAnswerAt: at("last_answer_at"),
    /** The provider's id of the reply behind the last answer: what a live screen can point at. */
    lastReplyId: text("last_reply_id"),
    /** Not written any more: it is read from the messages where it is shown. Goes with the next migration that contracts. */
    messageState: text("message_state"),
    /** An invitation to this household was accepted by the provider; `reached`: and has not failed. */
    asked: boolean("asked").notNull(),
    reached: boolean("reached").notNull(),
    /** When it was first asked, and when it first read that. */
    askedAt: at("asked_at"),
    readAt: at("read_at"),
    /** Functions for which its members say different things. */
    disagreements: integer("disagreements").notNull().default(0),
    asOf: at("as_of").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId] }),
    index("unit_overview_bucket").on(t.weddingId, t.bucket),
    index("unit_overview_disagree").on(t.weddingId, t.unitId).where(sql`disagreements > 0`),
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
  /** By which rules they were counted; where the code knows newer ones, the next refresh rebuilds everything. */
  rules: integer("rules").notNull().default(0),
});

/** What a comparison of the projections with the canonical rows has found, and healed. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    at: at("at").notNull().default(sql`now()`),
    /** Rows of projections that were compared. */
    compared: integer("compared").notNull(),
    differences: integer("differences").notNull(),
    /** By kind of projection: how many rows differed, and the keys of a few. */
    found: jsonb("found").$type<Record<string, { differences: number; keys: string[] }>>().notNull(),
    healed: boolean("healed").notNull(),
    /** The part it came to where the time did not suffice for all: there the next one goes on. */
    upTo: integer("up_to"),
    tookMs: integer("took_ms").notNull(),
  },
  (t) => [index("reconciliations_recent").on(t.weddingId, t.at)],
);
