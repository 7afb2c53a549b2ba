import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
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
import { at, bytea, createdAt, id, oneOf, SIDES, side, weddingId } from "./columns";
import { events, weddings } from "./weddings";

export interface UnitEdits {
  name?: string;
  side?: (typeof SIDES)[number];
  address?: string;
  language?: string;
  unnamedAdults?: number;
  unnamedChildren?: number;
  /** Tags that a human gave, and those of lists that a human took off. */
  tagged?: string[];
  untagged?: string[];
  /** Somebody of another household who is written to for this one. */
  proxyPersonId?: string;
  joinedInto?: string;
  /** The word by which it was taken off the list as a whole: whoever is counted here without a name is no guest, either. */
  off?: string;
}

/** A household: the unit that is invited, messaged and answers. */
export const guestUnits = pgTable(
  "guest_units",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: side(),
    name: text("name").notNull(),
    /** Members nobody has named yet. */
    unnamedAdults: integer("unnamed_adults").notNull().default(0),
    unnamedChildren: integer("unnamed_children").notNull().default(0),
    language: text("language").notNull().default("en"),
    address: text("address"),
    /** What lists call this household, `column:<side>:<name>` or `person:<id>`; a re-import finds it again by it. */
    groupKey: text("group_key"),
    /** False once nobody lives in it: its people were joined into another household, or their list was undone. */
    live: boolean("live").notNull().default(true),
    /** The host vouched for somebody who lives here. Derived; the ledger of words given is `consents`. */
    attested: boolean("attested").notNull().default(false),
    /** Where a household that is not live went, so that its chat and its old buttons still lead somewhere. */
    joinedInto: uuid("joined_into"),
    /** Another household's person who is written to for this one: grandparents without a smartphone. */
    proxyPersonId: uuid("proxy_person_id"),
    /** What a human set, by field; it stands over what lists say. */
    edits: jsonb("edits").$type<UnitEdits>().notNull().default({}),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("guest_units_side_key").on(t.weddingId, t.id, t.side),
    uniqueIndex("guest_units_group").on(t.weddingId, t.groupKey).where(sql`group_key is not null`),
    index("guest_units_name").on(t.weddingId, t.name, t.id),
    check("guest_units_side", oneOf("side", SIDES)),
    check("guest_units_counts", sql`unnamed_adults >= 0 and unnamed_children >= 0`),
  ],
);

/** A composite reference to a household that follows its side. */
export const householdKey = (
  name: string,
  t: { weddingId: AnyPgColumn; unitId: AnyPgColumn; side: AnyPgColumn },
) =>
  foreignKey({
    name,
    columns: [t.weddingId, t.unitId, t.side],
    foreignColumns: [guestUnits.weddingId, guestUnits.id, guestUnits.side],
  })
    .onUpdate("cascade")
    .onDelete("cascade");

/**
 * What a search of a household looks through: the words of its name and its living people's `searchText`, each once.
 * Triggers keep it (migrations 0035 and 0036); it is searched by `fence.search_families` and `fence.search_page` alone.
 */
export const unitSearch = pgTable(
  "unit_search",
  {
    unitId: uuid("unit_id").primaryKey(),
    weddingId: weddingId(),
    side: side(),
    text: text("text").notNull(),
    /** The family's own, so that what was found is put in order where it is found. */
    name: text("name").notNull().default(""),
    live: boolean("live").notNull().default(true),
  },
  (t) => [householdKey("unit_search_unit_fk", t)],
);

export const AGE_BANDS = ["adult", "child", "infant"] as const;

/** A human's word on one field: the value, and the keys of what lists said otherwise at that time. */
export interface FieldEdit {
  value?: string | number | null;
  over: string[];
}

/** What the lists say about a person once resolved: the household is put together from its people's. */
export interface ClaimedDetails {
  /** Every household the lists name, or the person's own. */
  homes: string[];
  household: string | null;
  side: (typeof SIDES)[number];
  address: string | null;
  extraAdults: number;
  extraChildren: number;
  language: string | null;
  tags: string[];
  attested: boolean;
}

/**
 * A person as known by identifiers. Derived from claims and human decisions (DESIGN section 6); the row stays when the
 * person is merged into another or the list is undone, so that taking that back finds everything again.
 */
export const people = pgTable(
  "people",
  {
    id: id(),
    weddingId: weddingId(),
    /** The household this person is counted in today; `unit_members` keeps the history. */
    unitId: uuid("unit_id").notNull(),
    side: side(),
    name: text("name").notNull(),
    ageBand: text("age_band").$type<(typeof AGE_BANDS)[number]>().notNull().default("adult"),
    /** The lower, the sooner this member speaks for the household. */
    contactRank: integer("contact_rank").notNull().default(100),
    notes: text("notes"),
    language: text("language"),
    diet: text("diet"),
    /** The name, and the household a list gave, in every form they can be typed in; `unitSearch` has the words. */
    searchText: text("search_text").notNull().default(""),
    live: boolean("live").notNull().default(true),
    mergedInto: uuid("merged_into"),
    edits: jsonb("edits").$type<Record<string, FieldEdit>>().notNull().default({}),
    claimed: jsonb("claimed")
      .$type<ClaimedDetails>()
      .notNull()
      .default({} as ClaimedDetails),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("people_tenant").on(t.weddingId, t.id),
    unique("people_side_key").on(t.weddingId, t.id, t.side),
    index("people_unit").on(t.weddingId, t.unitId),
    index("people_merged").on(t.weddingId, t.mergedInto).where(sql`merged_into is not null`),
    check("people_live", sql`not live or merged_into is null`),
    check("people_age_band", oneOf("age_band", AGE_BANDS)),
    householdKey("people_unit_fk", t),
  ],
);

