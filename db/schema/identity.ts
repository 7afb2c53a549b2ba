import { sql } from "drizzle-orm";
import {
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
import type { RowDraft } from "@/lib/imports/rules/row";
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { weddings } from "./weddings";

export const CLAIM_KINDS = ["row", "provider"] as const;

/**
 * One distinct thing that is said about one person: by rows of lists (equal rows are one claim, however often and in
 * whichever list they came), or by the provider (these identifiers belong together). Who is who is a pure function of
 * the claims with `rows > 0` and of human decisions, so neither order nor repetition of imports can matter.
 */
export const claims = pgTable(
  "claims",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    /** SHA-256 of the content in hex. */
    key: text("key").notNull(),
    kind: text("kind").$type<(typeof CLAIM_KINDS)[number]>().notNull().default("row"),
    /** The side the claim puts the person on: named in the row, else the list's. */
    side: side(),
    /** The household the row names, as `column:<side>:<name>`. */
    home: text("home"),
    draft: jsonb("draft").$type<RowDraft>().notNull(),
    /** The person this claim was resolved to, before merges; null while a human must decide. */
    personId: uuid("person_id"),
    /** The person it was of before that: who is found again gets their own story back. */
    formerPersonId: uuid("former_person_id"),
    /** How many rows of lists that count say this. */
    rows: integer("rows").notNull().default(0),
    /** How many of them the host vouched for: these people gave their numbers for invitations. */
    attested: integer("attested").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique("claims_key").on(t.weddingId, t.key),
    index("claims_person").on(t.weddingId, t.personId),
    index("claims_former").on(t.weddingId, t.formerPersonId).where(sql`former_person_id is not null`),
    check("claims_kind", oneOf("kind", CLAIM_KINDS)),
    check("claims_rows", sql`rows >= 0`),
    check("claims_side", oneOf("side", ["bride", "groom", "both"])),
  ],
);

/** The identifiers of claims nobody was found for, so that later rows find the open question again. */
export const pendingKeys = pgTable(
  "pending_keys",
  { weddingId: weddingId(), key: text("key").notNull(), claimId: uuid("claim_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.key, t.claimId] }),
    foreignKey({
      name: "pending_keys_claim_fk",
      columns: [t.claimId],
      foreignColumns: [claims.id],
    }).onDelete("cascade"),
  ],
);

export const CONFLICT_KINDS = ["field", "people"] as const;

/** Open questions, derived with the people: `field` of a person differs between claims, or a claim fits several `people`. */
export const importConflicts = pgTable(
  "import_conflicts",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    /** `field:<person>:<field>` or `people:<claim>`. */
    key: text("key").notNull(),
    side: side(),
    kind: text("kind").$type<(typeof CONFLICT_KINDS)[number]>().notNull(),
    field: text("field"),
    personId: uuid("person_id"),
    claimId: uuid("claim_id"),
    /** Of `field`: every value with the claims that say so. Of `people`: the people the claim fits. */
    options: jsonb("options").$type<unknown>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.key] }),
    index("import_conflicts_kind").on(t.weddingId, t.kind, t.field, t.createdAt),
    index("import_conflicts_person").on(t.weddingId, t.personId),
    check("import_conflicts_kind_check", oneOf("kind", CONFLICT_KINDS)),
  ],
);

/**
 * What a human decided about identifiers, remembered by their key: `shared` (several people use this phone), `not_theirs`
 * (this claim's identifier is wrong), `belongs` / `ignored` (whose is a row that fits several people).
 */
export const importDecisions = pgTable(
  "import_decisions",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    decision: text("decision").$type<"shared" | "not_theirs" | "belongs" | "ignored">().notNull(),
    /** Of `belongs`: a claim of the person. */
    claimId: uuid("claim_id"),
    decidedBy: text("decided_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.key] }),
    check("import_decisions_kind", oneOf("decision", ["shared", "not_theirs", "belongs", "ignored"])),
  ],
);

/** Two people who are one, by a human's word. Taken back, both are there again with what came in between. */
export const merges = pgTable(
  "merges",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: side(),
    keptPerson: uuid("kept_person").notNull(),
    gonePerson: uuid("gone_person").notNull(),
    /** A claim of each, by which they are found again whatever lists come and go. */
    keptClaim: uuid("kept_claim").notNull(),
    goneClaim: uuid("gone_claim").notNull(),
    /** By field, what the one who went said otherwise: overruled while the merge stands. */
    over: jsonb("over").$type<Record<string, string[]>>().notNull(),
    mergedBy: text("merged_by").notNull(),
    createdAt: createdAt(),
    undoneBy: text("undone_by"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    index("merges_kept").on(t.weddingId, t.keptPerson),
    uniqueIndex("merges_gone").on(t.weddingId, t.gonePerson).where(sql`undone_at is null`),
    check("merges_two", sql`kept_person <> gone_person`),
  ],
);
