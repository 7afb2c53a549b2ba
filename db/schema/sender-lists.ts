import { sql } from "drizzle-orm";
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ListPass } from "@/lib/messaging/rules/list-passes";
import { at, weddingId } from "./columns";
import { senders } from "./senders";

/** How far each sender's messages were compared with its provider's own list of them. */
export const senderLists = pgTable(
  "sender_lists",
  {
    weddingId: weddingId(),
    senderId: uuid("sender_id").notNull(),
    /** Nobody looks before this; while somebody does, it is until when they have it to themselves. */
    nextAt: at("next_at").notNull().default(sql`now()`),
    holder: uuid("holder"),
    /** The pass under way, which another process may go on with. */
    pass: jsonb("pass").$type<ListPass>(),
    /** Everything of the provider's up to here was looked at. */
    seenUntil: at("seen_until"),
    /** When the last pass over many days ended, and the last pass at all. */
    deepAt: at("deep_at"),
    checkedAt: at("checked_at"),
    /** In a row. */
    failures: integer("failures").notNull().default(0),
    failure: text("failure"),
    /** Ever: webhooks that were made up for, and doubts that the list settled. */
    found: integer("found").notNull().default(0),
    settled: integer("settled").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.senderId] }),
    foreignKey({
      name: "sender_lists_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }).onDelete("cascade"),
  ],
);
