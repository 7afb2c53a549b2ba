import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, quantile, round, timed } from "./measure";

const ROUNDS = Number(process.env.BENCH_CARDS ?? 300);
const WARM_UP = 30;
/** A person may make 40 an hour. */
const PER_HOST = 30;
const BUSY_ROUNDS = 60;

/**
 * From the request for a new card to its answer, against an empty POST of the same server plus a commit of four rows:
 * the card, its count, its log entry and its job. Draining is off, as the floor looks nothing up; then once more while
 * the jobs of all those cards are worked off.
 */
export async function cards(stack: Stack): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  const app = new pg.Client({ connectionString: stack.env.DATABASE_APP_URL! });
  await Promise.all([admin.connect(), app.connect()]);
  try {
    await admin.query("create table bench_rows (id bigserial primary key, owner_id uuid, body jsonb)");
    await admin.query(
      "grant all on bench_rows to parinaya_app; grant all on sequence bench_rows_id_seq to parinaya_app",
    );
    const cookies = await hosts(admin, Math.ceil((WARM_UP + ROUNDS + BUSY_ROUNDS) / PER_HOST) + 1);
    let serial = 0;
    const create = () => {
      const cookie = cookies[Math.floor(serial / PER_HOST)]!;
      return timed(() =>
        post(stack, JSON.stringify(body(serial)), { cookie, "x-forwarded-for": network(serial++) }, 201),
      );
    };
    const empty = () => timed(() => post(stack, "", { "x-forwarded-for": "192.0.2.1" }, 401));
    const commit = () => timed(() => fourRows(app));
    for (let i = 0; i < WARM_UP; i++) await Promise.all([create(), empty().then(commit)]);
    const took: number[] = [];
    const floors: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      took.push(await create());
      floors.push((await empty()) + (await commit()));
    }
    const drained = fetch(`${stack.appUrl}/api/jobs/drain`, {
      method: "POST",
      headers: { authorization: `Bearer ${stack.env.CRON_SECRET}` },
    });
    const busy: number[] = [];
    for (let i = 0; i < BUSY_ROUNDS; i++) busy.push(await create());
    await drained;
    const [value, floor] = [quantile(took, 0.95), quantile(floors, 0.95)];
    return {
      value: round(value),
      floor: round(floor),
      ratio_to_floor: round(value / floor),
      goal: "p95 within 2 times, and under 500 ms",
      unit: "ms",
      n: took.length,
      p50_ms: round(quantile(took, 0.5)),
      p50_floor_ms: round(quantile(floors, 0.5)),
      p99_ms: round(quantile(took, 0.99)),
      p95_while_enriching_ms: round(quantile(busy, 0.95)),
    };
  } finally {
    await Promise.all([admin.end(), app.end()]);
  }
}

/** People who are signed in, by their cookies. */
async function hosts(admin: pg.Client, count: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let i = 0; i < count; i++) {
    const token = randomBytes(32).toString("base64url");
    await admin.query(
      "with u as (insert into users (email, name) values ($1, 'Bench') returning id) insert into auth_sessions (token_hash, user_id, expires_at) select $2, id, now() + interval '1 day' from u",
      [`bench-${i}@example.test`, createHash("sha256").update(token).digest("hex")],
    );
    cookies.push(`next-auth.session-token=${token}`);
  }
  return cookies;
}

const network = (n: number): string => `198.51.${Math.floor(n / 200)}.${(n % 200) + 1}`;

const body = (n: number) => ({
  text: `Table for 8 at Trishna ${n}, Fort tomorrow at 8.30 pm https://www.swiggy.com/restaurants/trishna-fort-mumbai-123456/dineout`,
  title: `Dinner ${n}`,
});

async function post(
  stack: Stack,
  text: string,
  headers: Record<string, string>,
  expected: number,
): Promise<void> {
  const answer = await fetch(`${stack.appUrl}/api/cards`, {
    method: "POST",
    body: text,
    headers: { "content-type": "application/json", ...headers },
  });
  await answer.arrayBuffer();
  if (answer.status !== expected)
    throw new Error(`/api/cards answered ${answer.status} instead of ${expected}.`);
}

async function fourRows(app: pg.Client): Promise<void> {
  await app.query("begin");
  for (let i = 0; i < 4; i++)
    await app.query("insert into bench_rows (owner_id, body) values (gen_random_uuid(), $1)", [
      JSON.stringify(body(i)),
    ]);
  await app.query("commit");
}
