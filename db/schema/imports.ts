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
  uuid,
} from "drizzle-orm/pg-core";
import type { RowDraft } from "@/lib/imports/rules/row";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

export const BATCH_STATES = ["reading", "staged", "committing", "done", "failed"] as const;
export const BATCH_SIDES = ["bride", "groom", "both", "all"] as const;
export const ROW_OUTCOMES = ["ready", "refused", "created", "matched", "conflict"] as const;

/** One uploaded list. `side` 'all' means the list was brought by someone who sees both sides. */
export const importBatches = pgTable(
  "import_batches",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: text("side").$type<(typeof BATCH_SIDES)[number]>().notNull(),
    fileName: text("file_name").notNull(),
    objectKey: text("object_key").notNull(),
    bytes: integer("bytes").notNull(),
    state: text("state").$type<(typeof BATCH_STATES)[number]>().notNull().default("reading"),
    grouping: text("grouping").$type<"column" | "each">(),
    hasHouseholdColumn: text("household_column"),
    rowsRead: integer("rows_read").notNull().default(0),
    bytesRead: integer("bytes_read").notNull().default(0),
    rowsDone: integer("rows_done").notNull().default(0),
    /** Why the file was refused, in words for the family. */
    failure: text("failure"),
    attestedBy: uuid("attested_by"),
    attestedAt: at("attested_at"),
    createdBy: uuid("created_by"),
    finishedAt: at("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("import_batches_tenant").on(t.weddingId, t.id),
    unique("import_batches_side_key").on(t.weddingId, t.id, t.side),
    index("import_batches_recent").on(t.weddingId, t.createdAt),
    check("import_batches_state", oneOf("state", BATCH_STATES)),
    check("import_batches_side", oneOf("side", BATCH_SIDES)),
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
    personId: uuid("person_id"),
    unitId: uuid("unit_id"),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.batchId, t.rowNumber] }),
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

/** A human's decision about a conflict, remembered by source and key so that the next import does not ask again. */
export const importDecisions = pgTable(
  "import_decisions",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    decision: text("decision").notNull(),
    decidedBy: uuid("decided_by"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.key] })],
);
