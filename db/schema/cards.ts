import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./access";
import { at, bytea, createdAt, id, oneOf } from "./columns";

/** Whose it is: a signed-in person, not a wedding. The second fence of these tables compares it (decision 0036). */
const ownerId = () => uuid("owner_id").notNull();

export const CARD_LOOKUPS = ["waiting", "done", "unsure", "nothing", "failed"] as const;
export const CARD_ANSWERS = ["in", "maybe", "out"] as const;
export const CARD_EVENTS = ["parse", "create", "enrich", "open"] as const;
export const CARD_STEPS = ["parse", "create", "enrich"] as const;
export const STEP_OUTCOMES = ["succeeded", "refused", "limited", "failed"] as const;

/** The small gathering that needs no guest list: what its page shows, and until when it can be answered. */
export const cards = pgTable(
  "cards",
  {
    id: id(),
    ownerId: ownerId().references(() => users.id, { onDelete: "cascade" }),
    /** The last part of /i/<slug>: 62 random bits, unique over all hosts. */
    slug: text("slug").notNull().unique(),
    title: text("title").notNull(),
    hostName: text("host_name").notNull(),
    note: text("note"),
    language: text("language").notNull().default("en"),
    look: text("look").notNull(),
    startsAt: at("starts_at").notNull(),
    zone: text("zone").notNull(),
    placeName: text("place_name").notNull(),
    address: text("address"),
    mapUrl: text("map_url"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    partySize: integer("party_size"),
    /** Where the table was booked, and what the restaurant is called there. */
    provider: text("provider"),
    providerPlaceId: text("provider_place_id"),
    sourceUrl: text("source_url"),
    /** What looking the place up has come to; with `placeId`, the provider's own id of it. */
    lookup: text("lookup").$type<(typeof CARD_LOOKUPS)[number]>().notNull(),
    placeId: text("place_id"),
    /** What was found; the host's own words stand beside it, untouched. */
    foundAddress: text("found_address"),
    foundMapUrl: text("found_map_url"),
    /** A photo of the place in the object store, and whom it must be credited to. */
    photoKey: text("photo_key"),
    photoCredit: text("photo_credit"),
    /** A private card opens with its signed token as well; renewing it ends the links given out before. */
    isPrivate: boolean("is_private").notNull().default(false),
    tokenVersion: integer("token_version").notNull().default(1),
    answersUntil: at("answers_until").notNull(),
    closedAt: at("closed_at"),
    deletedAt: at("deleted_at"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("cards_owned").on(t.ownerId, t.id),
    index("cards_owner").on(t.ownerId, t.createdAt),
    check("cards_slug", sql`slug ~ '^[2-9b-df-hjkmnp-tv-z]{13}$'`),
    check("cards_lookup", oneOf("lookup", CARD_LOOKUPS)),
    check("cards_party", sql`party_size between 1 and 1000`),
    check("cards_place_both", sql`(latitude is null) = (longitude is null)`),
  ],
);

/** One device's answer, as it stands now; the same device changes it. */
export const cardResponses = pgTable(
  "card_responses",
  {
    id: id(),
    ownerId: ownerId(),
    cardId: uuid("card_id").notNull(),
    deviceHash: text("device_hash").notNull(),
    name: text("name").notNull(),
    answer: text("answer").$type<(typeof CARD_ANSWERS)[number]>().notNull(),
    note: text("note"),
    /** How often the device has said something else: each is a line of the log, so there is an end to it. */
    changes: integer("changes").notNull().default(0),
    createdAt: createdAt(),
    answeredAt: at("answered_at").notNull().default(sql`now()`),
  },
  (t) => [
    unique("card_responses_device").on(t.cardId, t.deviceHash),
    index("card_responses_card").on(t.ownerId, t.cardId, t.answeredAt),
    check("card_responses_answer", oneOf("answer", CARD_ANSWERS)),
    foreignKey({
      name: "card_responses_card_fk",
      columns: [t.ownerId, t.cardId],
      foreignColumns: [cards.ownerId, cards.id],
    }).onDelete("cascade"),
  ],
);

/** Append-only: by how many devices a card was opened, each once. (The other kinds were counted here before `card_counts`.) */
export const cardEvents = pgTable(
  "card_events",
  {
    id: id(),
    ownerId: ownerId().references(() => users.id, { onDelete: "cascade" }),
    cardId: uuid("card_id"),
    kind: text("kind").$type<(typeof CARD_EVENTS)[number]>().notNull(),
    succeeded: boolean("succeeded").notNull(),
    deviceHash: text("device_hash"),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    unique("card_events_device").on(t.cardId, t.kind, t.deviceHash),
    index("card_events_owner").on(t.ownerId, t.kind),
    check("card_events_kind", oneOf("kind", CARD_EVENTS)),
    check("card_events_open", sql`kind <> 'open' or (card_id is not null and device_hash is not null)`),
    foreignKey({
      name: "card_events_card_fk",
      columns: [t.ownerId, t.cardId],
      foreignColumns: [cards.ownerId, cards.id],
    }).onDelete("cascade"),
  ],
);

/**
 * How often a person tried a step, by what came of it. Sums, so that whoever tries without end fills no table: a dozen
 * rows a person.
 */
export const cardCounts = pgTable(
  "card_counts",
  {
    ownerId: ownerId().references(() => users.id, { onDelete: "cascade" }),
    step: text("step").$type<(typeof CARD_STEPS)[number]>().notNull(),
    outcome: text("outcome").$type<(typeof STEP_OUTCOMES)[number]>().notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.step, t.outcome] }),
    check("card_counts_step", oneOf("step", CARD_STEPS)),
    check("card_counts_outcome", oneOf("outcome", STEP_OUTCOMES)),
    check("card_counts_count", sql`count > 0`),
  ],
);

/** What lies in the object store for a card, written down before it is put there: what is erased with it. */
export const cardFiles = pgTable(
  "card_files",
  {
    ownerId: ownerId(),
    cardId: uuid("card_id").notNull(),
    key: text("key").notNull(),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.cardId, t.key] }),
    foreignKey({
      name: "card_files_card_fk",
      columns: [t.ownerId, t.cardId],
      foreignColumns: [cards.ownerId, cards.id],
    }).onDelete("cascade"),
  ],
);

/** The audit of what belongs to a person: append-only but for its payload, which erasure may empty. */
export const ownerLog = pgTable(
  "owner_log",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    ownerId: ownerId().references(() => users.id, { onDelete: "cascade" }),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** The card it was done to; a guest may write of the one card alone. */
    cardId: uuid("card_id"),
    entity: text("entity").notNull(),
    entityId: text("entity_id"),
    count: bigint("count", { mode: "number" }).notNull().default(1),
    payloadDigest: bytea("payload_digest").notNull(),
    salt: bytea("salt"),
    payload: jsonb("payload").$type<unknown>(),
    correlationId: text("correlation_id").notNull(),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    index("owner_log_owner").on(t.ownerId, t.seq),
    index("owner_log_card").on(t.ownerId, t.cardId, t.seq),
  ],
);

/** What was answered to a key, until it expires: the same request again gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    ownerId: ownerId().references(() => users.id, { onDelete: "cascade" }),
    command: text("command").notNull(),
    key: text("key").notNull(),
    requestHash: bytea("request_hash").notNull(),
    result: jsonb("result").$type<unknown>(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.command, t.key] }),
    index("idempotency_keys_expiry").on(t.ownerId, t.expiresAt),
  ],
);
