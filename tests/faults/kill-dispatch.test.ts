import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { readLedger, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { seeded } from "@/tests/support/seeded";
import { type Spawned, spawnTs } from "@/tests/support/spawn";
import { buryTheDead, decideDoubts, doubtsNamed, judge, startSending, stateCounts } from "./judge";

const HOUSEHOLDS = Number(process.env.FAULT_HOUSEHOLDS ?? 60);
const KILLS = Number(process.env.FAULT_KILLS ?? 2);
const SEED = Number(process.env.FAULT_SEED ?? 1);
/** Slow enough that a new drain is up before the next point comes, where there are many kills. */
const RATE = 60;

let provider: TestProvider;
const spawned: Spawned[] = [];
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

function spawnDrain(): Spawned {
  const drain = spawnTs("tests/support/drain-process.ts", {
    FOREVER: "1",
    BUDGET_MS: "20000",
    META_GRAPH_URL: provider.url,
  });
  spawned.push(drain);
  return drain;
}

/** Also where a test has failed: what it left running must not work on the next one's rows. */
afterEach(async () => {
  for (const one of spawned) one.child.kill("SIGKILL");
  await Promise.all(spawned.splice(0).map((one) => one.exited));
});

it.each([
  ["with receipts", false],
  ["with every receipt withheld", true],
])(
  `kill -9 of a drain at ${KILLS} random points of ${HOUSEHOLDS} invitations (seed ${SEED}) sends nobody twice and loses nobody: %s`,
  async (name, withhold) => {
    const next = seeded(SEED + (withhold ? 1_000 : 0));
    const sending = await startSending(provider, {
      households: HOUSEHOLDS,
      from: withhold ? 100_000 : 0,
      ratePerSecond: RATE,
      config: { latencyMs: 40 },
      ...(withhold ? { faults: { webhooks: { withhold: true } } } : {}),
    });
    const { runId } = sending;

    // Two drains at a time: the one that dies leaves another at work, and its heir boots meanwhile.
    const alive: Spawned[] = [spawnDrain()];
    for (let kill = 0; kill < KILLS; kill++) {
      alive.push(spawnDrain());
      const victim = alive.shift()!;
      await waitForProgress(runId, Math.floor(((kill + next()) * HOUSEHOLDS) / (KILLS + 1)));
      await new Promise((resolve) => setTimeout(resolve, next() * 40));
      victim.child.kill("SIGKILL");
      expect(await victim.exited).toBe(null);
    }
    // The last ones die in the middle of it, too.
    for (const one of alive) one.child.kill("SIGKILL");
    await Promise.all(alive.map((one) => one.exited));
    await settleRun(provider, withhold);

    const { accepted, twice, lost, unfinished, doubts } = await judge(provider, runId);
    expect({ twice, lost, unfinished }).toEqual({ twice: [], lost: [], unfinished: 0 });
    // Every doubt that the provider had accepted was settled by its receipt.
    if (!withhold) expect(doubts.filter((one) => one.inLedger)).toEqual([]);

    const known = new Set(doubts.filter((one) => one.inLedger).map((one) => one.to));
    const { again, left } = await decideDoubts(sending, doubts);
    await settleRun(provider, withhold);
    const after = await readLedger(provider);
    expect(new Set(sentTwice(after))).toEqual(new Set([...again].filter((to) => known.has(to))));
    const reached = new Set(after.map(({ to }) => to));
    expect([...again].filter((to) => !reached.has(to))).toEqual([]);
    expect(reached.size).toBe(HOUSEHOLDS - [...left].filter((to) => !known.has(to)).length);
    figures(`kill-dispatch ${name}`, {
      seed: SEED,
      households: HOUSEHOLDS,
      kills: KILLS,
      accepted,
      lost: lost.length,
      sent_twice: twice.length,
      doubts_named: await doubtsNamed(sending.wedding.weddingId),
      doubts_for_a_human: doubts.length,
      of_them_in_the_ledger: known.size,
      sent_again_by_a_human: again.size,
      left_by_a_human: left.size,
      twice_by_a_human: sentTwice(after).length,
    });
  },
  1_800_000,
);

async function settleRun(from: TestProvider, withhold: boolean): Promise<void> {
  await buryTheDead();
  if (withhold) {
    // Receipts stay away for good, so the ledger alone says when it is over.
    for (let before = -1; ; ) {
      const { accepted } = await from.control<{ accepted: number }>("GET", "ledger/summary");
      if (accepted === before) return;
      before = accepted;
      await buryTheDead();
    }
  }
  await from.waitIdle(buryTheDead, 300_000);
}

async function waitForProgress(runId: string, atLeast: number): Promise<void> {
  for (const until = Date.now() + 300_000; Date.now() < until; ) {
    const { rows } = await admin.query(
      "select count(*)::int as n from messages where run_id = $1 and state not in ('queued', 'calling')",
      [runId],
    );
    if (rows[0].n >= atLeast) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rows } = await admin.query("select state, state_reason from send_runs where id = $1", [runId]);
  throw new Error(
    `the run does not come to ${atLeast} messages: ${JSON.stringify([rows, await stateCounts(runId)])}`,
  );
}
