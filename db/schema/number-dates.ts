import { date, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { weddingId } from "./columns";
import { events } from "./weddings";

/** Who wants the number of a function, and by which day: "the caterer", by Friday. */
export const numberDates = pgTable(
  "number_dates",
  {
    weddingId: weddingId(),
    eventId: uuid("event_id").notNull(),
    who: text("who").notNull(),
    /** The day by the function's own clock. */
    dueOn: date("due_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.eventId] }),
    foreignKey({
      name: "number_dates_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);
