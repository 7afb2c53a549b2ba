import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { readLedger, sentTwice } from "@/tests/support/ledger";
import type { TestProvider } from "@/tests/support/provider";

export interface Sending {
  wedding: TestWedding;
  senderId: string;
  runId: string;
  start(): Promise<void>;
}

interface Setup {
  households: number;
  from?: number;
  ratePerSecond: number;
  config?: object;
  faults?: object;
  /** Everything is ready, but the run is started by `start` alone. */
  held?: true;
}

export const QUIET_GUESTS = {
  weights: { silent: 100 },
  throughputPerSecond: 5_000,
  latencyMs: 15,
  timings: { sent: [1, 5], delivered: [1, 5], read: [1, 5], reply: [1, 5] },
};

/** A run that has just been started, or is ready to be, at a provider that was put back to its beginning. */
export async function startSending(provider: TestProvider, setup: Setup): Promise<Sending> {
  await provider.control("POST", "reset");
  await provider.control("POST", "config", { ...QUIET_GUESTS, ...setup.config });
  const wedding = await makeWedding();
  const sending = await prepareSending(wedding, {
    csv: familiesCsv(setup.households, setup.from ?? 0),
    ratePerSecond: setup.ratePerSecond,
  });
  const { runId, recipients } = await approvedRun(wedding, sending);
  if (recipients !== setup.households) throw new Error(`${recipients} recipients, not ${setup.households}`);
  if (setup.faults) await provider.control("POST", "faults", setup.faults);
  const start = async () => {
    must(await startRun(wedding.ctx, { runId }));
  };
  if (!setup.held) await start();
  return { wedding, senderId: sending.senderId, runId, start };
}

/** What has been claimed by a process that died is old enough to be a doubt; the claims of the dead are cleared away, as their expiry would. */
export async function buryTheDead(): Promise<void> {
  await admin.query("update messages set next_at = now() where state = 'calling'");
  await admin.query("delete from pgboss.job where state = 'active'");
  await sweep();
  await drain({ budgetMs: 10_000 });
}

export async function stateCounts(runId: string): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ state: string; n: number }>(
    "select state, count(*)::int as n from messages where run_id = $1 group by 1",
    [runId],
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export interface Verdict {
  accepted: number;
  /** Recipients with more than one message in the ledger. */
  twice: string[];
  /** Neither in the ledger nor named to a human as a doubt. */
  lost: string[];
  /** Still to be sent, or being sent: nothing may be when the run is over. */
  unfinished: number;
  doubts: { messageId: string; to: string; inLedger: boolean }[];
}

/** The provider's ledger against what we say of each message. */
export async function judge(provider: TestProvider, runId: string): Promise<Verdict> {
  const ledger = await readLedger(provider);
  const reached = new Set(ledger.map(({ to }) => to));
  const { rows } = await admin.query<{ id: string; destination: string; state: string }>(
    "select id, destination, state from messages where run_id = $1 order by id",
    [runId],
  );
  return {
    accepted: ledger.length,
    twice: sentTwice(ledger),
    lost: rows
      .filter((row) => !reached.has(row.destination) && row.state !== "in_doubt")
      .map((row) => row.destination),
    unfinished: rows.filter((row) => row.state === "queued" || row.state === "calling").length,
    doubts: rows
      .filter((row) => row.state === "in_doubt")
      .map((row) => ({
        messageId: row.id,
        to: row.destination,
        inLedger: reached.has(row.destination),
      })),
  };
}

/** How many messages were named as doubts over the whole run, settled since or not. */
export async function doubtsNamed(weddingId: string): Promise<number> {
  const { rows } = await admin.query(
    "select coalesce(sum(count), 0)::int as n from audit_log where wedding_id = $1 and action = 'messaging.sweep-doubts:doubt'",
    [weddingId],
  );
  return rows[0].n;
}

/** A human goes through the list: every second doubt is sent again, the others are left. */
export async function decideDoubts(
  { wedding }: Sending,
  doubts: Verdict["doubts"],
): Promise<{ again: Set<string>; left: Set<string> }> {
  const again = new Set<string>();
  const left = new Set<string>();
  for (const [i, { messageId, to }] of doubts.entries()) {
    const decision = i % 2 === 0 ? "send_again" : "leave";
    must(await settleDoubt(wedding.ctx, { messageId, decision }));
    (decision === "send_again" ? again : left).add(to);
  }
  return { again, left };
}
