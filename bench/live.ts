import { createHmac } from "node:crypto";
import pg from "pg";
import { SIMULATED_META, seedDemo } from "@/db/seed/demo";
import { DemoClient } from "@/scripts/demo/client";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, quantile, round, timed } from "./measure";
import { plantAnswered } from "./plant";

const PER_SECOND = Number(process.env.BENCH_REPLIES_PER_SECOND ?? 50);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 120);
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS ?? 8_000);
const POLL_MS = 80;
const PATIENCE_MS = 60_000;
const LATE_MS = 5_000;

/**
 * From a guest's reply, posted as a signed webhook at a steady pace, to the first answer of the dashboard's endpoint
 * that shows it: the route, the inbox, the conversation, the reply back, the refresh and the query, all of it.
 */
export async function live(stack: Stack): Promise<Figure> {
  const client = new DemoClient(stack);
  await seedDemo(new Date());
  await client.signIn("owner");
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    client.weddingId = await wedding(admin, client.weddingId);
    const phones = await phonesOf(admin, client.weddingId);
    await settled(stack, admin, client.weddingId);
    const sent = new Map<string, number>();
    const shown = new Map<string, number>();
    const watching = watch({ client, admin }, sent, shown);
    await post(stack, phones, sent);
    await watching;
    const waits = [...sent].map(([id, at]) => (shown.get(id) ?? Number.POSITIVE_INFINITY) - at);
    const floors: number[] = [];
    for (let i = 0; i < 200; i++) {
      floors.push(
        await timed(async () => {
          await admin.query("insert into rate_limits values ($1, now())", [`bench:${i}`]);
          await admin.query("select * from rate_limits where key = $1", [`bench:${i}`]);
        }),
      );
    }
    const [value, floor] = [quantile(waits, 0.95), quantile(floors, 0.95)];
    return {
      value: round(value, 0),
      floor: round(floor),
      ratio_to_floor: round(value / floor, 0),
      goal: `p95 under 1000 ms at ${PER_SECOND} replies/s for ${SECONDS} s`,
      unit: "ms",
      n: waits.length,
      p50_ms: round(quantile(waits, 0.5), 0),
      p99_ms: round(quantile(waits, 0.99), 0),
      never_shown: waits.filter((wait) => !Number.isFinite(wait)).length,
      households: HOUSEHOLDS,
    };
  } finally {
    await admin.end();
  }
}

/** A planted wedding that the signed-in owner may open and the simulator's number belongs to. */
async function wedding(admin: pg.Client, demo: string): Promise<string> {
  const { weddingId, senderId } = await plantAnswered(admin, HOUSEHOLDS);
  await admin.query(
    "insert into memberships (wedding_id, user_id, role, side) select $1, user_id, role, side from memberships where wedding_id = $2 and role = 'owner'",
    [weddingId, demo],
  );
  await admin.query(
    "update senders set phone_number_id = '9' || substr(replace(id::text, '-', ''), 1, 18), state = 'stopped' where id <> $1",
    [senderId],
  );
  await admin.query("update senders set phone_number_id = $2 where id = $1", [
    senderId,
    SIMULATED_META.phoneNumberId,
  ]);
  await admin.query("insert into projection_marks (wedding_id, kind, key) select $1, 'unit', $1", [
    weddingId,
  ]);
  return weddingId;
}

/** The planted numbers counted and compared once, as those of any wedding that has been there for an hour. */
async function settled(stack: Stack, admin: pg.Client, weddingId: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    await fetch(`${stack.appUrl}/api/jobs/drain`, {
      method: "POST",
      headers: { authorization: `Bearer ${stack.env.CRON_SECRET}` },
    });
    const { rows } = await admin.query<{ done: boolean }>(
      `select exists (select 1 from projection_stamps where wedding_id = $1) and exists (select 1 from reconciliations where wedding_id = $1)
         and not exists (select 1 from projection_marks where wedding_id = $1) as done`,
      [weddingId],
    );
    if (rows[0]?.done) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The planted wedding's numbers did not settle.");
}

async function phonesOf(admin: pg.Client, weddingId: string): Promise<string[]> {
  const { rows } = await admin.query<{ value: string }>(
    "select value from person_identifiers where wedding_id = $1 and kind = 'phone' order by md5(value)",
    [weddingId],
  );
  return rows.map((row) => row.value.slice(1));
}

/**
 * Asks as a live screen would, only more often. What the projections held before the question is in its answer: the list
 * of recent replies on a screen is too short to tell.
 */
async function watch(
  { client, admin }: { client: DemoClient; admin: pg.Client },
  sent: ReadonlyMap<string, number>,
  shown: Map<string, number>,
): Promise<void> {
  const all = PER_SECOND * SECONDS;
  const until = Date.now() + SECONDS * 1000 + PATIENCE_MS;
  let since = new Date(0);
  while (Date.now() < until && !(sent.size === all && shown.size >= all)) {
    const { rows } = await admin.query<{ id: string; at: Date }>(
      "select last_reply_id as id, last_answer_at as at from unit_overview where wedding_id = $1 and last_answer_at >= $2 and last_reply_id is not null",
      [client.weddingId, since],
    );
    await client.get("dashboard");
    const now = Date.now();
    for (const { id, at } of rows) {
      if (sent.has(id) && !shown.has(id)) shown.set(id, now);
      // A late commit may carry an earlier time.
      if (at.getTime() - LATE_MS > since.getTime()) since = new Date(at.getTime() - LATE_MS);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** One household after the other says yes, each at its moment. */
async function post(stack: Stack, phones: readonly string[], sent: Map<string, number>): Promise<void> {
  const started = Date.now();
  const posts: Promise<void>[] = [];
  for (let i = 0; i < PER_SECOND * SECONDS; i++) {
    const wait = started + (i * 1000) / PER_SECOND - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    posts.push(reply(stack, phones[i % phones.length]!, sent, i));
  }
  await Promise.all(posts);
}

async function reply(stack: Stack, from: string, sent: Map<string, number>, serial: number): Promise<void> {
  const id = `wamid.bench${process.pid}.${serial}`;
  const message = {
    id,
    from,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: "text",
    text: { body: "yes" },
  };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "1",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { phone_number_id: SIMULATED_META.phoneNumberId },
              messages: [message],
            },
          },
        ],
      },
    ],
  });
  sent.set(id, Date.now());
  const answer = await fetch(`${stack.appUrl}/api/webhooks/meta`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-hub-signature-256": `sha256=${createHmac("sha256", stack.env.META_APP_SECRETS!).update(body).digest("hex")}`,
    },
  });
  if (!answer.ok) throw new Error(`The webhook answered ${answer.status}.`);
}
