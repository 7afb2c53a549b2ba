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
  uuid,
} from "drizzle-orm/pg-core";
import type { RowDraft } from "@/lib/imports/rules/row";
import { at, bytea, createdAt, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

export const BATCH_STATES = [
  "reading",
  "mapping",
  "staged",
  "committing",
  "done",
  "failed",
  "undoing",
  "undone",
  "discarded",
] as const;
export const BATCH_KINDS = ["file", "google", "pasted", "typed"] as const;
export const BATCH_SIDES = ["bride", "groom", "both", "all"] as const;
export const ROW_OUTCOMES = [
  "ready",
  "refused",
  "created",
  "matched",
  "conflict",
  "remembered",
  "undone",
] as const;

/** A file whose headings say too little: what it looks like and what we think its columns are. */
export interface MappingQuestion {
  header: string[];
  sample: string[][];
  hasHeader: boolean;
  proposal: unknown;
}

/** One uploaded list. `side` 'all' means the list was brought by someone who sees both sides. */
export const importBatches = pgTable(
  "import_batches",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: text("side").$type<(typeof BATCH_SIDES)[number]>().notNull(),
    kind: text("kind").$type<(typeof BATCH_KINDS)[number]>().notNull().default("file"),
    fileName: text("file_name").notNull(),
    /** Null where the rows never were a file (typed, or read from an account), or where it is deleted. */
    objectKey: text("object_key"),
    bytes: integer("bytes").notNull(),
    /** What the reader recognised: google-2024, outlook, xlsx, vcard, … */
    format: text("format"),
    sheets: jsonb("sheets").$type<string[]>(),
    sheet: text("sheet"),
    question: jsonb("question").$type<MappingQuestion>(),
    mapping: jsonb("mapping").$type<{ hasHeader: boolean; columns: Record<string, string> }>(),
    /** 1 where a row of headings stands above the first guest, so that rows are counted as a spreadsheet counts them. */
    headingRows: integer("heading_rows")
      .notNull()
      .generatedAlwaysAs(
        sql`case when kind = 'file' and format is distinct from 'vcard' and coalesce((mapping->>'hasHeader')::boolean, true) then 1 else 0 end`,
      ),
    state: text("state").$type<(typeof BATCH_STATES)[number]>().notNull().default("reading"),
    grouping: text("grouping").$type<"column" | "each">(),
    hasHouseholdColumn: text("household_column"),
    rowsRead: integer("rows_read").notNull().default(0),
    bytesRead: integer("bytes_read").notNull().default(0),
    rowsDone: integer("rows_done").notNull().default(0),
    /** Why the file was refused, in words for the family. */
    failure: text("failure"),
    /** What the family should know of a list that was read all the same, in words. */
    note: text("note"),
    attestedBy: uuid("attested_by"),
    attestedAt: at("attested_at"),
    createdBy: uuid("created_by"),
    finishedAt: at("finished_at"),
    undoneBy: uuid("undone_by"),
    undoneAt: at("undone_at"),
    /** Who threw away a list of which nothing was added, and when. */
    discardedBy: uuid("discarded_by"),
    discardedAt: at("discarded_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("import_batches_tenant").on(t.weddingId, t.id),
    unique("import_batches_side_key").on(t.weddingId, t.id, t.side),
    index("import_batches_recent").on(t.weddingId, t.createdAt),
    index("import_batches_staged").on(t.weddingId).where(sql`state in ('mapping', 'staged')`),
    check("import_batches_state", oneOf("state", BATCH_STATES)),
    check("import_batches_side", oneOf("side", BATCH_SIDES)),
    check("import_batches_kind", oneOf("kind", BATCH_KINDS)),
    check("import_batches_discarded", sql`state <> 'discarded' or rows_done = 0`),
  ],
);

export const importRows = pgTable(
  "import_rows",
  {
    weddingId: weddingId(),
    batchId: uuid("batch_id").notNull(),
    side: text("side").$type<(typeof BATCH_SIDES)[number]>().notNull(),
    rowNumber: integer("row_number").notNull(),
    raw: jsonb("raw").$type<string[]>().notNull(),
    draft: jsonb("draft").$type<RowDraft>().notNull(),
    outcome: text("outcome").$type<(typeof ROW_OUTCOMES)[number]>().notNull(),
    /** Set where a human must decide: what differs, in words. */
    conflict: jsonb("conflict").$type<{ kind: string; detail: string }>(),
    /** What this row claims; equal rows of any list share one claim. */
    claimId: uuid("claim_id"),
    /** A later sync of the same address book says otherwise of this contact: the row counts no more. */
    outdated: boolean("outdated").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.batchId, t.rowNumber] }),
    index("import_rows_claim").on(t.weddingId, t.claimId).where(sql`claim_id is not null`),
    index("import_rows_outcome").on(t.weddingId, t.batchId, t.outcome, t.rowNumber),
    check("import_rows_outcome_check", oneOf("outcome", ROW_OUTCOMES)),
    foreignKey({
      name: "import_rows_batch_fk",
      columns: [t.weddingId, t.batchId, t.side],
      foreignColumns: [importBatches.weddingId, importBatches.id, importBatches.side],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);

/** Which column was what in a file of these headings, so that the next one is not asked about. */
export const importMappings = pgTable(
  "import_mappings",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    signature: text("signature").notNull(),
    mapping: jsonb("mapping").$type<{ hasHeader: boolean; columns: Record<string, string> }>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.signature] })],
);

/** An address book somebody connected. The refresh token is sealed; a disconnected account keeps none. */
export const contactAccounts = pgTable(
  "contact_accounts",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    userId: uuid("user_id").notNull(),
    provider: text("provider").$type<"google">().notNull(),
    email: text("email").notNull(),
    sealedToken: bytea("sealed_token"),
    syncToken: text("sync_token"),
    state: text("state").$type<"connected" | "revoked">().notNull().default("connected"),
    syncedAt: at("synced_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("contact_accounts_email").on(t.weddingId, t.provider, t.email),
    check("contact_accounts_state", oneOf("state", ["connected", "revoked"])),
  ],
);
