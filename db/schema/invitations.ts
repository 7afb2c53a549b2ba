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
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { events } from "./weddings";

/** A household invited to an event, with the seats kept for it. */
export const invitations = pgTable(
  "invitations",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    /** The seats given to this household itself; null where it is invited through a household that joined it. */
    ownAdults: integer("own_adults"),
    ownChildren: integer("own_children"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId, t.eventId] }),
    index("invitations_event").on(t.weddingId, t.eventId, t.unitId),
    check("invitations_seats", sql`adults >= 0 and children >= 0 and adults + children > 0`),
    householdKey("invitations_unit_fk", t),
    foreignKey({
      name: "invitations_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** The invitations of a household that is not live, kept for the day it is taken apart again. */
export const parkedInvitations = pgTable(
  "parked_invitations",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId, t.eventId] }),
    householdKey("parked_invitations_unit_fk", t),
    foreignKey({
      name: "parked_invitations_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/**
 * Seats counted in an invitation for people of another household, because their own is not invited. Derived: see
 * `settleSecondSeats`.
 */
export const secondSeats = pgTable(
  "second_seats",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    personId: uuid("person_id").notNull(),
    adult: boolean("adult").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.personId, t.eventId, t.unitId, t.adult] }),
    index("second_seats_unit").on(t.weddingId, t.unitId, t.eventId),
    householdKey("second_seats_unit_fk", t),
    foreignKey({
      name: "second_seats_invitation_fk",
      columns: [t.weddingId, t.unitId, t.eventId],
      foreignColumns: [invitations.weddingId, invitations.unitId, invitations.eventId],
    }).onDelete("cascade"),
  ],
);

export const ANSWERS = ["yes", "no", "maybe"] as const;
export const ANSWER_CHANNELS = ["whatsapp", "web", "phone", "console"] as const;

/** Append-only facts: who said what for which event, when by the provider's clock, replacing which. */
export const rsvpAnswers = pgTable(
  "rsvp_answers",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    answer: text("answer").$type<(typeof ANSWERS)[number]>().notNull(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    channel: text("channel").$type<(typeof ANSWER_CHANNELS)[number]>().notNull(),
    /** Who said it: a person of the household, or a user of the console. */
    personId: uuid("person_id"),
    actor: text("actor").notNull(),
    inboundId: uuid("inbound_id"),
    /** The provider's clock for a message, ours for the console. */
    answeredAt: at("answered_at").notNull(),
    replaces: uuid("replaces"),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    index("rsvp_answers_unit").on(t.weddingId, t.unitId, t.eventId, t.answeredAt),
    check("rsvp_answers_answer", oneOf("answer", ANSWERS)),
    check("rsvp_answers_channel", oneOf("channel", ANSWER_CHANNELS)),
    check(
      "rsvp_answers_counts",
      sql`adults >= 0 and children >= 0 and (answer = 'yes') = (adults + children > 0)`,
    ),
    householdKey("rsvp_answers_unit_fk", t),
    foreignKey({
      name: "rsvp_answers_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** Derived: the latest answer by the provider's time. Can be thrown away and rebuilt from `rsvp_answers`. */
export const rsvpCurrent = pgTable(
  "rsvp_current",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    answerId: uuid("answer_id").notNull(),
    answer: text("answer").$type<(typeof ANSWERS)[number]>().notNull(),
    adults: integer("adults").notNull(),
    children: integer("children").notNull(),
    answeredAt: at("answered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId, t.eventId] }),
    index("rsvp_current_event").on(t.weddingId, t.eventId, t.answer),
    householdKey("rsvp_current_unit_fk", t),
  ],
);

export const CONVERSATION_STATES = ["invited", "counting", "children", "answered", "human"] as const;

/** Where a household's chat stands; what a typed digit means depends on it. */
export const conversations = pgTable(
  "conversations",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    state: text("state").$type<(typeof CONVERSATION_STATES)[number]>().notNull(),
    /** The total a guest named while the number of children is still asked. */
    pendingTotal: integer("pending_total"),
    lastInboundAt: at("last_inbound_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId] }),
    check("conversations_state", oneOf("state", CONVERSATION_STATES)),
    householdKey("conversations_unit_fk", t),
  ],
);
