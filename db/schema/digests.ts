import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { memberships, users } from "./access";
import { at, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

/** Who of the team wants the numbers by mail once a day, and at which hour of the wedding's zone. */
export const digestWishes = pgTable(
  "digest_wishes",
  {
    weddingId: weddingId(),
    userId: uuid("user_id").notNull(),
    wanted: boolean("wanted").notNull(),
    hour: integer("hour").notNull(),
    changedAt: at("changed_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.userId] }),
    check("digest_wishes_hour", sql`hour between 0 and 23`),
    // Who leaves the team gets no more numbers.
    foreignKey({
      name: "digest_wishes_member_fk",
      columns: [t.weddingId, t.userId],
      foreignColumns: [memberships.weddingId, memberships.userId],
    }).onDelete("cascade"),
  ],
);

export const DIGEST_STATES = ["queued", "sending", "sent"] as const;

/** One a day and person, whatever happens: the row is written with its doorbell, and claimed before the mail leaves. */
export const digests = pgTable(
  "digests",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The day in the wedding's zone. */
    day: date("day").notNull(),
    state: text("state").$type<(typeof DIGEST_STATES)[number]>().notNull().default("queued"),
    /** The numbers as they stood in it: the next one says what changed. */
    numbers: jsonb("numbers").$type<unknown>(),
    createdAt: at("created_at").notNull().default(sql`now()`),
    sentAt: at("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.userId, t.day] }),
    check("digests_state", oneOf("state", DIGEST_STATES)),
  ],
);
