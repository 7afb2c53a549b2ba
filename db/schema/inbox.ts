import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

/** `webhook`: signed bytes as the provider posted them. `list`: made here of what its list of messages says. */
export const INBOX_SOURCES = ["webhook", "list"] as const;

/** The raw bytes of every webhook POST, and of what was found without one, unique by hash. The only copy there is. Not a tenant table. */
export const webhookInbox = pgTable(
  "webhook_inbox",
  {
    id: id(),
    provider: text("provider").notNull(),
    source: text("source").$type<(typeof INBOX_SOURCES)[number]>().notNull().default("webhook"),
    bodyHash: bytea("body_hash").notNull().unique(),
    body: bytea("body").notNull(),
    receivedAt: at("received_at").notNull().default(sql`now()`),
    processedAt: at("processed_at"),
    failures: integer("failures").notNull().default(0),
  },
  (t) => [
    index("webhook_inbox_pending").on(t.receivedAt).where(sql`processed_at is null`),
    check("webhook_inbox_source", oneOf("source", INBOX_SOURCES)),
  ],
);

export const DISPOSITIONS = ["applied", "ignored", "quarantined", "parked"] as const;

/** One row per distinct event; received = applied + ignored + quarantined (+ parked while its match may still come). */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    eventKey: text("event_key").primaryKey(),
    inboxId: uuid("inbox_id").notNull(),
    weddingId: uuid("wedding_id"),
    kind: text("kind").$type<"status" | "message" | "account">().notNull(),
    disposition: text("disposition").$type<(typeof DISPOSITIONS)[number]>().notNull(),
    reason: text("reason"),
    /** Kept while parked or quarantined, so it can be matched again or read by a human. */
    event: jsonb("event").$type<unknown>(),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    index("webhook_events_wedding").on(t.weddingId, t.kind, t.disposition),
    index("webhook_events_parked").on(t.recordedAt).where(sql`disposition = 'parked'`),
    check("webhook_events_disposition", oneOf("disposition", DISPOSITIONS)),
  ],
);

export const INBOUND_OUTCOMES = [
  "answered",
  "taken_back",
  "prompted",
  "asked_which",
  "opted_out",
  "opted_in",
  "to_read",
  "ignored",
  "unknown_sender",
] as const;

/** What somebody of the family did about a message. */
export const HANDLED_AS = ["read", "written_back", "sent_text", "answered"] as const;

/** What guests wrote or tapped. `side` 'all' where the household is not known. */
export const inboundMessages = pgTable(
  "inbound_messages",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: text("side").$type<"bride" | "groom" | "both" | "all">().notNull(),
    senderId: uuid("sender_id").notNull(),
    unitId: uuid("unit_id"),
    personId: uuid("person_id"),
    providerMessageId: text("provider_message_id").notNull(),
    fromIdentifier: text("from_identifier"),
    kind: text("kind").notNull(),
    text: text("text"),
    payload: text("payload"),
    providerAt: at("provider_at").notNull(),
    outcome: text("outcome").$type<(typeof INBOUND_OUTCOMES)[number]>().notNull(),
    /** Where it stood among what arrived: of two messages of one second the one received later comes later. */
    inboxId: uuid("inbox_id"),
    position: integer("position").notNull().default(0),
    /** What it was read as, and the functions it could answer, with their places, as they were then. */
    reading: jsonb("reading").$type<unknown>(),
    context: jsonb("context").$type<unknown>(),
    /** The day its maybe is to be asked about again, from this chat as it was read last. */
    askAgainOn: date("ask_again_on"),
    /** More places than are kept, that it asks for, from this chat as it was read last; null where it asks for none. */
    wishes: jsonb("wishes").$type<{ eventId: string; adults: number; children: number }[]>(),
    readByHuman: boolean("read_by_human").notNull().default(false),
    /** Who of the family is on it, so that two do not answer it. */
    takenBy: text("taken_by"),
    takenAt: at("taken_at"),
    /** Who dealt with it, how and when; null where it was only marked, before this was kept. */
    handledBy: text("handled_by"),
    handledAs: text("handled_as").$type<(typeof HANDLED_AS)[number]>(),
    handledAt: at("handled_at"),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    unique("inbound_messages_provider").on(t.weddingId, t.providerMessageId),
    index("inbound_messages_unit").on(t.weddingId, t.unitId, t.providerAt),
    index("inbound_messages_to_read")
      .on(t.weddingId, t.recordedAt)
      .where(sql`outcome = 'to_read' and not read_by_human`),
    index("inbound_messages_unknown")
      .on(t.weddingId, t.recordedAt)
      .where(sql`unit_id is null and outcome = 'unknown_sender' and not read_by_human`),
    check("inbound_messages_side", oneOf("side", ["bride", "groom", "both", "all"])),
    check("inbound_messages_outcome", oneOf("outcome", INBOUND_OUTCOMES)),
    check("inbound_messages_handled", oneOf("handled_as", HANDLED_AS)),
  ],
);
