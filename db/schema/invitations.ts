import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  time,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { householdKey, people } from "./guests";
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
 * A household that knew of its invitation and lost it: its calendar is told to take the function out, by the time it knew
 * and by nothing else of the function.
 */
export const withdrawnInvitations = pgTable(
  "withdrawn_invitations",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    /** How often; what comes after it in the calendar is numbered higher. */
    times: integer("times").notNull().default(1),
    eventVersion: integer("event_version").notNull(),
    startsAt: at("starts_at").notNull(),
    zone: text("zone").notNull(),
    withdrawnAt: at("withdrawn_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId, t.eventId] }),
    householdKey("withdrawn_invitations_unit_fk", t),
    foreignKey({
      name: "withdrawn_invitations_event_fk",
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
    unique("rsvp_answers_tenant").on(t.weddingId, t.id),
    index("rsvp_answers_inbound").on(t.weddingId, t.inboundId).where(sql`inbound_id is not null`),
    index("rsvp_answers_recent").on(t.weddingId, t.recordedAt, t.unitId),
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

/**
 * Derived: the latest answer by the provider's time. Can be thrown away and rebuilt from `rsvp_answers`. Whoever is not
 * invited any more has none, which is what lets the headcounts add invitations and answers up apart.
 */
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
    index("rsvp_current_since").on(t.weddingId, t.eventId, t.answeredAt),
    householdKey("rsvp_current_unit_fk", t),
    foreignKey({
      name: "rsvp_current_invitation_fk",
      columns: [t.weddingId, t.unitId, t.eventId],
      foreignColumns: [invitations.weddingId, invitations.unitId, invitations.eventId],
    }).onDelete("cascade"),
  ],
);

/**
 * An answer that does not count: the guest took it back in the chat, or an earlier message that came late gave the one
 * behind it another meaning. The answer itself stays as it was recorded.
 */
export const rsvpVoids = pgTable(
  "rsvp_voids",
  {
    weddingId: weddingId(),
    answerId: uuid("answer_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    reason: text("reason").$type<"taken_back" | "read_again">().notNull(),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.answerId] }),
    check("rsvp_voids_reason", oneOf("reason", ["taken_back", "read_again"])),
    householdKey("rsvp_voids_unit_fk", t),
    foreignKey({
      name: "rsvp_voids_answer_fk",
      columns: [t.weddingId, t.answerId],
      foreignColumns: [rsvpAnswers.weddingId, rsvpAnswers.id],
    }).onDelete("cascade"),
  ],
);

/** Who of the named members comes, where an answer says so; the counts of the answer hold everybody. Append-only. */
export const rsvpAnswerPeople = pgTable(
  "rsvp_answer_people",
  {
    weddingId: weddingId(),
    answerId: uuid("answer_id").notNull(),
    personId: uuid("person_id").notNull(),
    side: side(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.answerId, t.personId] }),
    index("rsvp_answer_people_person").on(t.weddingId, t.personId),
    foreignKey({
      name: "rsvp_answer_people_person_fk",
      columns: [t.weddingId, t.personId, t.side],
      foreignColumns: [people.weddingId, people.id, people.side],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
    foreignKey({
      name: "rsvp_answer_people_answer_fk",
      columns: [t.weddingId, t.answerId],
      foreignColumns: [rsvpAnswers.weddingId, rsvpAnswers.id],
    }).onDelete("cascade"),
  ],
);

/**
 * Places given at a function with a ceiling. Once given they stay given while the yes stands; who came later waits. The
 * sum of a function never passes its ceiling by an answer: see `givePlaces`.
 */
export const eventPlaces = pgTable(
  "event_places",
  {
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    persons: integer("persons").notNull(),
    givenAt: at("given_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.eventId, t.unitId] }),
    index("event_places_recent").on(t.weddingId, t.givenAt),
    check("event_places_persons", sql`persons > 0`),
    householdKey("event_places_unit_fk", t),
    foreignKey({
      name: "event_places_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A household that may answer after the date: until then, or for as long as it likes. */
export const answerExtensions = pgTable(
  "answer_extensions",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    until: at("until"),
    grantedBy: text("granted_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.unitId] }), householdKey("answer_extensions_unit_fk", t)],
);

export const TRAVEL_MEANS = ["flight", "train", "road", "local"] as const;

/**
 * When and how a household comes and goes, in its own words: days and times as clocks at the wedding show them, since a
 * guest says "on the 14th, in the morning" long before there is an hour.
 */
export const travelPlans = pgTable(
  "travel_plans",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    arrivesOn: date("arrives_on"),
    arrivesAt: time("arrives_at"),
    arrivesBy: text("arrives_by").$type<(typeof TRAVEL_MEANS)[number]>(),
    /** The flight, the train, the car's number. */
    arrivesRef: text("arrives_ref"),
    departsOn: date("departs_on"),
    departsAt: time("departs_at"),
    departsBy: text("departs_by").$type<(typeof TRAVEL_MEANS)[number]>(),
    departsRef: text("departs_ref"),
    pickUp: boolean("pick_up").notNull().default(false),
    rooms: integer("rooms"),
    note: text("note"),
    version: integer("version").notNull().default(1),
    /** Who wrote it last, as the record names actors. */
    actor: text("actor").notNull(),
    updatedAt: at("updated_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId] }),
    check("travel_plans_arrives_by", oneOf("arrives_by", TRAVEL_MEANS)),
    check("travel_plans_departs_by", oneOf("departs_by", TRAVEL_MEANS)),
    check("travel_plans_rooms", sql`rooms is null or rooms between 0 and 99`),
    householdKey("travel_plans_unit_fk", t),
  ],
);

export const CONVERSATION_STATES = [
  "invited",
  "choosing",
  "counting",
  "dating",
  "answered",
  "human",
] as const;

/** Where a household's chat stands, by its last message. Derived from the messages. */
export const conversations = pgTable(
  "conversations",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    state: text("state").$type<(typeof CONVERSATION_STATES)[number]>().notNull(),
    /** The day on which a guest who was not sure asked to be asked again. */
    askAgainOn: date("ask_again_on"),
    lastInboundAt: at("last_inbound_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId] }),
    index("conversations_recent").on(t.weddingId, t.lastInboundAt),
    index("conversations_ask_again").on(t.weddingId, t.askAgainOn).where(sql`ask_again_on is not null`),
    check("conversations_state", oneOf("state", CONVERSATION_STATES)),
    householdKey("conversations_unit_fk", t),
  ],
);
