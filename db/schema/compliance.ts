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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { senders } from "./senders";
import { weddings } from "./weddings";

/** Append-only: on what ground a household may be written to, or that the ground was withdrawn. */
export const consents = pgTable(
  "consents",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    basis: text("basis").$type<"host_attestation" | "guest_reply">().notNull(),
    granted: text("granted").$type<"yes" | "withdrawn">().notNull(),
    /** Which list, which wording, who attested; erasure may empty it. */
    evidence: jsonb("evidence").$type<Record<string, unknown>>(),
    actor: text("actor").notNull(),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    index("consents_unit").on(t.weddingId, t.unitId, t.recordedAt),
    check("consents_basis", oneOf("basis", ["host_attestation", "guest_reply"])),
    check("consents_granted", oneOf("granted", ["yes", "withdrawn"])),
    householdKey("consents_unit_fk", t),
  ],
);

/** Do-Not-Message by keyed hash: survives import, merge and erasure, and names nobody. Each ground stands and is lifted by itself. */
export const suppressions = pgTable(
  "suppressions",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    fingerprint: bytea("fingerprint").notNull(),
    keyId: text("key_id").notNull(),
    /** `marketing`: they stopped marketing messages of this number alone. */
    scope: text("scope").$type<"all" | "marketing">().notNull().default("all"),
    reason: text("reason").$type<"stop_word" | "provider" | "family">().notNull(),
    source: text("source").notNull(),
    createdAt: at("created_at").notNull().default(sql`now()`),
    liftedAt: at("lifted_at"),
  },
  (t) => [
    uniqueIndex("suppressions_active")
      .on(t.weddingId, t.fingerprint, t.scope, t.reason)
      .where(sql`lifted_at is null`),
    check("suppressions_scope", oneOf("scope", ["all", "marketing"])),
    check("suppressions_reason", oneOf("reason", ["stop_word", "provider", "family"])),
  ],
);

/** A wedding's own rules of sending; no row, no rules beside the law's and the provider's. */
export const sendingRules = pgTable(
  "sending_rules",
  {
    weddingId: weddingId()
      .primaryKey()
      .references(() => weddings.id, { onDelete: "cascade" }),
    /** Hours of the guest's own clock, 0 to 23: from one, until the other, nothing opens a conversation. */
    quietFrom: integer("quiet_from"),
    quietTo: integer("quiet_to"),
    /** The most invitations and reminders to one number. */
    perDay: integer("per_day"),
    perWeek: integer("per_week"),
    /** Whoever rehearsed an invitation may not be the one who approves it. */
    secondApprover: boolean("second_approver").notNull().default(false),
  },
  () => [
    check(
      "sending_rules_quiet",
      sql`(quiet_from is null) = (quiet_to is null) and quiet_from between 0 and 23 and quiet_to between 0 and 23 and quiet_from <> quiet_to`,
    ),
    check("sending_rules_caps", sql`per_day between 1 and 50 and per_week between 1 and 200`),
  ],
);

/** The 24-hour window a guest's own message opens, by the provider's clock. */
export const contactWindows = pgTable(
  "contact_windows",
  {
    weddingId: weddingId(),
    senderId: uuid("sender_id").notNull(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    destination: text("destination").notNull(),
    lastInboundAt: at("last_inbound_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.senderId, t.destination] }),
    index("contact_windows_unit").on(t.weddingId, t.unitId),
    householdKey("contact_windows_unit_fk", t),
    foreignKey({
      name: "contact_windows_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }).onDelete("cascade"),
  ],
);

/** Nobody writes to this number before `until`: the provider withheld a message to it. */
export const contactHolds = pgTable(
  "contact_holds",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    fingerprint: bytea("fingerprint").notNull(),
    until: at("until").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.weddingId, t.fingerprint] })],
);
