import { afterAll, beforeAll, expect, it } from "vitest";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { mostWithin, readLedger, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { spawnTs } from "@/tests/support/spawn";
import { startSending } from "./judge";

const RATE = Number(process.env.FAULT_RATE ?? 80);
const SECONDS = Number(process.env.FAULT_SECONDS ?? 3);
const SEED = Number(process.env.FAULT_SEED ?? 1);
const DRAINS = 4;
/** A process that has just begun to send is slow for a moment; what it uses is counted after that. */
const WARM_MS = 2_500;
/** A minute on a quiet machine shows what of the pace is used; a few seconds beside other tests show what the others leave. */
const LEAST_USED = SECONDS >= 60 ? 0.95 : 0;
const MOST = 1.05;

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

// Beside other tests a pace says little: the short form holds that four drains share it and send each message once;
// each slot's own moment is held by tests/integration/platform/pace.test.ts, the pace by the long form.
it(`${DRAINS} drains in ${DRAINS} processes keep to ${RATE} a second for ${SECONDS} s, and use it`, async () => {
  const households = Math.ceil(RATE * (SECONDS + WARM_MS / 1000 + 0.5));
  // Guests who do nothing, and no webhooks: what is measured is sending.
  const never = 3_600_000;
  const hold = await startSending(provider, {
    households,
    ratePerSecond: RATE,
    config: {
      latencyMs: 20,
      webhookUrl: "",
      timings: { sent: [never, never], delivered: [1, 1], read: [1, 1], reply: [1, 1] },
    },
    held: true,
  });
  const drains = Array.from({ length: DRAINS }, () =>
    spawnTs("tests/support/drain-process.ts", {
      FOREVER: "1",
      BUDGET_MS: String((SECONDS + 60) * 1000),
      META_GRAPH_URL: provider.url,
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await hold.start();
  const stalls = watchStalls();
  const enough = Date.now() + (SECONDS + 30) * 1000;
  for (let accepted = 0; accepted < households && Date.now() < enough; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    // How long it is, and nothing that has to be counted: the judge stands in the provider's own process.
    const length = `ledger?after=${households}&limit=1`;
    ({ total: accepted } = await provider.control<{ total: number }>("GET", length));
  }
  stalls.stop();
  for (const one of drains) one.child.kill("SIGKILL");
  await Promise.all(drains.map((one) => one.exited));

  const ledger = await readLedger(provider);
  const times = ledger.map(({ at }) => at);
  const begin = times[0]! + WARM_MS;
  const used = times.filter((at) => at >= begin && at < begin + SECONDS * 1000).length / (RATE * SECONDS);
  const { rows } = await admin.query(
    "select count(distinct correlation_id)::int as n from audit_log where wedding_id = $1 and action = 'messaging.claim:claim'",
    [hold.wedding.weddingId],
  );
  const most = mostWithin(times, 1_000);
  // A judge that hardly ever ran has seen nothing: then every second counts as it was stamped.
  const blindMs = stalls.reduce((sum, { from, to }) => sum + to - from, 0);
  const mostSeen = stalls.length > SECONDS * 2 ? most : mostWithin(times, 1_000, stalls);
  figures(`pacing ${RATE}`, {
    seed: SEED,
    seconds: SECONDS,
    drains: DRAINS,
    drains_that_claimed: rows[0].n,
    accepted: ledger.length,
    most_in_any_second: mostSeen,
    most_with_seconds_the_judge_stood_still_in: most,
    stalls_of_the_judge: stalls.length,
    stalls_ms: blindMs,
    allowed: Math.floor(RATE * MOST),
    used_of_the_cap: Number(used.toFixed(3)),
  });
  expect(sentTwice(ledger)).toEqual([]);
  expect(ledger.length).toBe(households);
  // What stands still in between arrives together, whoever sent it well apart: only a machine of its own shows the pace.
  if (SECONDS >= 60) expect(mostSeen).toBeLessThanOrEqual(Math.floor(RATE * MOST));
  expect(used).toBeGreaterThanOrEqual(LEAST_USED);
}, 900_000);

const BEAT_MS = 5;
const STALL_MS = 25;

/**
 * When the provider's own process stood still (the machine was busy with others): what arrived meanwhile is stamped
 * together afterwards, which says nothing about when it was sent.
 */
function watchStalls(): { from: number; to: number }[] & { stop(): void } {
  const stalls: { from: number; to: number }[] = [];
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > STALL_MS) stalls.push({ from: last, to: now });
    last = now;
  }, BEAT_MS);
  return Object.assign(stalls, { stop: () => clearInterval(timer) });
}
