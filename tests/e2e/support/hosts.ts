import pg from "pg";
import { inject } from "vitest";
import { sha256Hex } from "@/lib/kernel/bytes";
import { newId } from "@/lib/kernel/ids";
import { newToken } from "@/lib/platform/tokens";
import { signIn, url } from "./client";

/** People nobody else's test knows, each with a session: their limits are their own. */
export async function newHosts(count: number): Promise<{ userId: string; cookie: string }[]> {
  const name = (await signIn("viewer")).cookie.split("=")[0]!;
  const database = new pg.Client({ connectionString: inject("stackEnv").DATABASE_APP_URL! });
  await database.connect();
  try {
    return await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const [userId, token] = [newId(), newToken()];
        await database.query("insert into users (id, email, name) values ($1, $2, $3)", [
          userId,
          `${userId}@example.test`,
          `Host ${n + 1}`,
        ]);
        await database.query(
          "insert into auth_sessions (token_hash, user_id, expires_at) values ($1, $2, now() + interval '1 hour')",
          [sha256Hex(token), userId],
        );
        return { userId, cookie: `${name}=${token}` };
      }),
    );
  } finally {
    await database.end();
  }
}

/** A request to the cards' own addresses; without a body a GET. */
export const cards = (
  who: { cookie: string } | null,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url(`/api/cards${path}`), {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", ...(who ? { cookie: who.cookie } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** What an operator reads: `{name: number}`. */
export async function metrics(): Promise<Record<string, number>> {
  const answer = await fetch(url("/api/metrics"), {
    headers: { authorization: `Bearer ${inject("stackEnv").CRON_SECRET}` },
  });
  const lines = (await answer.text()).split("\n").filter((line) => line.startsWith("parinaya_"));
  return Object.fromEntries(
    lines.map((line) => {
      const [name, value] = line.split(" ") as [string, string];
      return [name.replace("parinaya_", ""), Number(value)];
    }),
  );
}
