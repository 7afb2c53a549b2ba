import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, numeric, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { GIFT_KINDS, GIFT_WAYS, THANKS } from "@/lib/gifts/types";
import { at, createdAt, id, oneOf, side, weddingId } from "./columns";
import { householdKey } from "./guests";
import { events, weddings } from "./weddings";

/**
 * What came from whom. A giver is a family of the list, or somebody by name alone; a side always, so that a side admin
 * sees the gifts of that side and of both.
 */
export const gifts = pgTable(
  "gifts",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id"),
    side: side(),
    /** Who of the family, or who it is where no family of the list gave it. */
    giver: text("giver"),
    /** At which function; null where it came by post, or nobody wrote it down. */
    eventId: uuid("event_id"),
    kind: text("kind").$type<(typeof GIFT_KINDS)[number]>().notNull(),
    /** An envelope may be opened later. */
    amount: numeric("amount", { precision: 14, scale: 2 }),
    currency: text("currency"),
    what: text("what"),
    note: text("note"),
    /** Who took it at the counting table. */
    receivedBy: text("received_by"),
    receivedAt: at("received_at").notNull().default(sql`now()`),
    thankedAt: at("thanked_at"),
    thankedHow: text("thanked_how").$type<(typeof THANKS)[number]>(),
    /** The message that said thank you: where it did not arrive, they are not thanked. */
    thanksMessageId: uuid("thanks_message_id"),
    /** Of the row of a list it came from: the same row is one gift, however often the list is brought in. */
    sourceKey: text("source_key"),
    /** Taken out by a human; kept, so that this can be taken back and a list does not bring it in again. */
    removedAt: at("removed_at"),
    createdBy: text("created_by").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("gifts_tenant").on(t.weddingId, t.id),
    unique("gifts_source").on(t.weddingId, t.sourceKey),
    index("gifts_recent").on(t.weddingId, t.receivedAt, t.id),
    index("gifts_unit").on(t.weddingId, t.unitId),
    check("gifts_giver", sql`unit_id is not null or giver is not null`),
    check("gifts_kind", oneOf("kind", GIFT_KINDS)),
    check("gifts_money", sql`(amount is null) = (currency is null) and (amount is null or amount > 0)`),
    check("gifts_cash", sql`kind <> 'cash' or amount is not null`),
    check("gifts_thing", sql`kind <> 'thing' or what is not null`),
    check("gifts_thanked", sql`(thanked_at is null) = (thanked_how is null)`),
    check("gifts_how", oneOf("thanked_how", THANKS)),
    householdKey("gifts_unit_fk", t),
    foreignKey({
      name: "gifts_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }),
    foreignKey({
      name: "gifts_wedding_fk",
      columns: [t.weddingId],
      foreignColumns: [weddings.id],
    }).onDelete("cascade"),
  ],
);

/** Who gave what at whose wedding before: the custom is to return it. */
export const giftNotes = pgTable(
  "gift_notes",
  {
    id: id(),
    weddingId: weddingId(),
    unitId: uuid("unit_id").notNull(),
    side: side(),
    /** `received`: they gave it to us. `given`: we gave it to them. */
    direction: text("direction").$type<(typeof GIFT_WAYS)[number]>().notNull(),
    occasion: text("occasion").notNull(),
    year: integer("year"),
    what: text("what"),
    amount: numeric("amount", { precision: 14, scale: 2 }),
    currency: text("currency"),
    sourceKey: text("source_key"),
    removedAt: at("removed_at"),
    createdBy: text("created_by").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("gift_notes_tenant").on(t.weddingId, t.id),
    unique("gift_notes_source").on(t.weddingId, t.sourceKey),
    index("gift_notes_unit").on(t.weddingId, t.unitId),
    check("gift_notes_direction", oneOf("direction", GIFT_WAYS)),
    check("gift_notes_year", sql`year is null or year between 1900 and 2200`),
    check("gift_notes_money", sql`(amount is null) = (currency is null) and (amount is null or amount > 0)`),
    check("gift_notes_what", sql`what is not null or amount is not null`),
    householdKey("gift_notes_unit_fk", t),
  ],
);
