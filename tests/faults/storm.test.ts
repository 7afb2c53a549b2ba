import { afterAll, beforeAll, expect, it } from "vitest";
import { figures } from "@/tests/support/figures";
import { readLedger, readRefusals, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { spawnTs } from "@/tests/support/spawn";
import { buryTheDead, decideDoubts, judge, startSending, stateCounts } from "./judge";

const HOUSEHOLDS = Number(process.env.FAULT_HOUSEHOLDS ?? 30);
const SEED = Number(process.env.FAULT_SEED ?? 1);
const RATE = 80;
const LONG = HOUSEHOLDS >= 1_000;
/** Beside other tests the pace is theirs as well: it is held to its goal by the long form alone. */
const LEAST_GOODPUT = LONG ? 0.9 : 0;
const RETRY_AFTER_SECONDS = 2;
const WARM_MS = LONG ? 2_500 : 0;
const STORM = {
  rates: {
    "130429": 0.3,
    http500: 0.1,
    http500_after: 0.1,
    timeout_after: 0.1,
    reset_before: 0.025,
    reset_after: 0.025,
  },
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

it(`a storm over ${HOUSEHOLDS} invitations (seed ${SEED}) loses nobody, doubles nobody, retries nothing early and keeps the pace`, async () => {
  const sending = await startSending(provider, {
    households: HOUSEHOLDS,
    ratePerSecond: RATE,
    faults: STORM,
  });
  const { runId } = sending;
  const drains = Array.from({ length: 2 }, () =>
    spawnTs("tests/support/drain-process.ts", {
      FOREVER: "1",
      BUDGET_MS: "600000",
      META_GRAPH_URL: provider.url,
    }),
  );
  for (const until = Date.now() + 900_000; Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const { queued, calling } = await stateCounts(runId);
    if (!queued && !calling) break;
  }
  // Nothing is under way any more, so these two end without leaving anything behind.
  for (const one of drains) one.child.kill("SIGKILL");
  await Promise.all(drains.map((one) => one.exited));
  const stormy = { ledger: await readLedger(provider), refusals: await readRefusals(provider) };
  const early = retriedEarly(stormy);
  const goodput = goodputOf(stormy);

  await provider.control("DELETE", "faults");
  await provider.waitIdle(buryTheDead, 300_000);
  const { twice, lost, unfinished, doubts } = await judge(provider, runId);
  const { again, left } = await decideDoubts(sending, doubts);
  await provider.waitIdle(buryTheDead, 300_000);
  const after = await readLedger(provider);
  figures("storm", {
    seed: SEED,
    households: HOUSEHOLDS,
    calls: stormy.ledger.length + stormy.refusals.length,
    accepted: stormy.ledger.length,
    throttled: stormy.refusals.filter(({ code }) => code === 130429).length,
    retried_early: early.length,
    lost: lost.length,
    sent_twice: twice.length,
    doubts_for_a_human: doubts.length,
    sent_again_by_a_human: again.size,
    left_by_a_human: left.size,
    ...goodput,
  });
  expect({ twice, lost, unfinished, early }).toEqual({ twice: [], lost: [], unfinished: 0, early: [] });
  expect(doubts.filter((one) => one.inLedger)).toEqual([]);
  expect(sentTwice(after)).toEqual([]);
  expect(new Set(after.map(({ to }) => to)).size).toBe(HOUSEHOLDS - left.size);
  expect(goodput.of_what_the_healthy_share_allows).toBeGreaterThanOrEqual(LEAST_GOODPUT);
}, 1_800_000);

interface Calls {
  ledger: Awaited<ReturnType<typeof readLedger>>;
  refusals: Awaited<ReturnType<typeof readRefusals>>;
}

/** Recipients who were called again before the time that a refusal had told us to wait was over. */
function retriedEarly({ ledger, refusals }: Calls): string[] {
  const calls = Map.groupBy([...ledger, ...refusals], ({ to }) => to);
  return refusals.flatMap(({ to, at, retryAfter }) =>
    retryAfter !== undefined &&
    calls.get(to)!.some((call) => call.at > at && call.at < at + retryAfter * 1000)
      ? [to]
      : [],
  );
}

/**
 * What was accepted, against the pace times the share of calls that the provider was healthy for; while there still
 * were messages that had not been tried, for the rest is waiting for retries.
 */
function goodputOf({ ledger, refusals }: Calls) {
  const calls = [...ledger, ...refusals].sort((a, b) => a.at - b.at);
  const first = new Map<string, number>();
  for (const { to, at } of calls) if (!first.has(to)) first.set(to, at);
  const from = calls[0]!.at + WARM_MS;
  const to = Math.max(...first.values());
  const within = ({ at }: { at: number }) => at >= from && at <= to;
  const accepted = ledger.filter(within).length;
  const healthy = accepted / calls.filter(within).length;
  const perSecond = (accepted / (to - from)) * 1000;
  return {
    healthy_share: Number(healthy.toFixed(3)),
    accepted_per_second: Number(perSecond.toFixed(1)),
    of_what_the_healthy_share_allows: Number((perSecond / (RATE * healthy)).toFixed(3)),
  };
}
