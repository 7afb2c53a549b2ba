import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, bytea, weddingId } from "./columns";
import { weddings } from "./weddings";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Append-only (a trigger refuses update and delete). Holds ids and a salted digest, never a name or a number. */
export const auditLog = pgTable(
  "audit_log",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    weddingId: weddingId().references(() => weddings.id),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id"),
    count: bigint("count", { mode: "number" }).notNull().default(1),
    payloadDigest: bytea("payload_digest").notNull(),
    correlationId: text("correlation_id").notNull(),
    /** The command that takes this back, however much later; its input lies beside the payload. */
    undoWith: text("undo_with"),
    /** The entry that this one took back. */
    undoes: bigint("undoes", { mode: "number" }),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    index("audit_log_wedding").on(t.weddingId, t.seq),
    unique("audit_log_tenant").on(t.weddingId, t.seq),
    // Nothing is taken back twice.
    uniqueIndex("audit_log_undoes").on(t.weddingId, t.undoes).where(sql`undoes is not null`),
    foreignKey({
      name: "audit_log_undoes_fk",
      columns: [t.weddingId, t.undoes],
      foreignColumns: [t.weddingId, t.seq],
    }),
  ],
);

/** The before and after of an entry, with the salt of its digest; erasure may empty it without breaking the chain. */
export const auditPayloads = pgTable(
  "audit_payloads",
  {
    weddingId: weddingId(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    salt: bytea("salt"),
    payload: jsonb("payload").$type<unknown>(),
    /** Input of the entry's `undoWith`. */
    undo: jsonb("undo").$type<unknown>(),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.seq] })],
);

/** A sealed range of a wedding's log, chained to the range before it. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    weddingId: weddingId().references(() => weddings.id),
    position: bigint("position", { mode: "number" }).notNull(),
    entries: bigint("entries", { mode: "number" }).notNull(),
    lastSeq: bigint("last_seq", { mode: "number" }).notNull(),
    /** Which entries the seal covers: commit order is not id order, so a range alone would not say. */
    coveredSeqs: jsonb("covered_seqs").$type<number[]>().notNull(),
    previousHash: bytea("previous_hash").notNull(),
    hash: bytea("hash").notNull(),
    sealedAt: at("sealed_at").notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.position] })],
);
