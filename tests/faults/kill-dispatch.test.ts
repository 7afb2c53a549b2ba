import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { spawnTs } from "@/tests/support/spawn";

const HOUSEHOLDS = Number(process.env.FAULT_HOUSEHOLDS ?? 200);
const KILLS = Number(process.env.FAULT_KILLS ?? 6);
const SEED = Number(process.env.FAULT_SEED ?? 1);

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

/** A small seeded generator, so that a failure can be run again. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Summary {
  recipients: number;
  duplicates: number;
}

it.each([
  ["with receipts", false],
  ["with every receipt withheld", true],
])(
  `kill -9 of the drain at ${KILLS} random points of ${HOUSEHOLDS} invitations sends nobody twice and loses nobody: %s`,
  async (_name, withhold) => {
    const next = random(SEED + (withhold ? 1_000 : 0));
    await provider.control("POST", "reset");
    await provider.control("POST", "config", {
      weights: { silent: 100 },
      throughputPerSecond: 5_000,
      latencyMs: 15,
      timings: { sent: [1, 5], delivered: [1, 5], read: [1, 5], reply: [1, 5] },
    });
    if (withhold) await provider.control("POST", "faults", { webhooks: { withhold: true } });
    const wedding = await makeWedding();
    const sending = await prepareSending(wedding, {
      csv: familiesCsv(HOUSEHOLDS, withhold ? 100_000 : 0),
      ratePerSecond: 100,
    });
    const { runId, recipients } = await approvedRun(wedding, sending);
    expect(recipients).toBe(HOUSEHOLDS);
    must(await startRun(wedding.ctx, { runId }));

    for (let kill = 0; kill < KILLS; kill++) {
      const victim = spawnTs("tests/support/drain-process.ts", {
        FOREVER: "1",
        BUDGET_MS: "20000",
        META_GRAPH_URL: provider.url,
      });
      await waitForProgress(runId, Math.floor(((kill + next()) * HOUSEHOLDS) / (KILLS + 1)), victim.exited);
      await new Promise((resolve) => setTimeout(resolve, next() * 40));
      victim.child.kill("SIGKILL");
      await victim.exited;
    }
    // Whatever was claimed by a process that died is old enough to be a doubt; the claims of the dead are cleared away, as their expiry would.
    const settle = async () => {
      await admin.query("update messages set next_at = now() where state = 'calling'");
      await admin.query("delete from pgboss.job where state = 'active'");
      const { sweep } = await import("@/jobs/sweep");
      await sweep();
      await drain({ budgetMs: 10_000 });
    };
    await settle();
    if (withhold) await settle();
    else await provider.waitIdle(settle);

    const { recipients: reached, duplicates } = await provider.control<Summary>("GET", "ledger/summary");
    const { rows } = await admin.query<{ state: string; n: number }>(
      "select state, count(*)::int as n from messages where run_id = $1 group by 1",
      [runId],
    );
    const states = Object.fromEntries(rows.map((row) => [row.state, row.n]));
    const doubts = states.in_doubt ?? 0;
    expect(duplicates).toBe(0);
    expect(Object.keys(states).filter((state) => ["queued", "calling"].includes(state))).toEqual([]);
    const accepted = await ledgerRecipients(provider);
    const { rows: named } = await admin.query<{ destination: string; state: string }>(
      "select destination, state from messages where run_id = $1",
      [runId],
    );
    // Lost: neither in the ledger nor named as a doubt.
    expect(named.filter((one) => !accepted.has(one.destination) && one.state !== "in_doubt")).toEqual([]);
    if (!withhold) {
      // Every doubt that the provider had accepted was settled by its receipt.
      expect(named.filter((one) => accepted.has(one.destination) && one.state === "in_doubt")).toEqual([]);
      expect(reached + doubts).toBe(HOUSEHOLDS);
    }
  },
  600_000,
);

async function waitForProgress(runId: string, atLeast: number, exited: Promise<unknown>): Promise<void> {
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  for (const until = Date.now() + 60_000; !gone && Date.now() < until; ) {
    const { rows } = await admin.query(
      "select count(*)::int as n from messages where run_id = $1 and state not in ('queued', 'calling')",
      [runId],
    );
    if (rows[0].n >= atLeast) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function ledgerRecipients(from: TestProvider): Promise<Set<string>> {
  const found = new Set<string>();
  for (let after = 0; ; ) {
    const page = await from.control<{ rows: { to: string; seq: number }[]; next: number | null }>(
      "GET",
      `ledger?after=${after}&limit=10000`,
    );
    for (const row of page.rows) found.add(row.to.startsWith("+") ? row.to : `+${row.to}`);
    if (page.next === null || page.rows.length === 0) return found;
    after = page.next;
  }
}