export const IDENTIFIER_KINDS = [
  "phone",
  "wa_id",
  "bsuid",
  "parent_bsuid",
  "email",
  "vcard_uid",
  "google_resource",
  "source_row",
] as const;

/**
 * What a person is known by. An active value belongs to one person of a wedding, unless a human marked it shared.
 * `fingerprint` is the keyed hash Do-Not-Message compares with.
 */
export const personIdentifiers = pgTable(
  "person_identifiers",
  {
    id: id(),
    weddingId: weddingId(),
    personId: uuid("person_id").notNull(),
    side: side(),
    kind: text("kind").$type<(typeof IDENTIFIER_KINDS)[number]>().notNull(),
    value: text("value").notNull(),
    fingerprint: bytea("fingerprint").notNull(),
    shared: boolean("shared").notNull().default(false),
    assumedCountry: boolean("assumed_country").notNull().default(false),
    position: integer("position").notNull().default(0),
    source: text("source").notNull(),
    validFrom: at("valid_from").notNull().default(sql`now()`),
    validTo: at("valid_to"),
  },
  (t) => [
    uniqueIndex("person_identifiers_active")
      .on(t.weddingId, t.kind, t.value)
      .where(sql`valid_to is null and not shared`),
    index("person_identifiers_lookup").on(t.weddingId, t.value),
    index("person_identifiers_person").on(t.weddingId, t.personId),
    check("person_identifiers_kind", oneOf("kind", IDENTIFIER_KINDS)),
    foreignKey({
      name: "person_identifiers_person_fk",
      columns: [t.weddingId, t.personId, t.side],
      foreignColumns: [people.weddingId, people.id, people.side],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);

export const unitMembers = pgTable(
  "unit_members",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    personId: uuid("person_id").notNull(),
    /** A second household the person also belongs to, at most one; counted there only where the first is not invited. */
    secondary: boolean("secondary").notNull().default(false),
    /** Whoever was merged into the person, where the second household is theirs: it goes with them again. */
    broughtFrom: uuid("brought_from"),
    validFrom: at("valid_from").notNull().default(sql`now()`),
    validTo: at("valid_to"),
  },
  (t) => [
    // Whoever lives in what was their second household is a member of it twice: it stays their second when they move on.
    uniqueIndex("unit_members_active")
      .on(t.weddingId, t.unitId, t.personId, t.secondary)
      .where(sql`valid_to is null`),
    index("unit_members_person").on(t.weddingId, t.personId),
    uniqueIndex("unit_members_second").on(t.weddingId, t.personId).where(sql`secondary and valid_to is null`),
    householdKey("unit_members_unit_fk", t),
    foreignKey({
      name: "unit_members_person_fk",
      columns: [t.weddingId, t.personId],
      foreignColumns: [people.weddingId, people.id],
    }).onDelete("cascade"),
  ],
);

/** Tags are rows, never arrays: array operators cannot reach an index behind row-level security. */
export const unitTags = pgTable(
  "unit_tags",
  {
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    tag: text("tag").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.unitId, t.tag] }),
    index("unit_tags_tag").on(t.weddingId, t.tag),
    householdKey("unit_tags_unit_fk", t),
  ],
);

/** A refused suggestion is remembered, so it is not made again. */
export const unitSuggestionDecisions = pgTable(
  "unit_suggestion_decisions",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    decision: text("decision").$type<"accepted" | "refused">().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.key] }),
    check("unit_suggestion_decision", oneOf("decision", ["accepted", "refused"])),
  ],
);

/** Who may be one person, as it was found when a list had been added, the likest first; looked at again before it is told. */
export const likelyPairs = pgTable("likely_pairs", {
  weddingId: weddingId()
    .primaryKey()
    .references(() => weddings.id, { onDelete: "cascade" }),
  pairs: jsonb("pairs").$type<[string, string][]>().notNull(),
  /** There were more than are kept. */
  more: boolean("more").notNull(),
  foundAt: createdAt(),
});

/** What one person eats at one function, where it differs from what they always eat. */
export const personDiets = pgTable(
  "person_diets",
  {
    weddingId: weddingId(),
    personId: uuid("person_id").notNull(),
    side: side(),
    eventId: uuid("event_id").notNull(),
    diet: text("diet").notNull(),
    /** Whoever was merged into the person, where the word is theirs: it goes with them when the merge is taken back. */
    broughtFrom: uuid("brought_from"),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.personId, t.eventId] }),
    foreignKey({
      name: "person_diets_person_fk",
      columns: [t.weddingId, t.personId, t.side],
      foreignColumns: [people.weddingId, people.id, people.side],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
    foreignKey({
      name: "person_diets_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A filter of the guest table somebody named, as the address that reproduces it. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    address: text("address").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("saved_views_name").on(t.weddingId, t.name)],
);
