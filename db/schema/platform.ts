import { pgTable, text } from "drizzle-orm/pg-core";
import { at } from "./columns";

/** GCRA state per key (a sender's pace, an address's limit). Not a tenant table; holds no personal data. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  theoreticalAt: at("theoretical_at").notNull(),
});
