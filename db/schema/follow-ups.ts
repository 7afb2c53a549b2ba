import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { sendRuns } from "./messaging";
import { senders } from "./senders";

export const CALL_OUTCOMES = ["reached", "no_answer", "wrong_number", "call_again", "not_needed"] as const;

/** A household somebody of the family calls, because no message reaches it. */
export const callTasks = pgTable(
  "call_tasks",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    /** The run that did not reach it. */
    runId: uuid("run_id"),
    reason: text("reason").notNull(),
    assignedTo: text("assigned_to"),
    outcome: text("outcome").$type<(typeof CALL_OUTCOMES)[number]>(),
    note: text("note"),
    outcomeBy: text("outcome_by"),
    outcomeAt: at("outcome_at"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("call_tasks_tenant").on(t.weddingId, t.id),
    uniqueIndex("call_tasks_open")
      .on(t.weddingId, t.unitId)
      .where(sql`outcome is null or outcome in ('no_answer', 'call_again')`),
    check("call_tasks_outcome", oneOf("outcome", CALL_OUTCOMES)),
    householdKey("call_tasks_unit_fk", t),
    foreignKey({
      name: "call_tasks_run_fk",
      columns: [t.weddingId, t.runId],
      foreignColumns: [sendRuns.weddingId, sendRuns.id],
    }).onDelete("cascade"),
  ],
);

/** The one address a household answers at. Only the token's hash is kept; the token follows from a key and the version. */
export const guestLinks = pgTable(
  "guest_links",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    version: integer("version").notNull().default(1),
    tokenHash: text("token_hash").notNull().unique(),
    revokedAt: at("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("guest_links_version").on(t.weddingId, t.unitId, t.version),
    uniqueIndex("guest_links_live").on(t.weddingId, t.unitId).where(sql`revoked_at is null`),
    householdKey("guest_links_unit_fk", t),
  ],
);

/** Opens a relative's list of messages to send from their own phone. Only the token's hash is kept. */
export const relayLinks = pgTable(
  "relay_links",
  {
    id: id(),
    weddingId: weddingId(),
    senderId: uuid("sender_id").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("relay_links_tenant").on(t.weddingId, t.id),
    index("relay_links_sender").on(t.weddingId, t.senderId),
    foreignKey({
      name: "relay_links_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }).onDelete("cascade"),
  ],
);
