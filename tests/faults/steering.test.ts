import { afterAll, beforeAll, expect, it } from "vitest";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { pauseRun, resumeRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { readLedger, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { pick, seeded } from "@/tests/support/seeded";
import { spawnTs } from "@/tests/support/spawn";
import { startSending, stateCounts } from "./judge";

const STEERS = Number(process.env.FAULT_STEERS ?? 2);
const SEED = Number(process.env.FAULT_SEED ?? 1);
const RATE = 100;
const HOUSEHOLDS = 100 + STEERS * 60;
const DRAINS = STEERS >= 20 ? 4 : 2;
const EFFECT_MS = 1_000;

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const accepted = async () => (await provider.control<{ accepted: number }>("GET", "ledger/summary")).accepted;

it(`pause, resume, stop and a stopped sender, ${STEERS} times (seed ${SEED}), take effect within a second`, async () => {
  const next = seeded(SEED);
  const sending = await startSending(provider, { households: HOUSEHOLDS, ratePerSecond: RATE, held: true });
  const { wedding, senderId, runId } = sending;
  const drains = Array.from({ length: DRAINS }, () =>
    spawnTs("tests/support/drain-process.ts", {
      FOREVER: "1",
      BUDGET_MS: "600000",
      META_GRAPH_URL: provider.url,
    }),
  );
  await sleep(1_500);
  await sending.start();
  const halts: { how: string; at: number; until: number }[] = [];
  const halt = async (how: string, act: () => Promise<unknown>) => {
    await act();
    const at = Date.now();
    await sleep(EFFECT_MS + 300);
    halts.push({ how, at, until: Date.now() });
  };
  for (let i = 0; i < STEERS; i++) {
    // In the middle of sending, not before it has begun.
    const before = await accepted();
    for (const until = Date.now() + 20_000; (await accepted()) <= before && Date.now() < until; )
      await sleep(10);
    await sleep(next() * 250);
    if (i === 0 || (i > 2 && pick(next, [true, false]))) {
      await halt("sender stopped", () =>
        admin.query("update senders set state = 'stopped' where id = $1", [senderId]),
      );
      // A dispatch whose sender is stopped ends, though most of the run is still to be sent.
      expect(await activeDispatches()).toBe(0);
      must(await resumeSender(wedding.ctx, { senderId }));
    } else {
      await halt("paused", async () => must(await pauseRun(wedding.ctx, { runId })));
      must(await resumeRun(wedding.ctx, { runId }));
    }
  }
  await sleep(500);
  await halt("stopped", async () => must(await stopRun(wedding.ctx, { runId })));
  for (const one of drains) one.child.kill("SIGKILL");
  await Promise.all(drains.map((one) => one.exited));

  const ledger = await readLedger(provider);
  const latest = halts.map(({ how, at, until }) => {
    const later = ledger.filter((row) => row.at > at && row.at <= until).map((row) => row.at - at);
    return { how, ms: Math.max(0, ...later) };
  });
  const states = await stateCounts(runId);
  figures("steering", {
    seed: SEED,
    drains: DRAINS,
    halts: latest.length,
    senders_stopped: latest.filter(({ how }) => how === "sender stopped").length,
    accepted: ledger.length,
    cancelled: states.cancelled ?? 0,
    latest_after_a_command_ms: Math.max(...latest.map(({ ms }) => ms)),
  });
  expect(latest.filter(({ ms }) => ms > EFFECT_MS)).toEqual([]);
  expect(sentTwice(ledger)).toEqual([]);
  expect(states.queued ?? 0).toBe(0);
  expect(ledger.length).toBeGreaterThan(STEERS);
  // What a drain still held when it was killed is a named doubt, whether its call was made or not.
  const settled = ledger.length + (states.cancelled ?? 0);
  const held = (states.calling ?? 0) + (states.in_doubt ?? 0);
  expect(settled).toBeLessThanOrEqual(HOUSEHOLDS);
  expect(settled + held).toBeGreaterThanOrEqual(HOUSEHOLDS);
}, 1_200_000);

async function activeDispatches(): Promise<number> {
  for (const until = Date.now() + 3_000; ; await sleep(50)) {
    const { rows } = await admin.query(
      "select count(*)::int as n from pgboss.job where name = 'messaging.dispatch' and state = 'active'",
    );
    if (rows[0].n === 0 || Date.now() > until) return rows[0].n;
  }
}
