import { fileURLToPath } from "node:url";
import pg from "pg";
import { handle } from "@/jobs/messaging/dispatch-messages.handler";
import { mintScope } from "@/lib/access/policy";
import { metaProvider } from "@/lib/adapters/meta/provider";
import { newId } from "@/lib/kernel/ids";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import type { OutgoingContent } from "@/lib/messaging/ports";
import { reloadEnv } from "@/lib/platform/env";
import { startChild, stopChild } from "@/scripts/stack/children";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, median, round, timed } from "./measure";
import { type Planted, plant } from "./plant";

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 10_000);
const ROUNDS = 3;
const CONCURRENCY = 50;

/**
 * Messages per second through one drain (claim, gate, call, record) to a provider that answers at once, against a bare
 * loop of the same calls through the same adapter. The pace is set out of the way.
 */
export async function dispatch(stack: Stack): Promise<Figure> {
  const file = fileURLToPath(new URL("./bare-provider.ts", import.meta.url));
  const provider = startChild("provider", ["--import", "tsx", file], stack.env, () => undefined);
  process.env.META_GRAPH_URL = "http://127.0.0.1:4192";
  reloadEnv();
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    await waitFor("http://127.0.0.1:4192");
    await admin.query("alter table senders drop constraint if exists senders_rate");
    const took: { sent: number[]; bare: number[] } = { sent: [], bare: [] };
    for (let i = 0; i <= ROUNDS; i++) {
      const sent = await sendAll(admin);
      const bare = await timed(callAll);
      if (i > 0) took.sent.push(sent);
      if (i > 0) took.bare.push(bare);
    }
    const [value, floor] = [took.sent, took.bare].map((ms) => MESSAGES / (median(ms) / 1000)) as [
      number,
      number,
    ];
    return {
      value: round(value, 0),
      floor: round(floor, 0),
      ratio_to_floor: round(value / floor),
      goal: "at least 0.5",
      unit: "messages/s",
      n: MESSAGES,
      slowest: round(MESSAGES / (Math.max(...took.sent) / 1000), 0),
      rounds: ROUNDS,
    };
  } finally {
    await admin.end();
    await stopChild(provider);
  }
}

/** A run of a wedding of its own, from the first claim to the last record. */
async function sendAll(admin: pg.Client): Promise<number> {
  const planted = await plant(admin, MESSAGES);
  const { weddingId, senderId, runId } = planted;
  await freeze(planted);
  await admin.query("update senders set rate_per_second = 100000 where id = $1", [senderId]);
  await admin.query("update send_runs set state = 'sending' where id = $1", [runId]);
  const ms = await timed(() =>
    handle({ weddingId, senderId }, { correlationId: "bench", deadline: Date.now() + 120_000, attempt: 0 }),
  );
  const { rows } = await admin.query<{ n: number }>(
    "select count(*)::int as n from messages where run_id = $1 and state = 'accepted'",
    [runId],
  );
  if (rows[0]?.n !== MESSAGES) throw new Error(`${rows[0]?.n} of ${MESSAGES} messages were accepted`);
  return ms;
}

async function freeze({ weddingId, userId, runId }: Planted): Promise<void> {
  const scope = mintScope(weddingId, { kind: "user", userId, role: "owner" });
  const ctx = { scope, correlationId: "bench" };
  for (const step of [rehearseRun, freezeRun]) {
    const done = await step(ctx, { runId });
    if (!done.ok) throw new Error(done.message);
  }
}

const content: OutgoingContent = {
  kind: "template",
  providerId: "1",
  name: "x",
  language: "en",
  params: ["Family 1", "Meera & Rajesh Sharma", "Function 1 · Function 2", "4 (3 adults, 1 child)"].map(
    (text, i) => ({ name: String(i + 1), text }),
  ),
  payloads: [],
};

async function callAll(): Promise<void> {
  const { send } = metaProvider();
  const account = { phoneNumberId: "1", businessAccountId: "1" };
  let left = MESSAGES;
  const lanes = Array.from({ length: CONCURRENCY }, async () => {
    while (left-- > 0) {
      const outcome = await send(account, { destination: "+919800000001", attemptId: newId(), content });
      if (outcome.kind !== "accepted") throw new Error(`the provider answered ${outcome.kind}`);
    }
  });
  await Promise.all(lanes);
}

async function waitFor(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await fetch(url).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the bare provider does not start");
}
