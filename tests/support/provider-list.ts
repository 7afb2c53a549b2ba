import { afterAll, beforeAll, beforeEach } from "vitest";
import { drain } from "@/jobs/drain";
import { reconcile } from "@/jobs/messaging/reconcile-sender.handler";
import { withQuery } from "@/lib/adapters/twilio/webhook";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { processInbox } from "@/lib/messaging/topics";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "./database";
import { startProvider, type TestProvider } from "./provider";

const FAST = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 30] };
export const OURS = "whatsapp:+911234567891";
export const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

export let provider: TestProvider;
/** Each case has numbers of its own, so that no guest remembers another case. */
export let first = 0;

/** A simulated Twilio for a file, empty for each of its cases. */
export function withTwilio(): void {
  beforeAll(async () => {
    provider = await startProvider(11, { twilio: true });
  });
  afterAll(() => provider.close());
  beforeEach(async () => {
    first += 1_000;
    await drain({ budgetMs: 5_000 });
    await provider.control("POST", "reset");
    // Nobody looks for the senders of earlier cases any more.
    await admin.query(
      `insert into sender_lists (wedding_id, sender_id, next_at) select wedding_id, id, 'infinity' from senders
     on conflict (wedding_id, sender_id) do update set next_at = 'infinity', failures = 0, found = 0, settled = 0`,
    );
    await provider.control("POST", "config", {
      timings: FAST,
      twilioPerSecond: 1_000,
      weights: { silent: 1 },
    });
  });
}

export interface Case {
  wedding: TestWedding;
  senderId: string;
  templateId: string;
  events: string[];
  runId: string;
}

/** A run of so many families, as far as the simulator's faults let it come. */
export async function sent(families: number, faults: object = {}): Promise<Case> {
  const wedding = await makeWedding();
  const sending = await prepareSending(wedding, { csv: familiesCsv(families, first), provider: "twilio" });
  await provider.control("POST", "faults", faults);
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await drain({ budgetMs: 5_000 });
  await settle();
  return { wedding, ...sending, runId };
}

export const digits = (i: number) => `9198${String(10_000_000 + first + i)}`;
export const types = (i: number, text: string) =>
  provider.control<{ wamid: string }>("POST", `phones/${digits(i)}/type`, { text, via: "twilio" });

/** Looks at the list now, however young its messages are, and reads what that brought. */
export async function look({ wedding, senderId }: Pick<Case, "wedding" | "senderId">, deadlineMs = 60_000) {
  await admin.query("update sender_lists set next_at = now() where sender_id = $1", [senderId]);
  const tools = { correlationId: "test", deadline: Date.now() + deadlineMs };
  await reconcile({ weddingId: wedding.weddingId, senderId }, tools, 0);
  await drain({ budgetMs: 5_000 });
}

export const statesOf = async (runId: string) =>
  (
    await admin.query<{ state: string; code: number | null; n: number }>(
      `select m.state, a.error_code as code, count(*)::int as n from messages m
       left join message_attempts a on a.id = m.last_attempt_id where m.run_id = $1 group by 1, 2 order by 1, 2`,
      [runId],
    )
  ).rows;
export const listed = async () =>
  (await admin.query("select count(*)::int as n from webhook_inbox where source = 'list'")).rows[0]
    .n as number;
export const progress = async (senderId: string) =>
  (
    await admin.query(
      "select failures, failure, found, settled, pass, seen_until, extract(epoch from next_at - now())::float8 as wait from sender_lists where sender_id = $1",
      [senderId],
    )
  ).rows[0];
export const calls = async () =>
  (await provider.control<{ calls: { at: number; status: number; query: string }[] }>("GET", "twilio/lists"))
    .calls;
/** Everything that guests and receipts have brought about. */
export const stateOf = async ({ wedding }: Pick<Case, "wedding">) =>
  (
    await admin.query(
      `select (select jsonb_agg(jsonb_build_array(m.destination, m.kind, m.state, m.reason, m.attempts, a.state, a.rank, a.error_code, a.error_class, a.error_detail) order by m.destination, m.kind, m.created_at)
         from messages m left join message_attempts a on a.id = m.last_attempt_id where m.wedding_id = $1) as messages,
       (select jsonb_agg(jsonb_build_array(u.name, c.event_id, c.answer, c.adults, c.children) order by u.name, c.event_id) from rsvp_current c join guest_units u on u.id = c.unit_id where c.wedding_id = $1) as answers,
       (select jsonb_agg(jsonb_build_array(from_identifier, text, outcome) order by from_identifier, provider_message_id) from inbound_messages where wedding_id = $1) as said`,
      [wedding.weddingId],
    )
  ).rows[0];
export const yes = async ({ wedding }: Pick<Case, "wedding">) =>
  (await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope))).events.map((e) => e.yes);
/** A webhook as Twilio would post it, past the signature that the route has checked. */
export async function webhook(form: Record<string, string>, query = "") {
  const bytes = withQuery(query, Buffer.from(new URLSearchParams(form).toString()));
  await storeWebhook("twilio", bytes, enqueue(processInbox, {}));
  await drain({ budgetMs: 5_000 });
}
