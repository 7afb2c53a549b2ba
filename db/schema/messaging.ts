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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { RunPurpose } from "@/lib/messaging/rules/runs";
import { eventChanges } from "./changes";
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { reminderPlans } from "./reminders";
import { senders, templates } from "./senders";
import { weddings } from "./weddings";

export const RUN_STATES = [
  "draft",
  "rehearsed",
  "frozen",
  "approved",
  "sending",
  "paused",
  "done",
  "stopped",
] as const;

export const RUN_PURPOSES = [
  "invitation",
  "reminder",
  "test",
  "change",
  "answer",
  "thanks",
] as const satisfies readonly RunPurpose[];

/** What a run puts above its text, where the template has a place for it. */
export type RunHeader =
  | {
      kind: "media";
      objectKey: string;
      mimeType: string;
      fileName: string;
      mediaId: string | null;
      mediaAt: string | null;
    }
  | { kind: "location"; latitude: number; longitude: number; name: string; address: string };

export const sendRuns = pgTable(
  "send_runs",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    purpose: text("purpose").$type<RunPurpose>().notNull(),
    /** A household is invited once per wave; a second wave is named on purpose. */
    wave: text("wave").notNull().default("first"),
    senderId: uuid("sender_id").notNull(),
    templateId: uuid("template_id").notNull(),
    audience: jsonb("audience").$type<Record<string, unknown>>().notNull(),
    /** The template's category as it was rehearsed: it decides rules and cost, and the provider may change it. */
    category: text("category"),
    state: text("state").$type<(typeof RUN_STATES)[number]>().notNull().default("draft"),
    stateReason: text("state_reason"),
    rehearsalHash: text("rehearsal_hash"),
    frozenHash: text("frozen_hash"),
    recipients: integer("recipients"),
    blocked: integer("blocked"),
    rehearsedAt: at("rehearsed_at"),
    frozenAt: at("frozen_at"),
    header: jsonb("header").$type<RunHeader>(),
    /** Who rehearsed it last; another must approve where the wedding wants a second pair of eyes. */
    preparedBy: text("prepared_by"),
    approvedBy: text("approved_by"),
    approvedAt: at("approved_at"),
    /** Of reminders: nothing leaves after this. */
    endsAt: at("ends_at"),
    planId: uuid("plan_id"),
    /** The change of a function that it tells, as it was when the run was prepared. */
    changeId: uuid("change_id"),
    changeVersion: integer("change_version"),
    /** Of a change: whoever said yes before is to be asked again, from the moment this is sent. */
    confirmAgain: boolean("confirm_again").notNull().default(false),
    startedAt: at("started_at"),
    finishedAt: at("finished_at"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("send_runs_tenant").on(t.weddingId, t.id),
    index("send_runs_recent").on(t.weddingId, t.createdAt),
    check("send_runs_state", oneOf("state", RUN_STATES)),
    check("send_runs_purpose", oneOf("purpose", RUN_PURPOSES)),
    check(
      "send_runs_change",
      sql`(change_id is null) = (change_version is null) and (purpose <> 'change' or change_id is not null)`,
    ),
    check("send_runs_hash", sql`frozen_hash is null or frozen_hash = rehearsal_hash`),
    foreignKey({
      name: "send_runs_change_fk",
      columns: [t.weddingId, t.changeId],
      foreignColumns: [eventChanges.weddingId, eventChanges.id],
    }),
    foreignKey({
      name: "send_runs_plan_fk",
      columns: [t.weddingId, t.planId],
      foreignColumns: [reminderPlans.weddingId, reminderPlans.id],
    }),
    foreignKey({
      name: "send_runs_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }),
    foreignKey({
      name: "send_runs_template_fk",
      columns: [t.weddingId, t.templateId],
      foreignColumns: [templates.weddingId, templates.id],
    }),
  ],
);

export const MESSAGE_STATES = [
  "blocked",
  "queued",
  "calling",
  "in_doubt",
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "cancelled",
] as const;

/** The outbox and the queue in one: what is due is a row in state `queued`. */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    senderId: uuid("sender_id").notNull(),
    /** Null for a reply inside the chat. */
    runId: uuid("run_id"),
    wave: text("wave"),
    kind: text("kind").$type<"template" | "reply">().notNull(),
    /** E.164, as we hold it; never rewritten. Null where there is none, which the gate blocks. */
    destination: text("destination"),
    /** ISO 3166 code of the number's country; null for a reply, or where it cannot be told. */
    country: text("country"),
    /** Template parameters in order, or the reply's content. Erasure empties it. */
    content: jsonb("content").$type<unknown>().notNull(),
    /** The provider's id of the message it answers: however often that is read, it is answered once. */
    replyTo: text("reply_to"),
    state: text("state").$type<(typeof MESSAGE_STATES)[number]>().notNull(),
    /** Why it was blocked or failed: a code of the gate or of the provider's failure classes. */
    reason: text("reason"),
    /** A human approved that this number is written to for several households. */
    sharedDestination: boolean("shared_destination").notNull().default(false),
    attempts: integer("attempts").notNull().default(0),
    nextAt: at("next_at"),
    lastAttemptId: uuid("last_attempt_id"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("messages_side_key").on(t.weddingId, t.id, t.side),
    uniqueIndex("messages_once_per_run").on(t.weddingId, t.runId, t.unitId).where(sql`run_id is not null`),
    uniqueIndex("messages_once_per_number")
      .on(t.weddingId, t.runId, t.destination)
      .where(
        sql`run_id is not null and not shared_destination and state not in ('blocked', 'cancelled', 'failed')`,
      ),
    uniqueIndex("messages_once_per_wave")
      .on(t.weddingId, t.wave, t.unitId)
      .where(sql`wave is not null and state not in ('blocked', 'cancelled', 'failed')`),
    uniqueIndex("messages_once_per_reply").on(t.weddingId, t.replyTo).where(sql`reply_to is not null`),
    index("messages_queue").on(t.weddingId, t.runId, t.nextAt, t.id).where(sql`state = 'queued'`),
    index("messages_unsettled").on(t.weddingId, t.nextAt).where(sql`state in ('calling', 'in_doubt')`),
    index("messages_replying").on(t.weddingId).where(sql`run_id is null and state in ('queued', 'calling')`),
    index("messages_unit").on(t.weddingId, t.unitId, t.createdAt),
    index("messages_run_state").on(t.weddingId, t.runId, t.state),
    check("messages_state", oneOf("state", MESSAGE_STATES)),
    check("messages_kind", sql`kind in ('template', 'reply') and (kind = 'template') = (run_id is not null)`),
    check(
      "messages_blocked",
      sql`(state <> 'blocked' or reason is not null) and (destination is not null or state in ('blocked', 'cancelled'))`,
    ),
    householdKey("messages_unit_fk", t),
    foreignKey({
      name: "messages_run_fk",
      columns: [t.weddingId, t.runId],
      foreignColumns: [sendRuns.weddingId, sendRuns.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "messages_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }),
  ],
);

export const ATTEMPT_STATES = ["calling", "accepted", "sent", "delivered", "read", "failed"] as const;

/** One call to the provider. Its id travels as `biz_opaque_callback_data`, so a status can settle it after a crash. */
export const messageAttempts = pgTable(
  "message_attempts",
  {
    id: id(),
    weddingId: weddingId(),
    messageId: uuid("message_id").notNull(),
    side: side(),
    number: integer("number").notNull(),
    state: text("state").$type<(typeof ATTEMPT_STATES)[number]>().notNull().default("calling"),
    rank: integer("rank").notNull().default(0),
    providerId: text("provider_id"),
    errorCode: integer("error_code"),
    errorClass: text("error_class"),
    errorDetail: text("error_detail"),
    errorAt: at("error_at"),
    startedAt: at("started_at").notNull().default(sql`now()`),
    settledAt: at("settled_at"),
  },
  (t) => [
    unique("message_attempts_tenant").on(t.weddingId, t.id),
    unique("message_attempts_number").on(t.weddingId, t.messageId, t.number),
    index("message_attempts_failed").on(t.weddingId, t.settledAt).where(sql`state = 'failed'`),
    index("message_attempts_provider").on(t.weddingId, t.providerId),
    check("message_attempts_state", oneOf("state", ATTEMPT_STATES)),
    foreignKey({
      name: "message_attempts_message_fk",
      columns: [t.weddingId, t.messageId, t.side],
      foreignColumns: [messages.weddingId, messages.id, messages.side],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);

/** Append-only: every status the provider reported, once each. */
export const messageReceipts = pgTable(
  "message_receipts",
  {
    weddingId: weddingId(),
    attemptId: uuid("attempt_id").notNull(),
    status: text("status").notNull(),
    providerAt: at("provider_at").notNull(),
    errorCode: integer("error_code"),
    recordedAt: at("recorded_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.attemptId, t.status] }),
    foreignKey({
      name: "message_receipts_attempt_fk",
      columns: [t.weddingId, t.attemptId],
      foreignColumns: [messageAttempts.weddingId, messageAttempts.id],
    }).onDelete("cascade"),
  ],
);
