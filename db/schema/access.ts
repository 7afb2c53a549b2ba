import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

export const users = pgTable("users", {
  id: id(),
  email: text("email").notNull().unique(),
  name: text("name"),
  emailVerifiedAt: at("email_verified_at"),
  createdAt: createdAt(),
});

/** Accounts of outside identity providers (Google), one row per provider account. */
export const authAccounts = pgTable(
  "auth_accounts",
  {
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
);

/** Only the SHA-256 of a session token is stored: a stolen table signs nobody in. */
export const authSessions = pgTable(
  "auth_sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: at("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("auth_sessions_user").on(t.userId)],
);

export const authVerifications = pgTable(
  "auth_verifications",
  {
    identifier: text("identifier").notNull(),
    tokenHash: text("token_hash").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.tokenHash] })],
);

export const ROLES = ["owner", "admin", "side_admin", "viewer"] as const;

export const memberships = pgTable(
  "memberships",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<(typeof ROLES)[number]>().notNull(),
    /** Only a side admin is bound to one side; everybody else sees all. */
    side: text("side").$type<"bride" | "groom" | "all">().notNull().default("all"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.userId] }),
    index("memberships_user").on(t.userId),
    check("memberships_role", oneOf("role", ROLES)),
    check(
      "memberships_side",
      sql`(role = 'side_admin') = (side in ('bride', 'groom')) and side in ('bride', 'groom', 'all')`,
    ),
  ],
);

/** What `/dev/mail` shows in embedded mode; never written elsewhere. */
export const devMail = pgTable("dev_mail", {
  id: id(),
  to: text("to").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  createdAt: createdAt(),
});
