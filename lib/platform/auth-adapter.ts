import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { db } from "@/db/client";
import { authAccounts, authSessions, authVerifications, users } from "@/db/schema/access";
import { hashToken } from "./tokens";

type UserRow = typeof users.$inferSelect;

const toUser = (row: UserRow): AdapterUser => ({
  id: row.id,
  email: row.email,
  name: row.name,
  emailVerified: row.emailVerifiedAt,
});

const oneUser = (rows: UserRow[]): AdapterUser | null => (rows[0] ? toUser(rows[0]) : null);

const people = {
  async createUser(user: Omit<AdapterUser, "id">) {
    const [row] = await db()
      .insert(users)
      .values({
        email: user.email.toLowerCase(),
        name: user.name ?? null,
        emailVerifiedAt: user.emailVerified,
      })
      .returning();
    return toUser(row!);
  },
  getUser: async (id) => oneUser(await db().select().from(users).where(eq(users.id, id))),
  getUserByEmail: async (email) =>
    oneUser(await db().select().from(users).where(eq(users.email, email.toLowerCase()))),
  async getUserByAccount({ provider, providerAccountId }) {
    const rows = await db()
      .select({ user: users })
      .from(authAccounts)
      .innerJoin(users, eq(users.id, authAccounts.userId))
      .where(and(eq(authAccounts.provider, provider), eq(authAccounts.providerAccountId, providerAccountId)));
    return oneUser(rows.map((row) => row.user));
  },
  async updateUser(user) {
    const [row] = await db()
      .update(users)
      .set({
        ...(user.name === undefined ? {} : { name: user.name }),
        ...(user.emailVerified === undefined ? {} : { emailVerifiedAt: user.emailVerified }),
      })
      .where(eq(users.id, user.id))
      .returning();
    return toUser(row!);
  },
  async linkAccount(account: AdapterAccount) {
    await db()
      .insert(authAccounts)
      .values({
        provider: account.provider,
        providerAccountId: account.providerAccountId,
        userId: account.userId,
      })
      .onConflictDoNothing();
    return account;
  },
} satisfies Adapter;

const tokens = {
  async createSession(session) {
    await db()
      .insert(authSessions)
      .values({
        tokenHash: hashToken(session.sessionToken),
        userId: session.userId,
        expiresAt: session.expires,
      });
    return session;
  },
  async getSessionAndUser(sessionToken) {
    const [row] = await db()
      .select({ user: users, session: authSessions })
      .from(authSessions)
      .innerJoin(users, eq(users.id, authSessions.userId))
      .where(
        and(eq(authSessions.tokenHash, hashToken(sessionToken)), gt(authSessions.expiresAt, sql`now()`)),
      );
    if (!row) return null;
    return {
      session: { sessionToken, userId: row.session.userId, expires: row.session.expiresAt },
      user: toUser(row.user),
    };
  },
  async updateSession(session) {
    if (session.expires) {
      await db()
        .update(authSessions)
        .set({ expiresAt: session.expires })
        .where(eq(authSessions.tokenHash, hashToken(session.sessionToken)));
    }
    return null;
  },
  async deleteSession(sessionToken) {
    await db()
      .delete(authSessions)
      .where(eq(authSessions.tokenHash, hashToken(sessionToken)));
    return null;
  },
  async createVerificationToken({ identifier, token, expires }) {
    await db().delete(authVerifications).where(lt(authVerifications.expiresAt, sql`now()`));
    await db()
      .insert(authVerifications)
      .values({ identifier, tokenHash: hashToken(token), expiresAt: expires });
    return { identifier, token, expires };
  },
  async useVerificationToken({ identifier, token }) {
    const [row] = await db()
      .delete(authVerifications)
      .where(
        and(eq(authVerifications.identifier, identifier), eq(authVerifications.tokenHash, hashToken(token))),
      )
      .returning();
    return row ? { identifier, token, expires: row.expiresAt } : null;
  },
} satisfies Adapter;

/** next-auth on our tables. Session tokens are stored as SHA-256, so that a stolen table signs nobody in. */
export const authAdapter = (): Adapter => ({ ...people, ...tokens });
