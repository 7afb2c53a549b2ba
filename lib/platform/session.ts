import { sql } from "drizzle-orm";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import GoogleProvider from "next-auth/providers/google";
import { cache } from "react";
import { db, prepared } from "@/db/client";
import { authSessions } from "@/db/schema/access";
import { mailer } from "@/lib/adapters/mail/mailer";
import { authAdapter } from "./auth-adapter";
import { env } from "./env";
import { hashToken, newToken } from "./tokens";

const SESSION_DAYS = 30;

export interface SignedIn {
  id: string;
  name: string | null;
  email: string;
}

/** Everything next-auth is in this product; no other file knows it. */
export function authOptions(): NextAuthOptions {
  const e = env();
  return {
    adapter: authAdapter(),
    secret: e.AUTH_SECRET,
    session: { strategy: "database", maxAge: SESSION_DAYS * 86_400, generateSessionToken: newToken },
    pages: { signIn: "/sign-in", verifyRequest: "/sign-in/sent", error: "/sign-in" },
    providers: [
      EmailProvider({
        from: e.MAIL_FROM,
        maxAge: 30 * 60,
        sendVerificationRequest: ({ identifier, url }) => mailLink(identifier, url),
      }),
      ...(e.GOOGLE_CLIENT_ID && e.GOOGLE_CLIENT_SECRET
        ? [GoogleProvider({ clientId: e.GOOGLE_CLIENT_ID, clientSecret: e.GOOGLE_CLIENT_SECRET })]
        : []),
    ],
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** The mailed link opens our page; only its button goes on, so that a mail scanner's GET uses nothing up. */
async function mailLink(to: string, callback: string): Promise<void> {
  const confirm = new URL("/sign-in/confirm", env().APP_URL);
  confirm.search = new URL(callback).search;
  await mailer().send({
    to,
    subject: "Your sign-in link for ParinayaOS",
    text: `Open this link to sign in. It works once, for 30 minutes.\n\n${confirm}\n\nIf you did not ask for it, ignore this mail.`,
  });
}

const cookieName = (): string =>
  env().APP_URL.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** Who is signed in, by the session cookie; one query a request. */
export const currentUser = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(cookieName())?.value;
  if (!token) return null;
  const { rows } = await prepared<{ id: string; name: string | null; email: string }>(
    db(),
    "session",
    sql`
    select u.id, u.name, u.email from auth_sessions s join users u on u.id = s.user_id
    where s.token_hash = ${hashToken(token)} and s.expires_at > now()`,
  );
  return rows[0] ?? null;
});

/** Opens a session for a user without a sign-in flow; only the demo's one-click sign-in may. */
export async function openSession(userId: string): Promise<{ name: string; value: string; expires: Date }> {
  const value = newToken();
  const expires = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await db()
    .insert(authSessions)
    .values({ tokenHash: hashToken(value), userId, expiresAt: expires });
  return { name: cookieName(), value, expires };
}
