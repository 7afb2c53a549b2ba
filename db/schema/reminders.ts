import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { senders, templates } from "./senders";
import { weddings } from "./weddings";

export const PLAN_STATES = ["draft", "active", "stopped", "done"] as const;

/** Reminders to whoever has not answered: each step is a run of its own, made when it is due. */
export const reminderPlans = pgTable(
  "reminder_plans",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    senderId: uuid("sender_id").notNull(),
    templateId: uuid("template_id").notNull(),
    /** The template's category as it was agreed to: the provider may change it, and with it the price. */
    category: text("category").notNull().default("MARKETING"),
    audience: jsonb("audience").$type<Record<string, unknown>>().notNull(),
    /** Days between one reminder and the next, the first after the start. */
    gaps: jsonb("gaps").$type<number[]>().notNull(),
    startsAt: at("starts_at").notNull(),
    endsAt: at("ends_at").notNull(),
    /** The most families one step may write to without being asked again. */
    most: integer("most").notNull(),
    state: text("state").$type<(typeof PLAN_STATES)[number]>().notNull().default("active"),
    stateReason: text("state_reason"),
    stepsDone: integer("steps_done").notNull().default(0),
    nextAt: at("next_at"),
    approvedBy: text("approved_by").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("reminder_plans_tenant").on(t.weddingId, t.id),
    index("reminder_plans_due").on(t.weddingId, t.nextAt).where(sql`state = 'active'`),
    check("reminder_plans_state", oneOf("state", PLAN_STATES)),
    check("reminder_plans_order", sql`starts_at < ends_at and most > 0`),
    foreignKey({
      name: "reminder_plans_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }),
    foreignKey({
      name: "reminder_plans_template_fk",
      columns: [t.weddingId, t.templateId],
      foreignColumns: [templates.weddingId, templates.id],
    }),
  ],
);
